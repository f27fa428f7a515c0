"""The comparison of a bill with our books, as it is printed (D15, D35), and what it comes to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.finance.domain.bill_reasons import reasons, tariff
from services.finance.domain.bill_review import RowAt
from services.finance.domain.reconciliation import CLAIM, MATCH
from shared.dates import print_time
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from services.finance.domain.bill_reasons import Reason, Surroundings
    from services.finance.domain.bill_review import BillReview, Dispute
    from services.finance.domain.bill_suggestions import Suggestion
    from services.finance.domain.courier_bill import CourierBill
    from services.finance.domain.courier_terms import CourierTerms
    from services.finance.domain.reconciliation import Row

Printed = dict[str, Any]

UNDECIDED, ACCEPTED, SETTLED = "undecided", "accepted", "settled"


@dataclass
class Looked:
    """A courier's month with everything that is said about its rows."""

    around: Surroundings
    terms: Callable[[Row], CourierTerms]
    review: BillReview | None = None
    suggested: Mapping[tuple[str, str, int], Sequence[Suggestion]] = field(default_factory=dict)

    def dispute(self, row: Row) -> Dispute | None:
        """Who holds a row against the courier, if anybody does."""
        if self.review is None or not self.review.disputes:
            return None
        return self.review.disputes.get(RowAt(row.waybill, row.kind, row.row))  # type: ignore[arg-type]  # a kind of row

    def state(self, row: Row) -> str | None:
        """What people made of a row: null where there was never anything to decide.

        ``settled``: disputed, and the courier's next bill gave no more cause.
        """
        dispute = self.dispute(row)
        if row.difference or (dispute and row.credit):
            return dispute.state if dispute else UNDECIDED
        if dispute:
            return SETTLED
        return ACCEPTED if row.accepted else None

    def reasons(self, row: Row) -> tuple[Reason, ...]:
        """Why a row differs."""
        return () if row.plain else reasons(row, self.around, self.terms(row))

    def printed(self, rows: Iterable[Row]) -> list[Printed]:
        """D15's fields, then what helps to decide."""
        return [self._row(row) for row in rows]

    def _row(self, row: Row) -> Printed:
        around = self.around
        parcel = around.parcels.get(row.waybill)
        price = tariff(row, around, self.terms(row))
        return {
            "courier": around.courier,
            "period": around.period,
            "waybill": row.waybill,
            "kind": row.kind,
            "status": row.status,
            "billed": yuan(row.billed),
            "booked": yuan(row.booked),
            "difference": yuan(row.difference),
            "row": row.row,
            "date": row.date[:10] or None,
            "weight_g": None if row.weight_g < 0 else row.weight_g,
            "our_weight_g": parcel.weight_g if parcel else None,
            "tariff": None if price is None else yuan(price),
            "accepted": yuan(row.accepted),
            "state": self.state(row),
            "reasons": [_reason(one) for one in self.reasons(row)],
            "suggestions": [
                _suggestion(one) for one in self.suggested.get((row.waybill, row.kind, row.row), ())
            ],
            "dispute": _dispute(self.dispute(row)),
        }

    def summary(
        self, rows: Sequence[Row], looked_at: Sequence[Row], credits: Mapping[str, int]
    ) -> Printed:
        """What the rows come to: by status, by reason, by state; what is not credited.

        Only ``looked_at`` have more to tell than that they match.
        """
        sums = {name: _Sums() for name in ("statuses", "reasons", "states")}
        sums["statuses"].add(MATCH, 0, len(rows) - len(looked_at))
        for row in looked_at:
            sums["statuses"].add(row.status, row.difference)
            state = self.state(row)
            if state is not None:
                sums["states"].add(state, row.difference)
            for one in self.reasons(row):
                if one.name != "missing_credit" or row.kind == CLAIM:
                    sums["reasons"].add(one.name, one.amount)
        for amount in credits.values():
            sums["reasons"].add("missing_credit", amount)
        accepted = [row for row in rows if row.accepted and row.plain]
        sums["states"].add(ACCEPTED, 0, len(accepted))
        billed = sum(row.billed for row in rows)
        difference = sum(row.difference for row in looked_at)
        return {
            "courier": self.around.courier,
            "period": self.around.period,
            "billed": yuan(billed),
            "booked": yuan(billed - difference),
            "difference": yuan(difference),
            "undecided": sums["states"].rows.get(UNDECIDED, 0),
            **{name: of.printed() for name, of in sums.items()},
            "missing_credits": [
                {"waybill": waybill, "amount": yuan(amount)}
                for waybill, amount in sorted(credits.items())
            ],
        }


class _Sums:
    """Rows and amounts by name."""

    def __init__(self) -> None:
        self.rows = Counter[str]()
        self._amounts = Counter[str]()

    def add(self, name: str, amount: int, rows: int = 1) -> None:
        """Count rows in."""
        if rows:
            self.rows[name] += rows
            self._amounts[name] += amount

    def printed(self) -> dict[str, Printed]:
        """By name."""
        return {
            name: {"rows": rows, "difference": yuan(self._amounts[name])}
            for name, rows in sorted(self.rows.items())
        }


def listed(bill: CourierBill) -> Printed:
    """A bill as a line of a list: what the courier says the month comes to."""
    courier, _, period = bill.number.rpartition(":")
    totals = bill.totals
    return {
        "courier": courier,
        "period": period,
        "edition": bill.edition,
        "rows": totals.lines,
        "freight": str(totals.freight),
        "fee": str(totals.fee),
        "claim": str(totals.claim),
        "hash": bill.digest,
    }


def _reason(one: Reason) -> Printed:
    return {"reason": one.name, "amount": yuan(one.amount), "about": one.about}


def _suggestion(one: Suggestion) -> Printed:
    about = {"waybill": one.waybill, "kind": one.kind, "score": one.score}
    return {**about, "reasons": list(one.why)}


def _dispute(one: Dispute | None) -> Printed | None:
    if one is None:
        return None
    return {
        "state": one.state,
        "difference": str(one.difference),
        "person": one.said.person,
        "reason": one.said.reason,
        "since": print_time(one.since),
    }
