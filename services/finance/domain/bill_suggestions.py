"""Which of our entries a row of an unknown waybill may mean, with scores and why. Pure.

A person decides: nothing is ever matched by a score.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from services.finance.domain.courier_terms import Tolerances
    from services.finance.domain.reconciliation import Fen, Row

AT_MOST = 3
LEAST = 50
"""Points below which nothing is suggested: no single likeness is enough."""

ONE_SLIP, TWO_SLIPS = 45, 30
SAME_AMOUNT, NEAR_AMOUNT = 20, 15
SAME_WEIGHT = 15
SAME_DAY, NEAR_DAY = 15, 10
SAME_KIND = 5
"""Together at most 100."""
CROWD = 50
"""Entries that look alike by one sign only, beyond which that sign says nothing."""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """What is compared of a row, theirs or ours."""

    waybill: str
    kind: str
    amount: Fen
    day: str = ""
    """The date as printed; empty where unknown."""
    weight_g: int = -1


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may be meant; ``why``: waybill, amount, weight, date, kind."""

    waybill: str
    kind: str
    score: int
    why: tuple[str, ...]


class Suggestions:
    """Looks among our entries that a bill leaves out."""

    def __init__(self, ours: Iterable[Lookalike], tolerances: Tolerances) -> None:
        self._tolerances = tolerances
        self._by_waybill: defaultdict[str, set[Lookalike]] = defaultdict(set)
        self._by_amount: defaultdict[tuple[Fen, str], set[Lookalike]] = defaultdict(set)
        for one in ours:
            for shorter in _shorter(one.waybill):
                self._by_waybill[shorter].add(one)
            self._by_amount[one.amount, one.kind].add(one)

    def for_row(self, theirs: Lookalike) -> tuple[Suggestion, ...]:
        """The best, best first; equal ones by waybill."""
        near = (self._by_waybill.get(short, ()) for short in _shorter(theirs.waybill))
        slips = {one: distance(theirs.waybill, one.waybill) for some in near for one in some}
        same = self._by_amount.get((theirs.amount, theirs.kind), ())
        alike = {*slips, *same} if len(same) <= CROWD else {*slips}
        found = [self._scored(theirs, one, slips.get(one)) for one in alike]
        found = [one for one in found if one.score >= LEAST]
        return tuple(sorted(found, key=lambda one: (-one.score, one.waybill, one.kind))[:AT_MOST])

    def _scored(self, theirs: Lookalike, ours: Lookalike, slips: int | None) -> Suggestion:
        points = dict(self._points(theirs, ours))
        if slips is not None:
            points = {"waybill": ONE_SLIP if slips == 1 else TWO_SLIPS} | points
        return Suggestion(ours.waybill, ours.kind, sum(points.values()), tuple(points))

    def _points(self, theirs: Lookalike, ours: Lookalike) -> Iterator[tuple[str, int]]:
        apart = abs(theirs.amount - ours.amount)
        if apart <= self._tolerances.rounding.fen:
            yield "amount", NEAR_AMOUNT if apart else SAME_AMOUNT
        if min(theirs.weight_g, ours.weight_g) >= 0 and (
            abs(theirs.weight_g - ours.weight_g) <= self._tolerances.weight_g
        ):
            yield "weight", SAME_WEIGHT
        if theirs.day and ours.day:
            days = abs((_day(theirs.day) - _day(ours.day)).days)
            if days <= self._tolerances.date_days:
                yield "date", NEAR_DAY if days else SAME_DAY
        if theirs.kind == ours.kind:
            yield "kind", SAME_KIND


def lookalike(row: Row, day: str = "", weight_g: int = -1) -> Lookalike:
    """A row of the comparison as it is compared; what the bill does not say, our parcel may."""
    amount = row.billed or row.booked
    grams = row.weight_g if row.weight_g >= 0 else weight_g
    return Lookalike(row.waybill, row.kind, amount, (row.date or day)[:10], grams)


def distance(one: str, other: str) -> int:
    """How many characters were mistyped, left out, put in or exchanged with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, mine in enumerate(one, 1):
        before, above, row = row, before, [place]
        for at, yours in enumerate(other, 1):
            cost = min(row[at - 1] + 1, before[at] + 1, before[at - 1] + (mine != yours))
            if at > 1 and place > 1 and (mine, one[place - 2]) == (other[at - 2], yours):
                cost = min(cost, above[at - 2] + 1)
            row.append(cost)
    return row[-1]


def _shorter(waybill: str) -> Sequence[str]:
    """A waybill, and what is left of it without any one character: one slip still meets there."""
    return [waybill, *(waybill[:at] + waybill[at + 1 :] for at in range(len(waybill)))]


def _day(printed: str) -> date:
    return date.fromisoformat(printed[:10])
