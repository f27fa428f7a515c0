"""Composition root of warehouse: the only module that may import all the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.warehouse import publishing, reactions
from services.warehouse.application import Warehouse
from shared.runtime.member import Member
from shared.store.connect import environment

if TYPE_CHECKING:
    from shared.bus.interface import Bus
    from shared.settings import Settings


def application(settings: Settings) -> Warehouse:
    """The service over its own store."""
    return Warehouse(environment(settings.store_of("warehouse"), "warehouse", settings.home))


def member(settings: Settings, bus: Bus) -> Member:
    """The service with its relay and listener on a log."""
    return Member(application(settings), publishing.announce, reactions, bus)
