"""The closing book: which months of the house are held, closed, reopened, by whom and why (D14).

All months stand in one book, so that closing goes in order and two people cannot close at once.
Its hashes form a chain: each closed month's covers the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain.closing_refusals import (
    BookMovedOn,
    HeldBySamePerson,
    MonthBlocked,
    MonthIsClosed,
    MonthNotHeld,
    MonthNotLastClosed,
    TablesBehind,
)
from services.finance.domain.month_drawn import (
    Closing,
    CourierTotals,
    DrawnMonth,
    Look,
    Places,
    Who,
)
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

HOUSE = "house"


@dataclass
class MonthState:
    """What the book remembers of a month: who holds it, how often it was closed."""

    held_by: str | None = None
    revision: int = 0
    closed: bool = False


class ClosingBookOpened(FirstEvent):
    """The first month is held or closed."""

    TOPIC: ClassVar = "finance.closing-book-opened.v1"

    def apply(self, book: ClosingBook) -> None:
        """Remember."""
        book.sequence = 0
        book.months = {}
        book.chain = []
        book.issued = {}
        book.upto = {}


class MonthHeld(DomainEvent):
    """Somebody wants a month closed: another person looks at it before (four eyes)."""

    TOPIC: ClassVar = "finance.month-held.v1"
    period: str
    sequence: int
    person: str
    reason: str | None

    def apply(self, book: ClosingBook) -> None:
        """Remember."""
        book.sequence = self.sequence
        book.month(self.period).held_by = self.person


class CourierStatementIssued(DomainEvent):
    """A courier's closed month comes to this; the revision that it replaces is kept."""

    TOPIC: ClassVar = "finance.courier-statement-issued.v1"
    period: str
    revision: int
    replaces: int | None
    totals: CourierTotals

    def apply(self, book: ClosingBook) -> None:
        """Remember."""
        book.issued[self.totals.courier, self.period] = self.revision


class MonthClosed(DomainEvent):
    """A month is frozen: what the log says behind ``upto`` is late."""

    TOPIC: ClassVar = "finance.month-closed.v1"
    period: str
    sequence: int
    revision: int
    person: str
    reason: str | None
    overrides: tuple[str, ...]
    hash: str
    hash_before: str | None
    upto: Places

    def apply(self, book: ClosingBook) -> None:
        """Remember."""
        book.sequence = self.sequence
        book.upto = self.upto
        book.chain.append((self.period, self.hash))
        month = book.month(self.period)
        month.held_by, month.revision, month.closed = None, self.revision, True


class MonthReopened(DomainEvent):
    """The last closed month takes its own late entries again, from ``upto`` on."""

    TOPIC: ClassVar = "finance.month-reopened.v1"
    period: str
    sequence: int
    person: str
    reason: str | None
    upto: Places

    def apply(self, book: ClosingBook) -> None:
        """Remember."""
        book.sequence = self.sequence
        book.upto = self.upto
        book.chain.pop()
        book.month(self.period).closed = False


