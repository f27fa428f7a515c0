"""Takes records from the log into a projection, a batch and its positions in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.errors import PositionMoved
from shared.projection.projection import UnreadableRecord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.bus.interface import Reader
    from shared.bus.record import Received, Spot
    from shared.projection.projection import Projection, Row, Rows
    from shared.projection.storage import Storage

BATCH = 5_000
"""Records a transaction (messaging.md, ledger job: 2,000 to 10,000 are best)."""


class Projector:
    """One worker of a projection; several may run, and whoever is late starts from where it stands.

    The storage's positions are the truth: the reader follows them.
    """

    def __init__(self, projection: Projection, storage: Storage, reader: Reader) -> None:
        self._projection = projection
        self._storage = storage
        self._reader = reader
        self._at: dict[Spot, int] = {}
        self._reposition()

    def step(self, limit: int = BATCH, timeout: float = 0.0) -> int:
        """Take up to ``limit`` records; how many were taken, 0 when there are none."""
        while True:
            records = self._reader.poll(limit, timeout)
            after = dict(self._reader.positions())
            if after.keys() != self._at.keys():  # Partitions came or went.
                self._reposition()
                continue
            moved = {s: (at, after[s]) for s, at in self._at.items() if at != after[s]}
            if not moved:
                return 0
            try:
                self._storage.write(moved, fold(self._projection, records))
            except PositionMoved:
                self._reposition()
                continue
            except BaseException:
                self._at = {}  # The batch is still to be taken: the next step starts from storage.
                raise
            self._at = after
            return len(records)

    def catch_up(self, ends: Mapping[Spot, int]) -> int:
        """Step until everything before ``ends`` is taken; how many records that took."""
        taken = 0
        while not self.caught_up_to(ends):
            taken += self.step(timeout=1.0)
        return taken

    def caught_up_to(self, ends: Mapping[Spot, int]) -> bool:
        """Whether everything before ``ends`` is taken; topics not heard do not count."""
        topics = self._projection.topics
        return all(self._at.get(s, 0) >= end for s, end in ends.items() if s[0] in topics)

    def rebuild(self, ends: Mapping[Spot, int]) -> int:
        """Drop the tables and fill them again from the log; nothing else ever happens by it."""
        self._storage.drop()
        self._reposition()
        return self.catch_up(ends)

    def close(self) -> None:
        """Let go of the log; the storage stays with whoever opened it."""
        self._reader.close()

    def _reposition(self) -> None:
        stored = self._storage.positions()
        self._at = {spot: stored.get(spot, 0) for spot in self._reader.positions()}
        self._reader.seek(self._at)


def fold(projection: Projection, records: Sequence[Received]) -> Rows:
    """The rows that follow from records; the body of a type that is not handled stays unread."""
    folds = projection.folds
    rows: Rows = {table.name: [] for table in projection.tables}
    for record in records:
        one = folds.get(record.headers.get("ce_type", ""))
        if one is not None:
            try:
                one(record, rows)
            except (msgspec.MsgspecError, UnreadableRecord, ValueError, KeyError) as error:
                rows[projection.parked.name].append(_parked(record, error))
    return rows


def _parked(record: Received, error: Exception) -> Row:
    event_id = record.headers.get("ce_id", "")
    place = (record.topic, str(record.partition), str(record.offset))
    return (*place, event_id, record.type, record.key, f"{type(error).__name__}: {error}")
