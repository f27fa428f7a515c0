"""The log of the embedded default: topics, partitions, offsets and groups in one SQLite file."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakSet

from shared.bus.embedded_group import EmbeddedGroupReader, Group
from shared.bus.embedded_log import EmbeddedLog
from shared.bus.embedded_reader import EmbeddedReader
from shared.bus.record import PARTITIONS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from shared.bus.embedded_log import Place
    from shared.bus.interface import PositionsOf
    from shared.bus.record import Record, Spot

SILENCE = 45.0
"""Seconds without a poll after which a group shares a reader's partitions among the others."""


class EmbeddedOutbox:
    """One service's writer; another of the same service voids its place."""

    def __init__(self, log: EmbeddedLog, place: Place) -> None:
        self._log = log
        self._place = place

    def position(self) -> int:
        """The last notification of the service's store that the log holds."""
        return self._log.position(self._place.service)

    def append(self, records: Sequence[Record], upto: int) -> None:
        """Publish all records and move the position, in one transaction or not at all."""
        self._log.append(self._place, records, upto)

    def close(self) -> None:
        """Nothing is held: the place ends when another takes it."""


class EmbeddedBus:
    """Open one a process and share it: only then are records handed over in memory."""

    def __init__(self, path: Path, silence: float = SILENCE) -> None:
        self._log = EmbeddedLog(path)
        self._silence = silence
        self._groups: dict[str, Group] = {}
        self._lock = Lock()
        self._readers: WeakSet[EmbeddedReader] = WeakSet()

    def create_topics(self, topics: Sequence[str], partitions: int = PARTITIONS) -> None:
        """Make the topics that do not exist; an existing one keeps its partitions."""
        self._log.create_topics(topics, partitions)

    def outbox(self, service: str) -> EmbeddedOutbox:
        """The transactional writer of a service, fencing any earlier one."""
        return EmbeddedOutbox(self._log, self._log.take_over(service))

    def relayed(self, service: str) -> int:
        """The last notification of a service's store that the log holds; it fences nobody."""
        return self._log.position(service)

    def reader(self, name: str, topics: Sequence[str], start: Mapping[Spot, int]) -> EmbeddedReader:
        """Read all partitions of the topics; ``name`` is for Kafka's monitoring only."""
        del name
        reader = EmbeddedReader(self._log, topics, start)
        self._readers.add(reader)
        return reader

    def group_reader(
        self, group: str, topics: Sequence[str], positions_of: PositionsOf
    ) -> EmbeddedGroupReader:
        """Read a share of the partitions, divided among the group's readers in this process."""
        with self._lock:
            shared = self._groups.setdefault(group, Group(self._silence))
        reader = self.reader(group, topics, {})
        return EmbeddedGroupReader(shared, reader, sorted(reader.positions()), positions_of)

    def ends(self, topics: Sequence[str]) -> Mapping[Spot, int]:
        """The offset after the last committed record of every partition."""
        return self._log.ends(topics)

    def close(self) -> None:
        """Let go of everything."""
        for reader in list(self._readers):
            reader.close()
        self._log.close()
