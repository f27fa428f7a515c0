"""Prints the courier ledgers: a month each, opening on what the month before left to pay (D13)."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Any

from shared.dates import next_month
from shared.projection.reading import only, up_to, yuan

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.projection.storage import Select, Storage

Printed = dict[str, Any]
Sums = dict[str, int]
"""Kind of line → its sum."""

SUMS = (
    "SELECT courier, period, kind, amount FROM courier_ledger_total WHERE courier BETWEEN ? AND ?"
)
SUMS_UP_TO = (
    "SELECT courier, period, kind, CAST(SUM(amount) AS BIGINT) FROM courier_ledger_line"
    " WHERE courier BETWEEN ? AND ? AND certain_at <= ? AND recorded_at <= ?"
    " GROUP BY courier, period, kind"
)
LINES = (
    "SELECT courier, period, entry, kind, cost, waybill, case_no, order_no, amount, certain_at,"
    " rule, policy, event_id, for_period FROM courier_ledger_line"
    " WHERE courier BETWEEN ? AND ? AND period BETWEEN ? AND ?"
    " AND certain_at <= ? AND recorded_at <= ?"
    " ORDER BY courier, period, certain_at, waybill, kind, cost, case_no, sku, amount,"
    " entry, event_id"
)
RESTATED = (
    "SELECT entry, event_id, case_no FROM courier_ledger_restated"
    " WHERE courier BETWEEN ? AND ? AND period BETWEEN ? AND ? AND recorded_at <= ?"
    " ORDER BY entry, revision"
)


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
            sums = _sums(select, courier, None if as_of is known_at is None else until)
            lines = select(LINES, *only(courier), *only(period), *until)
            again = select(RESTATED, *only(courier), *only(period), until[1])
        restated = {entry: (event_id, case) for entry, event_id, case in again}
        of_month = {
            month: [_line(row, restated) for row in rows]
            for month, rows in groupby(lines, key=lambda row: (row[0], row[1]))
        }
        return [
            _ledger(month, opening, of, of_month.get(month, []))
            for one, months in sorted(sums.items())
            for month, opening, of in _months(one, months)
            if period in {None, month[1]}
        ]


def _sums(
    select: Select, courier: str | None, until: tuple[str, str] | None
) -> dict[str, dict[str, Sums]]:
    """Courier → month → sums, from the totals where every line counts."""
    if until is None:
        rows = select(SUMS, *only(courier))
    else:
        rows = select(SUMS_UP_TO, *only(courier), *until)
    sums: dict[str, dict[str, Sums]] = defaultdict(lambda: defaultdict(dict))
    for one, period, kind, amount in rows:
        sums[one][period][kind] = amount
    return sums


def _months(courier: str, sums: Mapping[str, Sums]) -> Iterator[tuple[tuple[str, str], int, Sums]]:
    """Every month from the first line to the last, with what it opens on."""
    period, last, opening = min(sums), max(sums), 0
    while period <= last:
        of = sums.get(period, {})
        yield (courier, period), opening, of
        opening = _net(opening, of)
        period = next_month(period)


def _net(opening: int, of: Sums) -> int:
    owed = of.get("freight", 0) + of.get("transfer_fee", 0)
    return opening + owed - _chargebacks(of) + of.get("adjustment", 0)


def _chargebacks(of: Sums) -> int:
    return of.get("chargeback", 0) - of.get("reversal", 0)


def _ledger(month: tuple[str, str], opening: int, of: Sums, lines: list[Printed]) -> Printed:
    courier, period = month
    return {
        "courier": courier,
        "period": period,
        "status": "open",
        "opening": yuan(opening),
        "freight": yuan(of.get("freight", 0)),
        "transfer_fees": yuan(of.get("transfer_fee", 0)),
        "chargebacks": yuan(_chargebacks(of)),
        "adjustments": yuan(of.get("adjustment", 0)),
        "net": yuan(_net(opening, of)),
        "lines": lines,
    }


def _line(row: tuple[Any, ...], restated: Mapping[str, tuple[str, str]]) -> Printed:
    _, _, entry, kind, cost, waybill, case, order_no, amount, certain_at, rule, policy, *rest = row
    event_id, for_period = rest
    event_id, case = restated.get(entry, (event_id, case))
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
