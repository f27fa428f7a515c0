"""Composition root of logistics: the only module that may import all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.logistics import publishing, reactions
from services.logistics.application import Logistics
from shared.runtime.member import Member
from shared.store.connect import environment

if TYPE_CHECKING:
    from shared.bus.interface import Bus
    from shared.settings import Settings


def application(settings: Settings) -> Logistics:
    """The service over its own store."""
    return Logistics(environment(settings.store_of("logistics"), "logistics", settings.home))


def member(settings: Settings, bus: Bus) -> Member:
    """The service with its relay and listener on a log."""
    return Member(application(settings), publishing.announce, reactions, bus)
