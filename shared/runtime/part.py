"""A service as a process runs it: its desk, its projections' tables, its API, its loops."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from shared.evidence.connect import open_archive
from shared.projection.storage import open_storage
from shared.runtime.desk import Desk
from shared.runtime.progress import Progress, behind
from shared.runtime.steps import Listening, Projecting, Relaying, WallClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from fastapi import FastAPI

    from shared.bus.interface import Bus
    from shared.evidence.archive import EvidenceArchive
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from shared.runtime.loops import Step
    from shared.runtime.member import Member
    from shared.settings import Settings


class Clock(StrEnum):
    """What moves business time in a running house (ADR 0005)."""

    told = "told"
    wall = "wall"


@dataclass
class Part:
    """Everything of one service that this process holds open."""

    desk: Desk
    projections: Mapping[str, Projection]
    storages: Mapping[str, Storage]
    archive: EvidenceArchive
    reopened: Callable[[Projection], Storage]
    """A projection's tables over a connection of their own, for who reads them at length."""
    progress: Progress = field(init=False)

    def __post_init__(self) -> None:
        self.progress = Progress(self.desk)

    def loops(self) -> list[Step]:
        """Relay, listener, and one loop a projection."""
        bus = self.desk.member.bus
        return [
            Relaying(self.desk, self.progress),
            Listening(self.desk, self.progress),
            *(Projecting(self.projections[one], of, bus) for one, of in self.storages.items()),
        ]

    def clock(self, clock: Clock) -> list[Step]:
        """The loop that moves business time, where none is told to."""
        return [WallClock(self.desk, self.progress)] if clock is Clock.wall else []

    def unprojected(self) -> dict[str, int]:
        """Messages that a projection's tables do not hold yet, by its name."""
        bus = self.desk.member.bus
        return {
            name: behind(storage.positions(), bus.ends(self.projections[name].topics))
            for name, storage in self.storages.items()
        }

    def close(self) -> None:
        """Let go of tables and store."""
        for storage in self.storages.values():
            storage.close()
        self.desk.close()


def open_part(member: Member, projections: Iterable[Projection], settings: Settings) -> Part:
    """A service and its projections, opened."""
    known = {one.name: one for one in projections}
    store = settings.store_of(member.name)
    archive = open_archive(store, member.name, settings.home)

    def opened(projection: Projection) -> Storage:
        return open_storage(projection, store, settings.home)

    storages = {name: opened(one) for name, one in known.items()}
    return Part(Desk(member), known, storages, archive, opened)


class Bootstrap(Protocol):
    """A service's ``bootstrap`` module, as far as a process needs it."""

    def part(self, settings: Settings, bus: Bus) -> Part:
        """The service, opened."""

    def http_api(self, part: Part) -> FastAPI:
        """What it offers over HTTP."""

    def loops(self, part: Part) -> list[Step]:
        """What its worker does."""
