"""Store → log: every announced event once, in the order it was stored.

The service's store is the outbox; the relay's position lives in the log, in the transaction of the
records, and is read back at every start (messaging.md, pitfalls 1 and 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from shared.contracts.registry import to_record
from shared.errors import DoubtfulCommit, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shared.bus.interface import Bus, Outbox
    from shared.bus.record import Record
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent
    from shared.store.service import Service


class Announce(Protocol):
    """A service's ``publishing.announce``: which events others may hear, and in which words."""

    def __call__(self, event: DomainEvent) -> Announcement | None:
        """The announcement of an event, null when it is private."""


class Relay:
    """One service's only relay: opening a second one fences this."""

    def __init__(self, service: Service[Any], announce: Announce, bus: Bus) -> None:
        self._service = service
        self._announce = announce
        self._open: Callable[[], Outbox] = lambda: bus.outbox(service.name)
        self._outbox: Outbox | None = None
        self._position = 0

    @property
    def position(self) -> int:
        """The last notification that the log holds, as far as this relay knows."""
        return self._position

    @property
    def behind(self) -> int:
        """Stored events that the log does not hold yet."""
        return (self._service.recorder.max_notification_id() or 0) - self._position

    def step(self, limit: int = 2_000) -> int:
        """Publish up to ``limit`` stored events in one transaction; how many were taken."""
        if self._outbox is None:
            self._outbox = self._open()
            self._position = self._outbox.position()
        events = self._next(limit)
        if not events:
            return 0
        records = list(self._records(event for _, event in events))
        upto = events[-1][0]
        if records:
            try:
                self._outbox.append(records, upto)
            except (DoubtfulCommit, Unavailable):
                self.close()  # Only a fresh look at the log tells where it stands.
                raise
        self._position = upto
        return len(events)

    def close(self) -> None:
        """Give up the writer's place; the next step opens it anew."""
        if self._outbox is not None:
            self._outbox.close()
            self._outbox = None

    def _records(self, events: Iterable[DomainEvent]) -> Iterable[Record]:
        for event in events:
            said = self._announce(event)
            if said is not None:
                yield to_record(self._service.name, said, event.timestamp, event.cause)

    def _next(self, limit: int) -> list[tuple[int, DomainEvent]]:
        return self._from_memory(limit) or self._from_store(limit)

    def _from_memory(self, limit: int) -> list[tuple[int, DomainEvent]]:
        """What this process saved itself, as long as it joins up with the position."""
        tail, expected = self._service.tail, self._position + 1
        while tail and tail[0][0] < expected:
            tail.popleft()
        taken: list[tuple[int, DomainEvent]] = []
        while tail and tail[0][0] == expected and len(taken) < limit:
            taken.append(tail.popleft())
            expected += 1
        return taken

    def _from_store(self, limit: int) -> list[tuple[int, DomainEvent]]:
        stored = self._service.recorder.select_notifications(
            self._position, limit, inclusive_of_start=False
        )
        decode = self._service.mapper.to_domain_event
        return [(one.id, cast("DomainEvent", decode(one))) for one in stored]