class ClosingBook(Aggregate):
    """The months of the house; ``chain`` holds the closed ones with their hashes, in order."""

    TOPIC: ClassVar = "finance.closing-book"
    KIND = "closing-book"

    if TYPE_CHECKING:
        sequence: int
        months: dict[str, MonthState]
        chain: list[tuple[str, str]]
        issued: dict[tuple[str, str], int]
        upto: Places

    @classmethod
    def open(cls, at: datetime) -> ClosingBook:
        """An empty book."""
        return cls.opened(ClosingBookOpened, HOUSE, at)

    def month(self, period: str) -> MonthState:
        """What is remembered of a month."""
        return self.months.setdefault(period, MonthState())

    def is_closed(self, period: str) -> bool:
        """Closed itself, or passed over by a later one."""
        return bool(self.chain) and period <= self.chain[-1][0]

    def status(self, period: str) -> str:
        """``open``, ``hold``, ``closed`` or ``reopened``."""
        if self.is_closed(period):
            return "closed"
        state = self.month(period)
        if state.held_by is not None:
            return "hold"
        return "reopened" if state.revision else "open"

    def hold(self, period: str, at: datetime, who: Who) -> None:
        """Put a month on hold; one that is on hold stays with whoever held it."""
        if self.is_closed(period):
            raise MonthIsClosed(f"{period} is closed")
        if self.month(period).held_by is None:
            self._step(MonthHeld, period, at, who)

    def close(self, period: str, at: datetime, who: Who, closing: Closing) -> None:
        """Close a month, with the earlier open ones that were looked at; a closed one stays so.

        What stands in the way refuses all of them, unless it is overridden.
        """
        if self.is_closed(period):
            return
        look = closing.look
        self._still_stands(look)
        blockers = tuple(blocker for month in look.months for blocker in month.blockers)
        if blockers and not closing.override:
            raise MonthBlocked(period, blockers)
        if closing.four_eyes:
            for month in look.months:
                self._held_by_another(month.period, who.person)
        for month in look.months:
            if self.month(month.period).held_by is None:
                self._step(MonthHeld, month.period, at, who)
            self._close(month, look, at, who)

    def _close(self, month: DrawnMonth, look: Look, at: datetime, who: Who) -> None:
        period = month.period
        revision = self.month(period).revision + 1
        for totals in month.statements:
            self._issue(period, revision, totals, at)
        before = self.chain[-1][1] if self.chain else None
        self._step(
            MonthClosed,
            period,
            at,
            who,
            revision=revision,
            overrides=month.blockers,
            hash=chained(before, month.content),
            hash_before=before,
            upto=look.upto,
        )

    def reopen(self, period: str, at: datetime, who: Who, look: Look) -> None:
        """Reopen the last closed month; one that was reopened stays so."""
        state = self.month(period)
        if state.revision and not self.is_closed(period):
            return
        if not self.chain or self.chain[-1][0] != period:
            last = self.chain[-1][0] if self.chain else "none"
            raise MonthNotLastClosed(f"{period} is not the last closed month: that is {last}")
        self._still_stands(look)
        self._step(MonthReopened, period, at, who, upto=look.upto)

    def _still_stands(self, look: Look) -> None:
        """The book is as it was when it was looked at, and no table has gone back since."""
        if look.after != self.sequence:
            raise BookMovedOn("another month was held, closed or reopened meanwhile: try again")
        if any(_behind(look.upto.get(topic, ()), ends) for topic, ends in self.upto.items()):
            raise TablesBehind("the tables have not read what the last closing covers yet")

    def _held_by_another(self, period: str, person: str) -> None:
        holder = self.month(period).held_by
        if holder is None:
            raise MonthNotHeld(f"{period} is not on hold: hold it first, then another closes it")
        if holder == person:
            raise HeldBySamePerson(f"{person} holds {period}: another person closes it")

    def _issue(self, period: str, revision: int, totals: CourierTotals, at: datetime) -> None:
        self.record(
            CourierStatementIssued,
            at,
            period=period,
            revision=revision,
            replaces=self.issued.get((totals.courier, period)),
            totals=totals,
        )

    def _step(
        self, event: type[DomainEvent], period: str, at: datetime, who: Who, **more: object
    ) -> None:
        self.record(
            event,
            at,
            period=period,
            sequence=self.sequence + 1,
            person=who.person,
            reason=who.reason,
            **more,
        )


def chained(before: str | None, content: str) -> str:
    """A closed month's hash: over the hash before it and the digest of its statements."""
    return sha256(f"{before or ''}{content}".encode()).hexdigest()


def _behind(now: tuple[int, ...], before: tuple[int, ...]) -> bool:
    return len(now) < len(before) or any(a < b for a, b in _pairs(now, before))


def _pairs(now: tuple[int, ...], before: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    return zip(now, before, strict=False)
