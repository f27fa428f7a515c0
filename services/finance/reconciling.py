"""Couriers' bills against the ledger, put together from store and projections (D15)."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Literal

from services.finance.domain.bill_reasons import Surroundings
from services.finance.domain.bill_suggestions import Suggestion, Suggestions, lookalike
from services.finance.domain.reconciliation import (
    NOT_BILLED,
    NOT_BOOKED,
    UNKNOWN_WAYBILL,
    billed_by_key,
    compare,
    unknown,
)
from services.finance.projections import courier_ledger, parcel_list
from services.finance.projections.booked import booked, couriers_of
from services.finance.projections.parcel_list import entries_of, parcels_of
from services.finance.projections.reconciled import UNDECIDED, Looked
from shared.dates import month_of, month_start, next_month
from shared.errors import NotKnown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from services.finance.bill_reading import Bills
    from services.finance.domain.bill_review import BillReview
    from services.finance.domain.courier_bill import CourierBill
    from services.finance.domain.courier_terms import AllTerms, CourierTerms
    from services.finance.domain.reconciliation import Comparison, Fen, Key, Row
    from services.finance.projections.reconciled import Printed
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

Wanted = Literal["all", "open"]
"""All rows, or those with something to look at."""
MOST_SUGGESTED = 2_000
"""Rows without an entry beyond which the bill is not this courier's, and nothing is suggested."""
PROJECTIONS = (courier_ledger.PROJECTION, parcel_list.PROJECTION)


class CourierMonth:
    """One courier's bill of a month, compared."""

    def __init__(self, bill: CourierBill, comparison: Comparison, looked: Looked) -> None:
        self.bill = bill
        self.comparison = comparison
        self.looked = looked
        self._open = [row for row in comparison.rows if not row.plain]

    @property
    def rows(self) -> list[Row]:
        """Every row, by waybill and kind."""
        return self.comparison.rows

    def overview(self) -> Printed:
        """What it comes to, and the rows that there is to look at."""
        summary = self.looked.summary(self.rows, self._open, self.comparison.credits)
        return {**summary, "open": self.looked.printed(self._open)}


class Reconciling:
    """What may be asked of the bills; ``tables`` hands out a projection's tables, caught up."""

    def __init__(
        self, bills: Bills, tables: Callable[[Projection], Storage], terms: AllTerms
    ) -> None:
        self._bills = bills
        self._tables = tables
        self._terms = terms

    def rows(self, period: str, courier: str | None = None) -> list[Printed]:
        """Every row of a month's bills; ``NotKnown`` where a courier that is named has none."""
        months = self.months(period, courier, wanted="all")
        return [row for month in months for row in month.looked.printed(month.rows)]

    def overview(self, period: str, courier: str | None = None) -> list[Printed]:
        """What the month's bills come to, one each, with the rows that there is to look at."""
        return [month.overview() for month in self.months(period, courier)]

    def undecided(self, period: str) -> list[Printed]:
        """Differences of a month's bills that nobody has accepted or disputed."""
        return [
            row
            for bill in self.overview(period)
            for row in bill["open"]
            if row["state"] == UNDECIDED
        ]

    def missing_bills(self, period: str) -> list[str]:
        """The couriers whose account has entries of a month for which no bill came."""
        couriers = couriers_of(self._tables(courier_ledger.PROJECTION), period)
        return [one for one in couriers if not self._bills.all(period, one)]

    def months(
        self, period: str, courier: str | None = None, wanted: Wanted = "open"
    ) -> list[CourierMonth]:
        """The month's bills, compared; ``wanted`` rows are looked at closely."""
        bills = self._bills.all(period, courier)
        if courier is not None and not bills:
            raise NotKnown(f"no bill of {courier} for {period} was brought")
        return [self._compared(bill, wanted) for bill in bills]

    def _compared(self, bill: CourierBill, wanted: Wanted) -> CourierMonth:
        courier, _, period = bill.number.rpartition(":")
        review = self._bills.review(bill)
        ours = booked(self._tables(courier_ledger.PROJECTION), courier, period)
        comparison = compare(self._bills.lines(bill), ours, _accepted(review))
        rows = comparison.rows if wanted == "all" else [r for r in comparison.rows if not r.plain]
        around = self._around(courier, period, rows)
        unknown(comparison.rows, around.parcels)
        looked = Looked(around, self._terms_of(around), review)
        looked.suggested = self._suggested(rows, looked)
        return CourierMonth(bill, comparison, looked)

    def _around(self, courier: str, period: str, rows: Sequence[Row]) -> Surroundings:
        tables = self._tables(parcel_list.PROJECTION)
        parcels = parcels_of(tables, (row.waybill for row in rows))
        odd = [r.waybill for r in rows if r.status == NOT_BOOKED and r.waybill in parcels]
        left_out = any(row.status == NOT_BILLED for row in rows)
        return Surroundings(
            courier,
            period,
            parcels,
            entries_of(tables, odd),
            self._billed_beside(courier, period) if left_out else {},
        )

    def _billed_beside(self, courier: str, period: str) -> Mapping[Key, str]:
        """What the courier billed for the months before and after."""
        found: dict[Key, str] = {}
        before = month_of(month_start(period) - timedelta(days=1))
        for month in (before, next_month(period)):
            for bill in self._bills.all(month, courier):
                keys = billed_by_key(self._bills.lines(bill), {})
                found |= dict.fromkeys(keys, month)
        return found

    def _terms_of(self, around: Surroundings) -> Callable[[Row], CourierTerms]:
        """The terms in force when a row's parcel left; else at the row's date, or the month's."""
        start = month_start(around.period)

        @cache
        def on(day: str) -> CourierTerms:
            at = datetime.fromisoformat(day) if day else start
            return self._terms.in_force(around.courier, at)

        def of(row: Row) -> CourierTerms:
            parcel = around.parcels.get(row.waybill)
            return on((parcel.shipped_at if parcel else "") or row.date)

        return of

    def _suggested(
        self, rows: Iterable[Row], looked: Looked
    ) -> dict[tuple[str, str, int], tuple[Suggestion, ...]]:
        theirs = [row for row in rows if row.status == UNKNOWN_WAYBILL]
        ours = [row for row in rows if row.status == NOT_BILLED]
        if not theirs or not ours or max(len(theirs), len(ours)) > MOST_SUGGESTED:
            return {}
        parcels = looked.around.parcels
        known = ((row, parcels[row.waybill]) for row in ours if row.waybill in parcels)
        likes = [
            lookalike(row, one.shipped_at, -1 if one.weight_g is None else one.weight_g)
            for row, one in known
        ]
        tolerances = looked.terms(theirs[0]).tolerances
        among = Suggestions(likes, tolerances)
        found = {(row.waybill, row.kind, row.row): among.for_row(lookalike(row)) for row in theirs}
        return {key: some for key, some in found.items() if some}


def _accepted(review: BillReview | None) -> dict[Key, dict[int, Fen]]:
    if review is None:
        return {}
    return {
        key: {row: one.total.fen for row, one in rows.items()}
        for key, rows in review.accepted.items()
    }
