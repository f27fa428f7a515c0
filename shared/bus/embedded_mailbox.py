"""What was appended in this process since a reader last looked."""

from __future__ import annotations

from collections import deque
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shared.bus.record import Received, Spot

MOST = 50_000
"""Records held for a slow reader; beyond, all are dropped and it reads the file instead."""


class Mailbox:
    """Filled by whoever appends, emptied by one reader."""

    def __init__(self, topics: Collection[str]) -> None:
        self._topics = frozenset(topics)
        self._lock = Lock()
        self._lists: deque[list[Received]] = deque()
        self._held = 0
        self._missed = False

    def put(self, chunks: Mapping[Spot, list[Received]]) -> None:
        """Keep the lists of our topics, or only remember that there was too much."""
        with self._lock:
            for (topic, _), records in chunks.items():
                if topic in self._topics:
                    self._lists.append(records)
                    self._held += len(records)
            if self._held > MOST:
                self._lists.clear()
                self._held = 0
                self._missed = True

    def take(self) -> tuple[deque[list[Received]], bool]:
        """What came, and whether anything was dropped meanwhile."""
        if not (self._lists or self._missed):  # Asked far more often than answered.
            return deque(), False
        with self._lock:
            taken, missed = self._lists, self._missed
            self._lists, self._held, self._missed = deque(), 0, False
        return taken, missed
