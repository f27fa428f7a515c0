"""A reader of the embedded log: from memory at the end of the log, from the file when behind."""

from __future__ import annotations

from collections import deque
from time import monotonic
from typing import TYPE_CHECKING

from shared.bus import embedded_file as file
from shared.bus.embedded_mailbox import Mailbox

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from shared.bus.embedded_log import EmbeddedLog
    from shared.bus.record import Received, Spot

LOOK_ELSEWHERE = 0.05
"""Seconds a waiting reader may miss what another process appended."""


class EmbeddedReader:
    """Positions are the truth; what is handed over counts only where its offsets join up."""

    def __init__(self, log: EmbeddedLog, topics: Sequence[str], start: Mapping[Spot, int]) -> None:
        self._log = log
        self._connection: sqlite3.Connection | None = None
        self._ids = file.spot_ids(self._open(), topics)
        self._next = {spot: start.get(spot, 0) for spot in self._ids}
        self._pending: deque[list[Received]] = deque()
        self._mailbox = Mailbox(topics)
        self._behind = True
        self._elsewhere = log.elsewhere()
        log.open_mailbox(self._mailbox)

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records that were not returned yet; empty after ``timeout`` seconds."""
        until = monotonic() + timeout
        while True:
            records = self._not_returned_yet(limit)
            left = until - monotonic()
            if records or left <= 0:
                return records
            self._log.wait(min(left, LOOK_ELSEWHERE))

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition read."""
        return dict(self._next)

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from other offsets."""
        self._next.update({spot: at for spot, at in positions.items() if spot in self._next})
        self._behind = True

    def hold(self, positions: Mapping[Spot, int]) -> None:
        """Read these partitions and no others, each from its position."""
        self._next = dict(positions)
        self._behind = True

    def close(self) -> None:
        """Let go of the log."""
        self._log.close_mailbox(self._mailbox)
        self._drop_connection()

    def _not_returned_yet(self, limit: int) -> list[Received]:
        if not self._pending:
            self._pending, missed = self._mailbox.take()
            self._behind = self._behind or missed
        records = [] if self._behind else self._handed_over(limit)
        if records or not (self._behind or self._appended_elsewhere()):
            return records
        self._pending.clear()  # Committed before it was handed over: the file has it.
        return self._from_file(limit)

    def _handed_over(self, limit: int) -> list[Received]:
        """What joins up with our positions; a hole means that the file must be read."""
        records: list[Received] = []
        while self._pending and len(records) < limit and not self._behind:
            chunk = self._pending.popleft()
            due = self._next.get(chunk[0].spot)
            if due is None:
                continue
            self._behind = due < chunk[0].offset
            fresh = [] if self._behind else chunk[due - chunk[0].offset :]
            room = limit - len(records)
            if len(fresh) > room:
                self._pending.appendleft(fresh[room:])
                del fresh[room:]
            self._advance(fresh)
            records += fresh
        return records

    def _from_file(self, limit: int) -> list[Received]:
        """Round the partitions, those read longest ago first, so that none waits for the others."""
        records: list[Received] = []
        for spot, due in list(self._next.items()):
            room = limit - len(records)
            if room == 0:
                break
            fresh = file.read(self._open(), spot, self._ids[spot], due, room)
            self._advance(fresh)
            records += fresh
        self._behind = len(records) == limit
        if not self._behind:
            self._drop_connection()
        return records

    def _advance(self, fresh: Sequence[Received]) -> None:
        if fresh:
            spot = fresh[-1].spot
            del self._next[spot]  # To the end of the line.
            self._next[spot] = fresh[-1].offset + 1

    def _appended_elsewhere(self) -> bool:
        before, self._elsewhere = self._elsewhere, self._log.elsewhere()
        return before != self._elsewhere

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = file.connected(self._log.path)
        return self._connection

    def _drop_connection(self) -> None:
        """A reader at the end needs no file handle; some dozens of them would each keep a cache."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
