"""From which day until which a courier takes a claim: what its contract says, as data (0017)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from shared.dates import SHANGHAI
from shared.policy.limits import Written

After = Literal["opened", "shipped", "lost", "signed"]
"""What the days are counted from: the claim's opening, or what happened to its parcel."""

OPENED: After = "opened"
LAST_SECOND = time(23, 59, 59)

Courier = Annotated[str, StringConstraints(min_length=1)]
Rule = Annotated[str, StringConstraints(pattern=r"^R\d{3}$")]
Days = Annotated[int, Field(ge=0, le=3650)]


class ClaimTerm(Written):
    """One row of the file; without couriers or rules it holds for all of them."""

    couriers: tuple[Courier, ...] = ()
    rules: tuple[Rule, ...] = ()
    after: After
    earliest: Days
    latest: Days

    @model_validator(mode="after")
    def _not_over_before_it_begins(self) -> Self:
        if self.latest < self.earliest:
            raise ValueError("the latest claim day lies before the earliest")
        return self

    def fits(self, courier: str, rule: str) -> bool:
        """Whether it speaks of a claim on this courier under this rule."""
        return courier in (self.couriers or (courier,)) and rule in (self.rules or (rule,))

    @property
    def general(self) -> bool:
        """Whether it holds for every claim."""
        return not self.couriers and not self.rules


def settled(terms: tuple[ClaimTerm, ...]) -> tuple[ClaimTerm, ...]:
    """The rows of a version: the last one, and no other, holds for every claim."""
    if [term.general for term in terms] != [False] * (len(terms) - 1) + [True] * bool(terms):
        raise ValueError("of the rows of claim, the last one and no other holds for every claim")
    return terms


@dataclass(frozen=True, slots=True)
class ClaimDays:
    """The first and the last day on which a claim may be submitted, both included."""

    earliest: date
    latest: date
    after: After = OPENED

    @property
    def begins(self) -> datetime:
        """The first moment of the earliest day, in Asia/Shanghai."""
        return datetime.combine(self.earliest, time(), SHANGHAI)

    @property
    def ends(self) -> datetime:
        """The last second of the latest day, in Asia/Shanghai."""
        return datetime.combine(self.latest, LAST_SECOND, SHANGHAI)


def claim_days(
    terms: Iterable[ClaimTerm], courier: str, rule: str, since: Mapping[After, datetime | None]
) -> ClaimDays | None:
    """The days of a claim; null where the version says nothing about claims.

    ``since`` holds the moments to count from. Days are those of the calendar in Asia/Shanghai.
    """
    for term in terms:
        start = since.get(term.after) or since[OPENED]
        if term.fits(courier, rule) and start is not None:
            day = start.astimezone(SHANGHAI).date()
            first, last = day + timedelta(term.earliest), day + timedelta(term.latest)
            return ClaimDays(first, last, term.after)
    return None
