"""The base of every aggregate: a public method decides, an event's ``apply`` only remembers."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self, cast

from eventsourcing.domain import BaseAggregate, CanInitAggregate, CanMutateAggregate
from eventsourcing.domain import MetaDomainEvent as _FrozenDataclass
from eventsourcing.utils import register_topic

from shared.store.versions import upcast_topics


class DomainEvent(CanMutateAggregate[str], metaclass=_FrozenDataclass):
    """Something decided or learnt. ``at`` is business time, ``timestamp`` the recording envelope's.

    ``cause`` is the id of the message that led to it, null where a command from outside did. Every
    concrete event names its ``TOPIC`` (``service.event.vN``); what was stored under an earlier N is
    upcast step by step by its ``upcast_v1_v2`` and so on, or has a class of its own.
    """

    originator_id: str
    originator_version: int
    timestamp: datetime
    at: datetime
    cause: str | None

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        topic = cls.__dict__.get("TOPIC")
        if topic:  # The library registers only what is nested in an aggregate.
            for name in (topic, *upcast_topics(cls)):
                register_topic(name, cls)


class FirstEvent(CanInitAggregate[str], DomainEvent):
    """The event that opens an aggregate."""

    originator_topic: str


class Aggregate(BaseAggregate[str]):
    """An aggregate with a text id of the form ``kind:number`` and, where it waits, a deadline.

    One that waits also tells its ``order_no``: everything it may influence belongs to that order.

    Its events stand beside it in the module, not nested: the library redefines nested ones.
    """

    KIND: ClassVar[str]
    """The id's prefix: ids sort by kind and number, which keeps inserts local in the key index."""

    cause = cast("str | None", None)
    """Set by the unit of work while a message is handled; stamped on every event."""

    @classmethod
    def id_of(cls, number: str) -> str:
        """The aggregate id of a number of the field (order, waybill, case)."""
        return f"{cls.KIND}:{number}"

    @property
    def number(self) -> str:
        """The field's number in the id."""
        return self.id.partition(":")[2]

    @property
    def deadline(self) -> datetime | None:
        """The earliest moment at which passing time alone makes something happen; null: never."""
        return None

    def let_time_pass(self, until: datetime) -> None:
        """Draw every consequence dated up to and including ``until``, each at its own moment."""

    @classmethod
    def opened(cls, event: type[FirstEvent], number: str, at: datetime, **facts: Any) -> Self:
        """A new aggregate from its first event."""
        return cls._create(event, id=cls.id_of(number), at=at, cause=None, **facts)

    def record(self, event: type[DomainEvent], at: datetime, **facts: Any) -> None:
        """Remember an event: the only way in which an aggregate changes."""
        make: Any = event  # A frozen dataclass by its metaclass, which mypy does not see.
        made: DomainEvent = make(
            originator_id=self.id,
            originator_version=self.version + 1,
            timestamp=event.create_timestamp(),
            at=at,
            cause=self.cause,
            **facts,
        )
        made.mutate(self)
        self.pending_events.append(made)
