"""Prints the courier ledgers: a month each, opening on what the month before left to pay (D13).

What came after its month was closed is an adjustment of the first month that was open then (D14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_reading import ENTRY, Reading, Sums
from shared.dates import next_month
from shared.errors import NotKnown
from shared.projection.late import Wanted
from shared.projection.months import closings
from shared.projection.reading import up_to, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from services.finance.projections.courier_reading import Month, Row
    from shared.projection.closings import Closings
    from shared.projection.storage import Select, Storage

Printed = dict[str, Any]


class CourierLedgers:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def courier_ledgers(
        self,
        courier: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """By courier and month; ``as_of``: certain by then, ``known_at``: recorded by then."""
        wanted = Wanted(courier, period, (up_to(as_of), up_to(known_at)))
        with self._storage.reading() as select:
            return _ledgers(select, closings(select, PROJECTION.name, known_at), wanted)

    def issued(self, period: str, revision: int, courier: str | None = None) -> list[Printed]:
        """The statements of a month as they were issued when it was closed for the n-th time."""
        with self._storage.reading() as select:
            books = closings(select, PROJECTION.name).issued(period, revision)
            if books is None:
                raise NotKnown(f"no revision {revision} of month {period} was issued")
            return _ledgers(select, books, Wanted(courier, period))

    def drawn(self, books: Closings, period: str) -> list[Printed]:
        """A month with lines drawn otherwise: as a closing would draw them."""
        with self._storage.reading() as select:
            return _ledgers(select, books, Wanted(period=period))

    def months_drawn(self, books: Closings, last: str) -> set[str]:
        """Months up to the last in which any courier has a line, drawn likewise."""
        with self._storage.reading() as select:
            sums = Reading(select, books, Wanted(period=last)).sums()
        return {period for months in sums.values() for period in months if period <= last}


def _ledgers(select: Select, books: Closings, wanted: Wanted) -> list[Printed]:
    reading = Reading(select, books, wanted)
    rows = reading.lines()
    again = reading.told_again(rows)

    def lines(month: Month) -> list[Printed]:
        told = again.get(month, {})
        return [_line(row, told.get(row[ENTRY])) for row in rows.get(month, ())]

    return [
        _ledger(month, books.status(month[1]), (opening, of), lines(month))
        for courier, months in sorted(reading.sums().items())
        for month, opening, of in _months(courier, months)
        if wanted.period in {None, month[1]}
    ]


def _ledger(month: Month, status: str, come_to: tuple[int, Sums], lines: list[Printed]) -> Printed:
    opening, of = come_to
    return {
        "courier": month[0],
        "period": month[1],
        "status": status,
        "opening": yuan(opening),
        "freight": yuan(of.of["freight"]),
        "transfer_fees": yuan(of.of["transfer_fee"]),
        "chargebacks": yuan(of.chargebacks),
        "adjustments": yuan(of.of["adjustment"]),
        "net": yuan(of.net(opening)),
        "lines": lines,
    }


def _months(courier: str, sums: Mapping[str, Sums]) -> Iterator[tuple[Month, int, Sums]]:
    """Every month from the first line to the last, with what it opens on."""
    period, last, opening = min(sums), max(sums), 0
    while period <= last:
        of = sums.get(period) or Sums()
        yield (courier, period), opening, of
        opening = of.net(opening)
        period = next_month(period)


def _line(row: Row, told_again: tuple[str, str] | None) -> Printed:
    _, certain_at, waybill, kind, cost, case, _, amount, entry, event_id, *rest = row
    order_no, rule, policy, for_period = rest
    if told_again is not None:
        event_id, case = told_again
    return {
        "entry": entry,
        "kind": kind,
        "cost": cost,
        "waybill": waybill or None,
        "case": case or None,
        "order_no": order_no or None,
        "amount": yuan(amount),
        "certain_at": certain_at,
        "rule": rule or None,
        "policy": policy or None,
        "event_id": event_id,
        "for_period": for_period,
    }
