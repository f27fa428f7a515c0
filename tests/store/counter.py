"""The smallest service there is: counters that count and wait, to test what all services share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, ClassVar, assert_never

from shared.contracts.intake import CaseClosed
from shared.dates import SHANGHAI
from shared.errors import RuleViolation
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent
from shared.store.connect import environment
from shared.store.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from shared.contracts.base import Announcement
    from shared.store.unit import Unit

NOON = datetime(2026, 9, 1, 12, tzinfo=SHANGHAI)
RING_AFTER = timedelta(hours=1)


class CounterOpened(FirstEvent):
    """A counter starts at nothing."""

    TOPIC: ClassVar = "test.counter-opened.v1"

    def apply(self, counter: Counter) -> None:
        counter.count = 0
        counter.rings_at = None


class Counted(DomainEvent):
    """One more; the bell rings an hour later."""

    TOPIC: ClassVar = "test.counted.v1"
    by: int

    def apply(self, counter: Counter) -> None:
        counter.count += self.by
        counter.rings_at = self.at + RING_AFTER


class Rang(DomainEvent):
    """The bell rang."""

    TOPIC: ClassVar = "test.rang.v1"

    def apply(self, counter: Counter) -> None:
        counter.rings_at = None


class TooMany(RuleViolation):
    """A counter counts to ten."""


class Counter(Aggregate):
    """Counts to ten and rings an hour after the last count."""

    TOPIC: ClassVar = "test.counter"
    KIND: ClassVar = "counter"

    if TYPE_CHECKING:  # The library would make fields of a dataclass out of these.
        count: int
        rings_at: datetime | None

    @property
    def deadline(self) -> datetime | None:
        return self.rings_at

    def let_time_pass(self, until: datetime) -> None:
        if self.rings_at is not None and self.rings_at <= until:
            self.record(Rang, self.rings_at)

    def add(self, by: int, at: datetime) -> None:
        if self.count + by > 10:
            raise TooMany(self.number)
        self.record(Counted, at, by=by)


@dataclass(frozen=True, slots=True)
class Count:
    """Count by so many."""

    number: str
    by: int = 1
    at: datetime = NOON


@dataclass(frozen=True, slots=True)
class CountTwice:
    """Count twice: the second may be refused after the first has changed the counter."""

    number: str
    by: int


Command = Count | CountTwice


class Counting(Service[Command]):
    """The service."""

    name = "intake"
    kinds: ClassVar = (Counter,)

    def decide(self, command: Command, unit: Unit) -> None:
        match command:
            case Count(number=number, by=by, at=at):
                self._counter(number, at, unit).add(by, at)
            case CountTwice(number=number, by=by):
                counter = self._counter(number, NOON, unit)
                counter.add(by, NOON)
                counter.add(by, NOON)
            case _:
                assert_never(command)

    def _counter(self, number: str, at: datetime, unit: Unit) -> Counter:
        found = unit.find(Counter, number)
        return found or unit.add(Counter.opened(CounterOpened, number, at))


def counting(home: Path, store: str = "embedded") -> Counting:
    """The service over a store."""
    return Counting(environment(store, "intake", home))


def announce(event: DomainEvent) -> Announcement | None:
    """Every count is said as a closed case, for want of a better word."""
    if isinstance(event, Counted):
        number = event.originator_id.partition(":")[2]
        outcome = f"{event.originator_version}"
        return CaseClosed(at=event.at, case_no=number, closed_at=event.at, outcome=outcome)
    return None


class Reactions:
    """Another counting service that counts along; a case named ``poison`` cannot be handled."""

    def __init__(self) -> None:
        self.TOPICS: tuple[str, ...] = ("intake.events",)
        self.HEARS: Mapping[str, type[Announcement]] = {"CaseClosed": CaseClosed}

    def react(self, said: Any) -> Iterator[Command]:
        if said.case_no == "poison":
            raise ValueError("poison")
        yield Count(str(said.case_no), at=said.at)
