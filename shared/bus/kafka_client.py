"""kafka-python with our settings, and its errors in our words."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kafka import KafkaConsumer
from kafka.admin import KafkaAdminClient
from kafka.coordinator.assignors.cooperative_sticky import (
    CooperativeStickyAssignor,
)
from kafka.errors import (
    KafkaError,
    MessageSizeTooLargeError,
    ProducerFencedError,
    RecordListTooLargeError,
)
from kafka.structs import (
    OffsetAndMetadata,
    TopicPartition,
)

from shared.bus.kafka_repairs import LoggingProducer, connected, keep_finished_joins
from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from shared.bus.kafka_types import Consumer, Place, Producer
    from shared.bus.record import Spot

__all__ = ["KafkaError", "OffsetAndMetadata", "TopicPartition"]


@dataclass(frozen=True, slots=True)
class Patience:
    """How long we wait for a broker, in milliseconds.

    ``delivery`` outlasts the longest fail-over we test, and ``transaction`` outlasts ``delivery``:
    otherwise the broker ends a transaction whose records are still being retried, and that looks
    like being fenced. ``hang`` is for calls that the client itself never gives up; ``silence`` is
    how long a group's reader may work on what it was given before others get its partitions.
    """

    request: int = 15_000
    delivery: int = 45_000
    transaction: int = 60_000
    block: int = 30_000
    hang: int = 75_000
    silence: int = 300_000


def producer(servers: Sequence[str], service: str, patience: Patience) -> Producer:
    """The transactional producer of a service's relay."""
    made: Producer = connected(
        LoggingProducer,
        bootstrap_servers=list(servers),
        client_id=f"recourse-relay-{service}",
        transactional_id=f"recourse-relay-{service}",
        transaction_timeout_ms=patience.transaction,
        delivery_timeout_ms=patience.delivery,
        request_timeout_ms=patience.request,
        max_block_ms=patience.block,
        bootstrap_timeout_ms=patience.block,
        # Also the pause between two transactions that follow at once: 164 ms each with its default.
        retry_backoff_ms=10,
        # One batch a partition is in flight at a time, so batches must be large.
        linger_ms=5,
        batch_size=256 * 1024,
        compression_type="lz4",
        allow_auto_create_topics=False,
        metrics_enabled=False,
    )
    return made


def consumer(
    servers: Sequence[str], name: str, patience: Patience, group: str | None = None
) -> Consumer:
    """A consumer that sees committed records only and starts where it is told."""
    options: dict[str, Any] = {
        "bootstrap_servers": list(servers),
        "client_id": f"recourse-{name}",
        # The library's defaults would skip what was there first, forget what was not handled,
        # and show what is not committed.
        "auto_offset_reset": "earliest",
        "enable_auto_commit": False,
        "isolation_level": "read_committed",
        "max_partition_fetch_bytes": 4 * 1024 * 1024,
        "fetch_max_bytes": 50 * 1024 * 1024,
        # A seek waits for the fetch under way: idle for no longer than this.
        "fetch_max_wait_ms": 100,
        "request_timeout_ms": patience.request,
        "bootstrap_timeout_ms": patience.block,
        "allow_auto_create_topics": False,
        "metrics_enabled": False,
    }
    if group is not None:
        options["group_id"] = f"recourse-{group}"
        options["partition_assignment_strategy"] = (CooperativeStickyAssignor,)
        options["max_poll_interval_ms"] = patience.silence
        # One that fell silent while joining sends no heartbeats, and only its session ends it.
        options["session_timeout_ms"] = min(45_000, patience.silence)
        # By heartbeat a reader learns that others came or went: often enough not to be the silent
        # one whom the broker stops waiting for.
        options["heartbeat_interval_ms"] = min(1_000, patience.silence // 5)
    made: Consumer = connected(KafkaConsumer, **options)
    if group is not None:
        keep_finished_joins(made)
    return made


def create_topics(
    servers: Sequence[str], wanted: Mapping[str, Mapping[str, object]], patience: Patience
) -> None:
    """Make the topics that do not exist, and wait until they have leaders."""
    admin = connected(
        KafkaAdminClient,
        bootstrap_servers=list(servers),
        client_id="recourse-topics",
        request_timeout_ms=patience.request,
        bootstrap_timeout_ms=patience.block,
    )
    try:
        known = set(admin.list_topics())
        missing = {name: dict(how) for name, how in wanted.items() if name not in known}
        if missing:
            admin.create_topics(missing, raise_errors=False, wait_for_metadata=True)
    finally:
        admin.close()


def places(spots: Collection[Spot]) -> list[Place]:
    """The partitions in the library's own type."""
    return [TopicPartition(*spot) for spot in spots]


def tells_of_fence(error: BaseException) -> bool:
    """Whether another producer took over.

    The first call after it raises the error itself, later ones a plain ``KafkaError`` whose text
    names it.
    """
    return isinstance(error, ProducerFencedError) or ProducerFencedError.__name__ in str(error)


def too_large(error: BaseException) -> bool:
    """Whether a record can never be sent."""
    return isinstance(error, MessageSizeTooLargeError | RecordListTooLargeError)


@contextmanager
def told_as_ours() -> Iterator[None]:
    """Say ``Unavailable`` where the library says anything of its own."""
    try:
        yield
    except KafkaError as error:
        raise Unavailable(f"Kafka: {type(error).__name__}: {error}") from error
