"""What kafka-python 3.0.12 does wrong and we put right, on private names: each with its test."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from kafka import KafkaProducer
from kafka.coordinator.base import MemberState
from kafka.coordinator.consumer import ConsumerCoordinator
from kafka.errors import KafkaError
from kafka.net.compat import KafkaNetClient


def connected(kind: Any, **options: Any) -> Any:
    """A client of that kind; one that finds no broker leaves no socket or thread behind."""
    clients = []

    def remembered(**configs: Any) -> Any:
        clients.append(KafkaNetClient(**configs))
        return clients[-1]

    try:
        return kind(kafka_client=remembered, **options)
    except BaseException:
        for client in clients:
            client.close()
        raise


class LoggingProducer(KafkaProducer):  # type: ignore[misc] # The library is not typed.
    """Does not silence the library's logger for the whole process when it is collected."""

    def give_up(self) -> None:
        """Close at once, sending nothing more; a broker in trouble must not hold us up."""
        with suppress(KafkaError):
            self.close(timeout=1)
        if self._sender.is_alive():  # ``close`` leaves it running when it could not flush.
            self._sender.force_close()
            self._sender.join(timeout=1)
        self._closed = True

    def __del__(self) -> None:
        if not getattr(self, "_closed", True):
            self.give_up()


class JoiningCoordinator(ConsumerCoordinator):  # type: ignore[misc] # The library is not typed.
    """Takes the result of a join that finished between two polls.

    The library throws it away and joins again, which makes every other reader join again as well:
    with polls shorter than a join, two readers never come to rest. Or, where it was the topic's
    metadata that asked for the join, it does not even join again, and the reader's partitions are
    read by nobody until its session ends.
    """

    _join_task: Any

    def need_rejoin(self) -> bool:
        """Also while a join is under way or its result was not taken yet."""
        return self._join_task is not None or bool(super().need_rejoin())

    async def join_group_async(self, timeout_ms: float | None = None) -> bool:
        """As the library does, unless the answer is there already."""
        task = self._join_task
        if task is None or not (task.is_done and task.succeeded()):
            joined: bool = await super().join_group_async(timeout_ms=timeout_ms)
            return joined
        self._join_task = None
        with self._lock:
            self.rejoining = False
            self.rejoin_needed = False
            self.state = MemberState.STABLE
            self._enable_heartbeat()
        now = self._generation
        await self._on_join_complete_async(
            now.generation_id, now.member_id, now.protocol, task.value
        )
        return True


def keep_finished_joins(consumer: Any) -> None:
    """Repair the coordinator of a consumer that was made just now."""
    consumer._coordinator.__class__ = JoiningCoordinator
