"""What a service holds, seen at one point of the log, so that its parts can be compared."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from time import sleep
from typing import TYPE_CHECKING, cast

from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.bus.interface import Bus
    from shared.bus.record import Spot
    from shared.projection.projection import Projection
    from shared.projection.storage import Select, Storage
    from shared.runtime.member import Member
    from shared.runtime.part import Part

LOOKS = 50
LOOK_SECONDS = 0.1

Positions = dict[str, dict["Spot", int]]
"""Projection → partition → the next offset that it reads."""


@dataclass(frozen=True)
class Held:
    """One service: its store and announcements, the log, and its tables as of one moment."""

    member: Member
    bus: Bus
    projections: Mapping[str, Projection]
    tables: Mapping[str, Select]
    positions: Positions

    @property
    def storages(self) -> Mapping[str, Storage]:
        """The same tables, for who opens a reading of its own: all see the same moment."""
        return {
            name: cast("Storage", Seen(select, self.positions[name]))
            for name, select in self.tables.items()
        }


class Seen:
    """A projection's tables at the moment of a verification; nothing can be written to them."""

    def __init__(self, select: Select, positions: Mapping[Spot, int]) -> None:
        self._select = select
        self._positions = positions

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition that was read from."""
        return self._positions

    @contextmanager
    def reading(self) -> Iterator[Select]:
        """Within the reading that is open."""
        yield self._select


@contextmanager
def held(part: Part) -> Iterator[Held]:
    """All tables as they stand when their projections have read the same; others may go on.

    Connections of their own: nobody waits for a verification.
    """
    with ExitStack() as opened:
        storages = {name: part.reopened(one) for name, one in part.projections.items()}
        for storage in storages.values():
            opened.callback(storage.close)
        before: Positions | None = None
        for _ in range(LOOKS):
            with ExitStack() as readings:
                found = _look(part, storages, readings)
                bus = part.desk.member.bus
                if _at_one_point(part, found.positions, bus) or found.positions == before:
                    yield found
                    return
                before = found.positions
            sleep(LOOK_SECONDS)
        raise Unavailable("the tables do not come to rest: verify again when less is going on")


def _look(part: Part, storages: Mapping[str, Storage], readings: ExitStack) -> Held:
    tables = {name: readings.enter_context(one.reading()) for name, one in storages.items()}
    positions = {
        name: {
            (topic, number): offset
            for topic, number, offset in tables[name](
                f"SELECT topic, partition, next_offset FROM {one.positions}"  # noqa: S608  # a name of ours
            )
        }
        for name, one in part.projections.items()
    }
    member = part.desk.member
    return Held(member, member.bus, part.projections, tables, positions)


def _at_one_point(part: Part, positions: Positions, bus: Bus) -> bool:
    """Whether every projection has read all that is on the log."""
    return all(
        positions[name].get(spot, 0) == end
        for name, one in part.projections.items()
        for spot, end in bus.ends(one.topics).items()
    )
