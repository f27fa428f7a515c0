"""Looks at the books to close a month: what stands in the way, and what would be frozen (D14).

Everything follows from finance's own tables. A look counts rows up to the places that all of its
tables have read, so that what comes in meanwhile is late rather than half counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import msgspec

from services.finance.domain.month_drawn import CourierTotals, DrawnMonth, Look
from services.finance.projections import account_ledger, courier_ledger, warehouse_ledger
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.freights import without_freight
from shared.dates import month_start, next_month, print_time
from shared.money import Money
from shared.projection.closings import CLOSED, Closings, MonthStep
from shared.projection.months import closings, places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from services.finance.domain.month_drawn import Places
    from shared.bus.record import Spot
    from shared.projection.storage import Storage

PROJECTIONS = (
    courier_ledger.PROJECTION,
    warehouse_ledger.PROJECTION,
    account_ledger.DEALERS,
    account_ledger.STAFF,
)
"""The books that are closed; each hears of closings itself."""

TOPICS = tuple(sorted({topic for one in PROJECTIONS for topic in one.topics}))

TIME_NOT_PAST = "time_not_past"
EARLIER_OPEN = "earlier_month_open"
UNHANDLED = "unhandled"
PARKED = "parked"
FREIGHT_MISSING = "freight_missing"
NOT_INSPECTED = "goods_not_inspected"

_canonical = msgspec.json.Encoder(order="sorted").encode


@dataclass(frozen=True)
class Books:
    """Finance's tables, the ends of the log, how far business time is, and what the caller saw.

    ``told``: blockers that finance cannot see itself, as messages that others have not handled.
    """

    storages: Mapping[str, Storage]
    ends: Mapping[Spot, int]
    reached: datetime | None
    told: tuple[str, ...] = ()

    def places(self) -> Places:
        """The next offset of every partition that all tables have read up to."""
        return {topic: tuple(self._read_up_to(topic)) for topic in TOPICS}

    def _read_up_to(self, topic: str) -> Iterator[int]:
        readers = [self.storages[one.name] for one in PROJECTIONS if topic in one.topics]
        positions = [storage.positions() for storage in readers]
        partitions = 1 + max((spot[1] for spot in self.ends if spot[0] == topic), default=-1)
        for partition in range(partitions):
            yield min(at.get((topic, partition), 0) for at in positions)

    def known(self) -> Closings:
        """The steps that every table has heard of."""
        known = []
        for one in PROJECTIONS:
            with self.storages[one.name].reading() as select:
                known.append(closings(select, one.name))
        return min(known, key=lambda books: len(books.steps))


def look(books: Books, period: str | None = None) -> Look:
    """The books as a month would be closed now; without one, how far they have been read.

    Earlier months that are open come first.
    """
    upto = books.places()
    known = books.known()
    if period is None or period <= known.last_closed:
        return Look(len(known.steps), upto)
    so_far = Closings(known.steps, places_of(upto))
    months = [*_open_before(books, so_far, period), period]
    drawn = []
    for month in months:
        so_far = _closing(so_far, month)
        drawn.append(_drawn(books, so_far, month, _blockers(books, month, months)))
    return Look(len(known.steps), upto, tuple(drawn))


def statements(books: Books, period: str, drawn: Closings) -> dict[str, list[dict[str, Any]]]:
    """Every account's month with the lines drawn in one way."""
    of = books.storages
    return {
        "courier": CourierLedgers(of["courier_ledger"]).drawn(drawn, period),
        "warehouse": warehouse_ledger.warehouse_ledger(of["warehouse_ledger"]).drawn(drawn, period),
        "dealer": account_ledger.dealer_ledgers(of["dealer_ledger"]).drawn(drawn, period),
        "staff": account_ledger.staff_ledgers(of["staff_ledger"]).drawn(drawn, period),
    }


def digest(content: object) -> str:
    """What tells statements apart: the same lines and totals, the same digest."""
    return sha256(_canonical(content)).hexdigest()


def _open_before(books: Books, drawn: Closings, period: str) -> list[str]:
    """Earlier months with a line on any account that are not closed."""
    of = books.storages
    found = CourierLedgers(of["courier_ledger"]).months_drawn(drawn, period)
    for ledger in (
        warehouse_ledger.warehouse_ledger(of["warehouse_ledger"]),
        account_ledger.dealer_ledgers(of["dealer_ledger"]),
        account_ledger.staff_ledgers(of["staff_ledger"]),
    ):
        found |= {month["period"] for month in ledger.drawn(drawn)}
    return sorted(month for month in found if drawn.last_closed < month < period)


def _closing(drawn: Closings, period: str) -> Closings:
    """The lines as they will stand once the month is closed at this look."""
    bound = drawn.bound or {}
    step = MonthStep(len(drawn.steps) + 1, CLOSED, period, bound)
    return Closings((*drawn.steps, step), bound)


def _drawn(books: Books, drawn: Closings, period: str, blockers: Iterator[str]) -> DrawnMonth:
    content = statements(books, period, drawn)
    return DrawnMonth(
        period,
        digest(content),
        tuple(_totals(ledger) for ledger in content["courier"]),
        tuple(blockers),
    )


def _totals(ledger: Mapping[str, Any]) -> CourierTotals:
    return CourierTotals(
        courier=ledger["courier"],
        opening=Money.of(ledger["opening"]),
        freight=Money.of(ledger["freight"]),
        transfer_fees=Money.of(ledger["transfer_fees"]),
        chargebacks=Money.of(ledger["chargebacks"]),
        adjustments=Money.of(ledger["adjustments"]),
        net=Money.of(ledger["net"]),
        lines=len(ledger["lines"]),
        hash=digest(ledger),
    )


def _unread(books: Books) -> Iterator[str]:
    """Records of the log that one of the tables could not read."""
    for one in PROJECTIONS:
        with books.storages[one.name].reading() as select:
            rows = select(f"SELECT event_id FROM {one.parked.name} ORDER BY event_id")  # noqa: S608  # a name of ours
        yield from (f"{PARKED} {one.name} {event_id}" for (event_id,) in rows)


def _blockers(books: Books, month: str, months: Sequence[str]) -> Iterator[str]:
    """What D14 names, each by its name and what it is about."""
    over = month_start(next_month(month))
    if books.reached is None or books.reached < over:
        yield f"{TIME_NOT_PAST} {print_time(over)}"
    if month == months[-1]:
        yield from (f"{EARLIER_OPEN} {earlier}" for earlier in months[:-1])
        yield from books.told
        yield from _unread(books)
    missing = without_freight(books.storages["courier_ledger"], month)
    yield from (f"{FREIGHT_MISSING} {waybill}" for waybill in missing)
    waiting = warehouse_ledger.not_inspected(books.storages["warehouse_ledger"], month)
    yield from (f"{NOT_INSPECTED} {waybill}" for waybill in waiting)
