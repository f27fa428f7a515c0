"""What this package uses of kafka-python, which ships no types: the tests check it against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Placed(Protocol):
    """What we use of ``RecordMetadata``."""

    offset: int


class Sent(Protocol):
    """What became of one record."""

    exception: BaseException | None
    value: Placed

    def failed(self) -> bool: ...


class Producer(Protocol):
    """What we use of ``KafkaProducer``."""

    def partitions_for(self, topic: str) -> set[int]: ...
    def init_transactions(self) -> None: ...
    def begin_transaction(self) -> None: ...
    def send(
        self,
        topic: str,
        value: bytes,
        key: bytes,
        headers: list[tuple[str, bytes]] | None = None,
        partition: int | None = None,
    ) -> Sent: ...
    def flush(self, timeout: float) -> None: ...
    def commit_transaction(self) -> None: ...
    def abort_transaction(self) -> None: ...
    def give_up(self) -> None: ...


class Fetched(Protocol):
    """What we use of ``ConsumerRecord``."""

    topic: str
    partition: int
    offset: int
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


class Place(NamedTuple):
    """``TopicPartition`` as the type checker sees it."""

    topic: str
    partition: int


class Consumer(Protocol):
    """What we use of ``KafkaConsumer``."""

    def partitions_for_topic(self, topic: str) -> set[int]: ...
    def assign(self, partitions: Sequence[Place]) -> None: ...
    def assignment(self) -> set[Place]: ...
    def subscribe(self, topics: Sequence[str], *, listener: object) -> None: ...
    def poll(self, timeout_ms: int, max_records: int) -> dict[Place, list[Fetched]]: ...
    def seek(self, partition: Place, offset: int) -> None: ...
    def position(self, partition: Place) -> int | None: ...
    def pause(self, *partitions: Place) -> None: ...
    def resume(self, *partitions: Place) -> None: ...
    def end_offsets(self, partitions: Sequence[Place]) -> dict[Place, int]: ...
    def commit_async(self, offsets: Mapping[Place, object]) -> object: ...
    def close(self, *, timeout_ms: int) -> None: ...
