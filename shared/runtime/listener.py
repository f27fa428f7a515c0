"""Log → service: each message becomes commands; events, position and message id commit together.

A message that cannot be handled parks with every later one of its key; other keys go on
(messaging.md, pitfall 9). Infrastructure errors are not caught here: the loop waits them out.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Protocol

from shared.contracts.registry import from_record
from shared.dates import now
from shared.errors import DuplicateMessage, Infrastructure, PositionMoved
from shared.store.alongside import Parked
from shared.store.service import Heard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shared.bus.interface import Reader
    from shared.bus.record import Received, Spot
    from shared.contracts.base import Announcement
    from shared.store.service import Service


class Reactions(Protocol):
    """A service's ``reactions`` module."""

    TOPICS: tuple[str, ...]
    HEARS: Mapping[str, type[Announcement]]

    def react(self, said: Any) -> Iterable[Any]:
        """The commands that follow from an announcement."""


class Listener:
    """Handles whole poll batches; falls back to one message at a time when one is poison."""

    def __init__(self, service: Service[Any], reactions: Reactions, reader: Reader) -> None:
        self._service = service
        self._reactions = reactions
        self.reader = reader
        self._positions = dict(service.positions())
        self._parked_keys = self._parked()

    def step(self, limit: int = 5_000, timeout: float = 0.0) -> int:
        """Handle what was said since the last step; how many messages were read."""
        batch = self.reader.poll(limit, timeout)
        if not batch:
            return 0
        try:
            self.handle(batch)
        except (PositionMoved, DuplicateMessage):
            self.resume()
            raise
        return len(batch)

    def resume(self) -> None:
        """Go on from the stored positions: somebody else handled messages."""
        self._positions = dict(self._service.positions())
        self._parked_keys = self._parked()
        self.reader.seek({spot: self._positions.get(spot, 0) for spot in self.reader.positions()})

    def handle(self, batch: Sequence[Received]) -> None:
        """Handle a batch in one transaction; one by one when a message of it is poison."""
        records = self._ordered(batch)
        fresh = self._fresh(records)
        try:
            if self._parked_keys:
                self._parked_keys = self._parked()  # Somebody may have redriven or dropped some.
            if any((record.topic, record.key) in self._parked_keys for record in fresh):
                raise _FollowsParked
            heard = [self._heard(record) for record in fresh]
            self._service.hear(heard, self._moves(records))
        except Infrastructure:
            raise
        except Exception:  # Any failure is found again, and parked, one by one.
            self._one_by_one(records, {record.id for record in fresh})
        else:
            self._advance(records)

    def _parked(self) -> set[tuple[str, str]]:
        return {(row["topic"], row["key"]) for row in self._service.parked()}

    def _ordered(self, batch: Sequence[Received]) -> list[Received]:
        return list(in_business_order(batch))

    def _heard(self, record: Received) -> Heard[Any]:
        return Heard(record, tuple(self._reactions.react(from_record(record))))

    def _fresh(self, records: Sequence[Received]) -> list[Received]:
        """Messages that concern this service and were neither handled nor parked before."""
        hears = self._reactions.HEARS
        first: dict[str, Received] = {}
        for record in records:
            if record.type in hears:
                first.setdefault(record.id, record)
        known = self._service.has_heard(list(first)) if first else set()
        return [record for message_id, record in first.items() if message_id not in known]

    def _one_by_one(self, records: Sequence[Received], fresh: set[str]) -> None:
        for record in records:
            moves = self._moves([record])
            if record.id not in fresh:
                self._service.hear([], moves)
            elif (record.topic, record.key) in self._parked_keys:
                self._park(record, moves, "follows a parked message of its key")
            else:
                self._try(record, moves)
            fresh.discard(record.id)
            self._advance([record])

    def _try(self, record: Received, moves: dict[Spot, tuple[int, int]]) -> None:
        try:
            self._service.hear([self._heard(record)], moves)
        except Infrastructure:
            raise
        except Exception as poison:  # Parked with its reason, never skipped.
            self._park(record, moves, f"{type(poison).__name__}: {poison}"[:2_000])

    def _park(self, record: Received, moves: dict[Spot, tuple[int, int]], reason: str) -> None:
        self._service.hear([], moves, parked=[Parked(record, reason, now())])
        self._parked_keys.add((record.topic, record.key))

    def _moves(self, records: Sequence[Received]) -> dict[Spot, tuple[int, int]]:
        ends: dict[Spot, int] = {}
        for record in records:
            ends[record.spot] = record.offset + 1
        return {spot: (self._positions.get(spot, 0), end) for spot, end in ends.items()}

    def _advance(self, records: Sequence[Received]) -> None:
        for record in records:
            self._positions[record.spot] = record.offset + 1


class _FollowsParked(Exception):
    """A batch holds followers of a parked message."""


def in_business_order(batch: Iterable[Received]) -> Iterator[Received]:
    """Merge partitions by business time without changing the order within any of them.

    So a batch is handled in the same order whichever bus delivered it.
    """
    by_spot: dict[Spot, list[Received]] = defaultdict(list)
    for record in batch:
        by_spot[record.spot].append(record)
    parts = [by_spot[spot] for spot in sorted(by_spot)]
    return heapq.merge(*parts, key=lambda record: record.headers["ce_time"])
