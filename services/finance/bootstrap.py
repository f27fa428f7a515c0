"""Composition root of finance: the only module that may import all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance import publishing, reactions
from services.finance.application import Finance
from shared.runtime.member import Member
from shared.store.connect import environment

if TYPE_CHECKING:
    from shared.bus.interface import Bus
    from shared.settings import Settings


def application(settings: Settings) -> Finance:
    """The service over its own store."""
    return Finance(environment(settings.store_of("finance"), "finance", settings.home))


def member(settings: Settings, bus: Bus) -> Member:
    """The service with its relay and listener on a log."""
    return Member(application(settings), publishing.announce, reactions, bus)
