"""Prints the courier ledgers: a month each, opening on what the month before left to pay (D13).

What came after its month was closed is an adjustment of the first month that was open then (D14).
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from services.finance.projections.courier_ledger import PROJECTION
from shared.dates import next_month
from shared.errors import NotKnown
from shared.projection.late import Drawn, within
from shared.projection.months import closings
from shared.projection.reading import only, up_to, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.projection.closings import Closings
    from shared.projection.storage import Select, Storage

Printed = dict[str, Any]
Row = tuple[Any, ...]
Late = tuple[str, Row]
"""The month that prints a row which is another one's, and the row."""
Month = tuple[str, str]
"""Courier and month."""
Until = tuple[str, str]
"""The latest ``certain_at`` and ``recorded_at``."""

CELLS = (
    *("courier", "certain_at", "waybill", "kind", "cost", "case_no", "sku", "amount", "entry"),
    *("event_id", "order_no", "rule", "policy"),
)
"""In the order in which lines are sorted (D35); the last ones tell nothing apart."""

DRAWN = Drawn("courier_ledger_line", "courier_ledger_total", "courier", CELLS)
KIND, AMOUNT, ENTRY = (CELLS.index(name) for name in ("kind", "amount", "entry"))
OWED_LESS = frozenset({"chargeback"})
"""What changes the net the other way when it is an adjustment."""


class Sums:
    """What a month's lines come to by kind, and how many lines that are."""

    def __init__(self) -> None:
        self.of: dict[str, int] = defaultdict(int)
        self.lines = 0

    def add(self, kind: str, amount: int, lines: int) -> None:
        """Take lines in, or out."""
        self.of[kind] += amount
        self.lines += lines

    @property
    def chargebacks(self) -> int:
        """D13: chargebacks less reversals."""
        return self.of["chargeback"] - self.of["reversal"]

    def net(self, opening: int) -> int:
        """D13: what is left to pay."""
        owed = self.of["freight"] + self.of["transfer_fee"]
        return opening + owed - self.chargebacks + self.of["adjustment"]


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
        until = (up_to(as_of), up_to(known_at))
        with self._storage.reading() as select:
            reading = Reading(select, closings(select, PROJECTION.name, known_at), until)
            return reading.ledgers(courier, period, summed=as_of is known_at is None)

    def issued(self, period: str, revision: int, courier: str | None = None) -> list[Printed]:
        """The statements of a month as they were issued when it was closed for the n-th time."""
        with self._storage.reading() as select:
            books = closings(select, PROJECTION.name).issued(period, revision)
            if books is None:
                raise NotKnown(f"no revision {revision} of month {period} was issued")
            return Reading(select, books, (up_to(None), up_to(None))).ledgers(courier, period)

    @contextmanager
    def drawn(self, books: Closings) -> Iterator[Reading]:
        """The same tables with lines drawn otherwise: as a closing would draw them."""
        with self._storage.reading() as select:
            yield Reading(select, books, (up_to(None), up_to(None)))


