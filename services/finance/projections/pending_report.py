"""Liability pending: what stands laid out for which case, since when, and who is expected to pay.

What nobody else will be charged with is listed apart, as the merchant's.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from services.finance.domain.pending import (
    BUCKETS,
    COMPENSATION,
    Said,
    age_of,
    expected_party,
    standing_since,
    still_expected,
)
from services.finance.domain.posting import MERCHANT
from shared.projection.reading import up_to, yuan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.projection.storage import Select, Storage

Printed = dict[str, Any]
Until = tuple[str, str]

LEGS = (
    "SELECT case_no, cost, certain_at, order_no, amount FROM (SELECT case_no, order_no,"  # noqa: S608  # ours
    f" CASE WHEN kind = 'price_difference' THEN '{COMPENSATION}' ELSE cost END AS cost, certain_at,"
    " amount, number, leg FROM journal_leg WHERE account = 'pending' AND certain_at <= ?"
    " AND recorded_at <= ?) AS laid_out ORDER BY case_no, cost, certain_at, number, leg"
)
CHARGED = (
    "SELECT case_no, cost, CAST(SUM(amount) AS BIGINT) FROM journal_leg"
    " WHERE kind IN ('charge', 'reversal') AND account >= 'courier:' AND account < 'courier;'"
    " AND certain_at <= ? AND recorded_at <= ? GROUP BY case_no, cost"
)
SAID = (
    "SELECT case_no, kind, at, revision, party, costs FROM journal_said"
    " WHERE at <= ? AND recorded_at <= ?"
)
CASES = "SELECT case_no, cause, courier, agent FROM journal_case ORDER BY case_no, revision"
LATEST = "SELECT MAX(certain_at) FROM journal_leg WHERE certain_at <= ? AND recorded_at <= ?"

_costs = msgspec.json.Decoder(tuple[tuple[str, int | None], ...]).decode


@dataclass(frozen=True, slots=True)
class Standing:
    """A cost that stands in liability pending for a case."""

    case: str
    cost: str
    order_no: str
    amount: int
    since: str


class PendingReport:
    """Answers from the journal's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def pending(self, as_of: datetime | None = None, known_at: datetime | None = None) -> Printed:
        """As of a moment, else of the journal's last one; the oldest first."""
        until = (up_to(as_of), up_to(known_at))
        with self._storage.reading() as select:
            standing = _standing(select(LEGS, *until))
            context = _Context(select, until, {one.case for one in standing})
            ((latest,),) = select(LATEST, *until)
        now = as_of or (datetime.fromisoformat(latest) if latest else None)
        rows = [context.printed(one, now) for one in standing if now is not None]
        rows.sort(key=lambda row: (row["since"], row["case"], row["cost"]))
        others = [row for row in rows if row["expected_from"] != MERCHANT]
        return {
            "as_of": None if now is None else up_to(now),
            "total": yuan(sum(one.amount for one in standing)),
            "ages": _ages(others),
            "cases": others,
            "merchant": [row for row in rows if row["expected_from"] == MERCHANT],
        }


class _Context:
    """What is known of the cases that something is pending for."""

    def __init__(self, select: Select, until: Until, wanted: set[str]) -> None:
        self._about = {row[0]: row[1:] for row in select(CASES) if row[0] in wanted}
        self._said: defaultdict[str, list[Said]] = defaultdict(list)
        for case, kind, at, revision, party, costs in select(SAID, *until):
            if case in wanted:
                said = Said(kind, at, revision, party or None, _costs(costs))
                self._said[case].append(said)
        self._charged = {
            (case, cost): amount for case, cost, amount in select(CHARGED, *until) if case in wanted
        }

    def printed(self, one: Standing, now: datetime) -> Printed:
        """One line of the report."""
        cause, courier, agent = self._about.get(one.case, ("", "", ""))
        days, age = age_of(datetime.fromisoformat(one.since), now)
        return {
            "case": one.case or None,
            "order_no": one.order_no or None,
            "cause": cause or None,
            "courier": courier or None,
            "agent": agent or None,
            "cost": one.cost,
            "amount": yuan(one.amount),
            "since": one.since,
            "days": days,
            "age": age,
            "expected_from": expected_party(one.cost, self._said[one.case]),
            "claimed": self._claimed(one.case),
        }

    def _claimed(self, case: str) -> list[Printed]:
        """What a claim still expects beside what is charged already; null amounts are unknown."""
        return [
            {"cost": cost, "amount": None if left is None else yuan(left)}
            for cost, amount in still_expected(self._said[case])
            for charged in [self._charged.get((case, cost), 0)]
            for left in [None if amount is None else amount - charged]
            if (left is None and not charged) or (left is not None and left > 0)
        ]


def _standing(rows: Iterable[tuple[Any, ...]]) -> list[Standing]:
    of: defaultdict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    orders: dict[str, str] = {}
    for case, cost, certain_at, order_no, amount in rows:
        of[case, cost].append((certain_at, amount))
        orders[case] = orders.get(case) or order_no
    found = []
    for (case, cost), legs in of.items():
        amount = sum(each for _, each in legs)
        if amount:
            since = standing_since(legs) or legs[0][0]
            found.append(Standing(case, cost, orders[case], amount, since))
    return found


def _ages(rows: list[Printed]) -> list[Printed]:
    """How much stands how long, the youngest first."""
    names = [*(name for _, name in BUCKETS), "31+"]
    of = {name: [row for row in rows if row["age"] == name] for name in names}
    return [
        {
            "age": name,
            "cases": len({row["case"] for row in of[name]}),
            "amount": yuan(sum(int(row["amount"].replace(".", "")) for row in of[name])),
        }
        for name in names
    ]
