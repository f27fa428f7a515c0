"""What couriers owe a month, against what they said about it: the claims behind each chargeback."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from services.logistics.projections.claim_told import Entry, Told, told
from shared.money import Money
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from shared.projection.storage import Storage

SILENT, UNSUBMITTED, UNCLAIMED = "silent", "unsubmitted", "unclaimed"
PARTS = ("accepted", "disputed", "rejected", SILENT, UNSUBMITTED, "withdrawn", UNCLAIMED)
"""They add up to what is owed."""
COLUMN = {
    "open": UNSUBMITTED,
    "lapsed": UNSUBMITTED,
    "submitted": SILENT,
    "disputed": "disputed",
    "accepted": "accepted",
    "rejected": "rejected",
    "withdrawn": "withdrawn",
}
"""Where a claim stands → the column that its entries count in."""

Share = tuple[str, int]
"""A column, and so many fen in it."""


class ClaimReport:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def couriers(
        self, period: str | None = None, courier: str | None = None
    ) -> list[dict[str, Any]]:
        """By courier and month of what was certain then; ``granted`` is for the bill to say."""
        sums: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        cases: dict[tuple[str, str], set[str]] = defaultdict(set)
        with self._storage.reading() as select:
            for one in told(select):
                for entry, shares in _shared(one):
                    where = (entry.courier, entry.certain_at[:7])
                    cases[where].add(one.case_no)
                    for column, amount in shares:
                        sums[where][column] += amount
        return [
            {
                "courier": where[0],
                "period": where[1],
                "cases": len(cases[where]),
                "owed": yuan(sum(sums[where].values())),
                **{column: yuan(sums[where][column]) for column in PARTS},
                "granted": None,
            }
            for where in sorted(sums)
            if courier in {None, where[0]} and period in {None, where[1]}
        ]


def _shared(one: Told) -> Iterator[tuple[Entry, list[Share]]]:
    """Each entry with the columns that it counts in; a reversal goes where its charge went."""
    given: dict[str, list[Share]] = {}
    left = _granted(one)
    for entry in one.entries:
        if entry.reverses in given:
            shares = [(column, -amount) for column, amount in given[entry.reverses]]
        elif left is None:
            shares = [(_column(one), entry.amount)]
        else:
            granted = min(left, max(entry.amount, 0))
            left -= granted
            shares = [("accepted", granted), ("disputed", entry.amount - granted)]
        given[entry.entry] = shares
        yield entry, shares


def _column(one: Told) -> str:
    return COLUMN[one.state] if one.openings else UNCLAIMED


def _granted(one: Told) -> int | None:
    """What of a claim granted in part is to be shared out, the oldest entries first."""
    if not one.openings or one.state != "accepted_in_part":
        return None
    return _fen(said["amount"] for said in one.steps[-1:])


def _fen(amounts: Iterable[str]) -> int:
    return Money.total(map(Money.of, amounts)).fen