class Reading:
    """One look at the tables, with the lines of closed months drawn in one way."""

    def __init__(self, select: Select, books: Closings, until: Until) -> None:
        self._select = select
        self._books = books
        self._until = until

    def ledgers(
        self, courier: str | None = None, period: str | None = None, *, summed: bool = False
    ) -> list[Printed]:
        """The months; ``summed``: every line counts, as in the kept totals."""
        late = [*DRAWN.late(self._select, self._books, only(courier), self._until)]
        sums = self._sums(courier, kept=summed and self._books.bound is None)
        _move(sums, late)
        lines = self._lines(courier, period, late)
        return [
            self._ledger(month, opening, of, lines.get(month, []))
            for one, months in sorted(sums.items())
            for month, opening, of in _months(one, months)
            if period in {None, month[1]}
        ]

    def periods(self) -> set[str]:
        """Months in which any courier has a line."""
        sums = self._sums(None, kept=False)
        _move(sums, [*DRAWN.late(self._select, self._books, only(None), self._until)])
        return {period for months in sums.values() for period in months}

    def _sums(self, courier: str | None, *, kept: bool) -> dict[str, dict[str, Sums]]:
        """Courier → month → sums, by the month that lines belong to."""
        rows = (
            self._select(_KEPT, *only(courier))
            if kept
            else self._select(_summed(self._books), *only(courier), *self._until)
        )
        sums: dict[str, dict[str, Sums]] = defaultdict(lambda: defaultdict(Sums))
        for one, month, kind, amount, lines in rows:
            sums[one][month].add(kind, amount, lines)
        return sums

    def _lines(
        self, courier: str | None, period: str | None, late: list[Late]
    ) -> dict[Month, list[Printed]]:
        """The lines by courier and the month they are printed in."""
        gone = {row[ENTRY] for _, row in late}
        found: dict[Month, list[Row]] = defaultdict(list)
        for row in self._select(_ordered(self._books), *only(courier), *only(period), *self._until):
            if row[ENTRY] not in gone:
                found[row[0], row[-1]].append(row)
        for printed, row in late:
            if period in {None, printed}:
                found[row[0], printed].append(_adjusted(row))
        for month in {(row[0], printed) for printed, row in late} & found.keys():
            found[month].sort()
        again = self._restated(courier, found)
        return {
            month: [_line(row, again.get((month[1], row[ENTRY]))) for row in rows]
            for month, rows in found.items()
        }

    def _restated(
        self, courier: str | None, found: Mapping[Month, list[Row]]
    ) -> dict[tuple[str, str], tuple[str, str]]:
        """(Month, entry) → event and case told last; a closed month hears nothing any more."""
        printed_in = {row[ENTRY]: month[1] for month, rows in found.items() for row in rows}
        frozen = {month: self._books.last_line(month) for month in {*printed_in.values()}}
        months = sorted({row[-1] for rows in found.values() for row in rows}) or [""]
        told = {}
        for entry, event_id, case, spot, offset in self._select(
            _restated_rows(self._books), *only(courier), months[0], months[-1], self._until[1]
        ):
            month = printed_in.get(entry)
            line = None if month is None else frozen[month]
            if month is not None and (line is None or offset < line.get(spot, 0)):
                told[month, entry] = (event_id, case)
        return told

    def _ledger(self, month: Month, opening: int, of: Sums, lines: list[Printed]) -> Printed:
        courier, period = month
        return {
            "courier": courier,
            "period": period,
            "status": self._books.status(period),
            "opening": yuan(opening),
            "freight": yuan(of.of["freight"]),
            "transfer_fees": yuan(of.of["transfer_fee"]),
            "chargebacks": yuan(of.chargebacks),
            "adjustments": yuan(of.of["adjustment"]),
            "net": yuan(of.net(opening)),
            "lines": lines,
        }


_KEPT = (
    "SELECT courier, for_period, kind, amount, counted FROM courier_ledger_total"
    " WHERE courier BETWEEN ? AND ?"
)


def _summed(books: Closings) -> str:
    return (
        "SELECT courier, for_period, kind, CAST(SUM(amount) AS BIGINT), COUNT(*)"  # noqa: S608  # numbers of ours
        " FROM courier_ledger_line WHERE courier BETWEEN ? AND ? AND certain_at <= ?"
        f" AND recorded_at <= ? AND {within(books)} GROUP BY courier, for_period, kind"
    )


def _ordered(books: Closings) -> str:
    return (
        f"SELECT {', '.join(CELLS)}, for_period FROM courier_ledger_line"  # noqa: S608  # names of ours
        " WHERE courier BETWEEN ? AND ? AND for_period BETWEEN ? AND ? AND certain_at <= ?"
        f" AND recorded_at <= ? AND {within(books)} ORDER BY courier, for_period, certain_at,"
        " waybill, kind, cost, case_no, sku, amount, entry, event_id"
    )


def _restated_rows(books: Closings) -> str:
    return (
        "SELECT entry, event_id, case_no, spot, log_offset FROM courier_ledger_restated"  # noqa: S608  # numbers of ours
        " WHERE courier BETWEEN ? AND ? AND for_period BETWEEN ? AND ? AND recorded_at <= ?"
        f" AND {within(books)} ORDER BY entry, revision"
    )


def _move(sums: dict[str, dict[str, Sums]], late: list[Late]) -> None:
    """Take late lines out of their own months and into those that print them, as adjustments."""
    for printed, row in late:
        courier, kind, amount, for_period = row[0], row[KIND], row[AMOUNT], row[-1]
        months = sums[courier]
        months[for_period].add(kind, -amount, -1)
        months[printed].add("adjustment", _adjusted(row)[AMOUNT], 1)
    for courier, months in [*sums.items()]:
        sums[courier] = {month: of for month, of in months.items() if of.lines}
        if not sums[courier]:
            del sums[courier]


def _adjusted(row: Row) -> Row:
    """D14: signed as it changes the net; its cost, rule and case are kept."""
    amount = -row[AMOUNT] if row[KIND] in OWED_LESS else row[AMOUNT]
    return (*row[:KIND], "adjustment", *row[KIND + 1 : AMOUNT], amount, *row[AMOUNT + 1 :])


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
