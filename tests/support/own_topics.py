"""A bus whose topics and relays no other test shares, on a broker that all tests share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.bus.interface import Bus, Outbox, PositionsOf, Reader
    from shared.bus.record import Record, Spot


class OwnTopics:
    """Every topic and relay under a prefix of its own; otherwise the bus it stands before."""

    def __init__(self, bus: Bus) -> None:
        self._bus = bus
        self._prefix = f"test-{uuid4().hex[:12]}."

    def _own(self, topics: Sequence[str]) -> list[str]:
        return [self._prefix + topic for topic in topics]

    def create_topics(self, topics: Sequence[str], partitions: int = 6) -> None:
        """Make the topics."""
        self._bus.create_topics(self._own(topics), partitions)

    def outbox(self, service: str) -> Outbox:
        """The writer of a service."""
        return OwnOutbox(self._bus.outbox(self._prefix + service), self._prefix)

    def relayed(self, service: str) -> int:
        """How far the service's relay came."""
        return self._bus.relayed(self._prefix + service)

    def reader(self, name: str, topics: Sequence[str], start: Mapping[Spot, int]) -> Reader:
        """Read the topics."""
        return self._bus.reader(name, self._own(topics), start)

    def group_reader(self, group: str, topics: Sequence[str], positions_of: PositionsOf) -> Reader:
        """Read a share of the topics."""
        return self._bus.group_reader(self._prefix + group, self._own(topics), positions_of)

    def ends(self, topics: Sequence[str]) -> Mapping[Spot, int]:
        """Where the topics end."""
        return self._bus.ends(self._own(topics))

    def close(self) -> None:
        """Let go of everything."""
        self._bus.close()


class OwnOutbox:
    """Writes under the prefix."""

    def __init__(self, outbox: Outbox, prefix: str) -> None:
        self._outbox = outbox
        self._prefix = prefix

    def position(self) -> int:
        """The relay's position."""
        return self._outbox.position()

    def append(self, records: Sequence[Record], upto: int) -> None:
        """Publish under the prefix."""
        own = [replace(record, topic=self._prefix + record.topic) for record in records]
        self._outbox.append(own, upto)

    def close(self) -> None:
        """Give up the writer's place."""
        self._outbox.close()
