"""How a service is opened: under the policy of the settings, over its own store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from shared.policy.shelf import pin, stamp
from shared.store.connect import environment

if TYPE_CHECKING:
    from shared.settings import Settings
    from shared.store.service import Service

S = TypeVar("S", bound="Service[Any]")


def opened(kind: type[S], settings: Settings, **needs: Any) -> S:
    """A service whose stored deadlines follow from the policy as it is now (R517, D28).

    ``needs``: what it asks for besides its store.
    """
    pin(settings.policy, settings.policy_folder)
    service = kind(environment(settings.store_of(kind.name), kind.name, settings.home), **needs)
    service.take_terms(stamp())
    return service
