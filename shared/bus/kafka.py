"""The log in Kafka: one transactional writer a service, readers that see committed records only."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from shared.bus import kafka_client as client
from shared.bus import kafka_position
from shared.bus.kafka_group import KafkaGroupReader
from shared.bus.kafka_outbox import KafkaOutbox
from shared.bus.kafka_reader import KafkaReader
from shared.bus.record import PARTITIONS
from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.bus.interface import PositionsOf
    from shared.bus.kafka_client import Patience
    from shared.bus.kafka_types import Consumer
    from shared.bus.record import Spot

    Opened = KafkaOutbox | KafkaReader | KafkaGroupReader

KEPT_FOR_EVER = {"retention.ms": "-1", "retention.bytes": "-1", "cleanup.policy": "delete"}
"""The log is the history from which every projection can be rebuilt."""


class KafkaBus:
    """A cluster by the addresses of some of its brokers."""

    def __init__(self, servers: Sequence[str], patience: Patience | None = None) -> None:
        self._servers = servers
        self._patience = patience or client.Patience()
        self._asking = Lock()
        self._asker: Consumer | None = None
        self._opened: list[Opened] = []

    def create_topics(self, topics: Sequence[str], partitions: int = PARTITIONS) -> None:
        """Make the topics that do not exist; an existing one keeps its partitions."""
        how = {"num_partitions": partitions, "configs": KEPT_FOR_EVER}
        with client.told_as_ours():
            client.create_topics(self._servers, dict.fromkeys(topics, how), self._patience)

    def outbox(self, service: str) -> KafkaOutbox:
        """The transactional writer of a service, fencing any earlier one."""
        self._create_relays()
        outbox = KafkaOutbox(self._servers, service, self._patience, self._ends_of)
        self._remember(outbox)
        return outbox

    def relayed(self, service: str) -> int:
        """The last notification of a service's store that the log holds; it fences nobody."""
        self._create_relays()
        with client.told_as_ours():
            return kafka_position.read_position(self._servers, service, self._patience)

    def reader(self, name: str, topics: Sequence[str], start: Mapping[Spot, int]) -> KafkaReader:
        """Read all partitions of the topics, each from ``start`` (0 where it is not named)."""
        spots = self._spots(topics)
        with client.told_as_ours():
            consumer = client.consumer(self._servers, name, self._patience)
        reader = KafkaReader(consumer, start, spots, self._patience)
        self._remember(reader)
        return reader

    def group_reader(
        self, group: str, topics: Sequence[str], positions_of: PositionsOf
    ) -> KafkaGroupReader:
        """Read a share of the partitions, divided among the group's readers."""
        self._spots(topics)
        with client.told_as_ours():
            consumer = client.consumer(self._servers, group, self._patience, group)
        reader = KafkaGroupReader(consumer, topics, positions_of, self._patience)
        self._remember(reader)
        return reader

    def ends(self, topics: Sequence[str]) -> Mapping[Spot, int]:
        """The offset after the last committed record (and its marker) of every partition."""
        return self._ends_of(self._spots(topics))

    def close(self) -> None:
        """Let go of everything, readers and outboxes too."""
        for opened in self._opened:
            opened.close()
        with self._asking, client.told_as_ours():
            if self._asker:
                self._asker.close(timeout_ms=self._patience.request)
                self._asker = None

    def _ends_of(self, spots: Sequence[Spot]) -> dict[Spot, int]:
        places = client.places(spots)
        with self._asking, client.told_as_ours():
            found = self._consumer().end_offsets(places)
        return {(place.topic, place.partition): offset for place, offset in found.items()}

    def _create_relays(self) -> None:
        wanted = {kafka_position.RELAYS: kafka_position.SETTINGS}
        with client.told_as_ours():
            client.create_topics(self._servers, wanted, self._patience)

    def _remember(self, opened: Opened) -> None:
        """A consumer that is merely forgotten keeps its thread and its place in the group."""
        self._opened = [earlier for earlier in self._opened if not earlier.closed]
        self._opened.append(opened)

    def _spots(self, topics: Sequence[str]) -> list[Spot]:
        found: list[Spot] = []
        with self._asking, client.told_as_ours():
            for topic in dict.fromkeys(topics):
                partitions = self._consumer().partitions_for_topic(topic)
                if not partitions:
                    raise Unavailable(f"the log has no topic {topic!r} yet")
                found += [(topic, partition) for partition in sorted(partitions)]
        return found

    def _consumer(self) -> Consumer:
        """Asks about partitions and ends; a consumer is for one thread at a time."""
        if self._asker is None:
            self._asker = client.consumer(self._servers, "asker", self._patience)
        return self._asker
