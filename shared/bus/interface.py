"""What a log must offer; the embedded log and Kafka both do, and one suite runs against both."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TYPE_CHECKING, Protocol

from shared.bus.record import Spot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.bus.record import Received, Record

PositionsOf = Callable[[Collection[Spot]], Mapping[Spot, int]]
"""Asks the reader's own store where to go on in partitions that it was just given."""


class Outbox(Protocol):
    """One service's only writer to its topic; opening a second one fences the first.

    ``append`` raises ``RelayFenced`` once another took over, ``Unavailable`` while the log is away
    and ``DoubtfulCommit`` when only ``position`` (after opening anew) can tell whether it happened.
    """

    def position(self) -> int:
        """The last notification of the service's store that the log holds; 0 at first."""

    def append(self, records: Sequence[Record], upto: int) -> None:
        """Publish all records and move the position to ``upto``, or neither."""

    def close(self) -> None:
        """Give up the writer's place."""


class Reader(Protocol):
    """Reads committed records in the order of their partitions, from positions of our own."""

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records that were not returned yet; empty after ``timeout`` seconds."""

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition read."""

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from other offsets."""

    def close(self) -> None:
        """Let go of the log."""


class Bus(Protocol):
    """A log of topics with partitions and offsets."""

    def create_topics(self, topics: Sequence[str], partitions: int = ...) -> None:
        """Make the topics that do not exist; an existing one keeps its partitions."""

    def outbox(self, service: str) -> Outbox:
        """The transactional writer of a service, fencing any earlier one."""

    def relayed(self, service: str) -> int:
        """The last notification of a service's store that the log holds; it fences nobody."""

    def reader(self, name: str, topics: Sequence[str], start: Mapping[Spot, int]) -> Reader:
        """Read all partitions of the topics, each from ``start`` (0 where it is not named)."""

    def group_reader(self, group: str, topics: Sequence[str], positions_of: PositionsOf) -> Reader:
        """Read a share of the partitions, divided among the group's readers.

        ``positions_of`` is asked, in ``poll``, for every partition that the reader is given (0
        where it knows none). One taken away is neither returned nor in ``positions()`` any more.
        What is being handled at that very moment its next reader may be given too: positions are
        moved by compare-and-set.
        """

    def ends(self, topics: Sequence[str]) -> Mapping[Spot, int]:
        """The offset after the last committed record of every partition."""

    def close(self) -> None:
        """Let go of everything."""
