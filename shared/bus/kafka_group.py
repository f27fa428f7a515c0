"""A reader of its share of the partitions, as the broker divides them among a group."""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from kafka.consumer.subscription_state import AsyncConsumerRebalanceListener

from shared.bus import kafka_client as client
from shared.bus.kafka_reader import received

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from shared.bus.interface import PositionsOf
    from shared.bus.kafka_client import Patience
    from shared.bus.kafka_types import Consumer, Place
    from shared.bus.record import Received, Spot

HINT_SECONDS = 5.0
"""How often lag tools are told where we are."""


class Arrivals(AsyncConsumerRebalanceListener):  # type: ignore[misc] # The library is not typed.
    """Notes which partitions came, paused, until ``poll`` has asked for their positions.

    It runs on the client's own thread between two heartbeats: our store must not be asked here.
    """

    def __init__(self, consumer: Consumer) -> None:
        self._consumer = consumer
        self._lock = Lock()
        self._new: set[Place] = set()

    async def on_partitions_assigned(self, assigned: Collection[Place]) -> None:
        """Nothing is fetched from them before they are sought to our position."""
        with self._lock:
            self._consumer.pause(*assigned)
            self._new.update(assigned)

    async def on_partitions_revoked(self, revoked: Collection[Place]) -> None:
        """Another reader will ask our store for their positions."""
        with self._lock:
            self._new.difference_update(revoked)

    async def on_partitions_lost(self, lost: Collection[Place]) -> None:
        """Another reader may have them already."""
        await self.on_partitions_revoked(lost)

    def take(self) -> set[Place]:
        """The partitions that came since last asked."""
        with self._lock:
            taken, self._new = self._new, set()
        return taken


class KafkaGroupReader:
    """Positions come from our own store; what it commits to Kafka is a hint for lag tools."""

    def __init__(
        self,
        consumer: Consumer,
        topics: Sequence[str],
        positions_of: PositionsOf,
        patience: Patience,
    ) -> None:
        self.closed = False
        self._consumer = consumer
        self._positions_of = positions_of
        self._patience = patience
        self._ready: set[Place] = set()
        self._hinted = monotonic()
        self._arrivals = Arrivals(consumer)
        with client.told_as_ours():
            consumer.subscribe(topics, listener=self._arrivals)

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records of the partitions held now."""
        with client.told_as_ours():
            self._hint()
            fetched = self._consumer.poll(timeout_ms=int(timeout * 1000), max_records=limit)
            self._welcome(self._arrivals.take())
            held = self._held()
        return [
            received(record)
            for place, records in fetched.items()
            if place in held
            for record in records
        ]

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition held."""
        with client.told_as_ours():
            return {
                (place.topic, place.partition): self._consumer.position(place) or 0
                for place in sorted(self._held())
            }

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from other offsets, where the partition is held."""
        with client.told_as_ours():
            for place in self._held():
                offset = positions.get((place.topic, place.partition))
                if offset is not None:
                    self._consumer.seek(place, offset)

    def close(self) -> None:
        """Leave the group."""
        self.closed = True
        with client.told_as_ours():
            self._consumer.close(timeout_ms=self._patience.request)

    def _held(self) -> set[Place]:
        """Ours by the broker's word, and sought to our position."""
        self._ready &= self._consumer.assignment()
        return self._ready

    def _welcome(self, new: set[Place]) -> None:
        """Go on in new partitions where our own store says."""
        new &= self._consumer.assignment()
        if not new:
            return
        spots = sorted((place.topic, place.partition) for place in new)
        stored = self._positions_of(spots)
        for place in new:
            self._consumer.seek(place, stored.get((place.topic, place.partition), 0))
        self._consumer.resume(*new)
        self._ready |= new

    def _hint(self) -> None:
        """What the last poll returned has been handled by now, or will be read again by us."""
        if monotonic() - self._hinted < HINT_SECONDS:
            return
        self._hinted = monotonic()
        positions = {place: self._consumer.position(place) for place in self._held()}
        self._consumer.commit_async(
            {p: client.OffsetAndMetadata(at, "", -1) for p, at in positions.items() if at}
        )
