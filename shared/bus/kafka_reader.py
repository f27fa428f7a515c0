"""A reader of all partitions of some topics, each from a position of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.bus import kafka_client as client
from shared.bus.record import Received

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.bus.kafka_client import Patience
    from shared.bus.kafka_types import Consumer, Fetched
    from shared.bus.record import Spot


def received(record: Fetched) -> Received:
    """The record in our own words."""
    return Received(
        record.topic,
        record.partition,
        record.offset,
        record.key.decode(),
        {name: text.decode() for name, text in record.headers},
        record.value,
    )


class KafkaReader:
    """Assigns itself the partitions: no group, nothing to rebalance, positions are ours alone."""

    def __init__(
        self, consumer: Consumer, start: Mapping[Spot, int], spots: Sequence[Spot],
        patience: Patience,
    ) -> None:  # fmt: skip
        self.closed = False
        self._consumer = consumer
        self._patience = patience
        self._places = client.places(spots)
        with client.told_as_ours():
            consumer.assign(self._places)
            for place in self._places:
                consumer.seek(place, start.get((place.topic, place.partition), 0))

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records that were not returned yet; empty after ``timeout`` seconds."""
        with client.told_as_ours():
            fetched = self._consumer.poll(timeout_ms=int(timeout * 1000), max_records=limit)
        return [received(record) for records in fetched.values() for record in records]

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition read.

        After an empty ``poll`` it is past the commit markers, which take an offset each.
        """
        with client.told_as_ours():
            return {
                (place.topic, place.partition): self._consumer.position(place) or 0
                for place in self._places
            }

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from other offsets."""
        with client.told_as_ours():
            for place in self._places:
                offset = positions.get((place.topic, place.partition))
                if offset is not None:
                    self._consumer.seek(place, offset)

    def close(self) -> None:
        """Let go of the log."""
        self.closed = True
        with client.told_as_ours():
            self._consumer.close(timeout_ms=self._patience.request)
