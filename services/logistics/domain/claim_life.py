"""What becomes of a claim on a courier: what it expects, what people did about it, where it stands.

Nothing of it books anything but a withdrawal, which gives the courier's costs up (D7, 0017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from services.logistics.domain.places import ExpectedCost, Place
from shared.costs import Bearer, Verdict
from shared.money import Money
from shared.policy.claim_days import ClaimDays

Taken = Literal["submitted", "disputed", "accepted", "rejected", "withdrawn"]
State = Literal[
    "open", "submitted", "disputed", "accepted", "accepted_in_part", "rejected", "withdrawn"
]
SUBMITTED: Final = "submitted"
DISPUTED: Final = "disputed"
ACCEPTED: Final = "accepted"
REJECTED: Final = "rejected"
WITHDRAWN: Final = "withdrawn"

COURIER: Final = "courier"
WHO_BEARS_IT: Final = Bearer("merchant")
"""Who bears what is not claimed any more."""


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """What the courier will be asked to bear from ``at`` on, on which evidence, within which days.

    Nothing expected: the courier does not answer for the case any more.
    """

    number: str
    at: datetime
    rule: str
    expected: tuple[ExpectedCost, ...]
    evidence: tuple[str, ...]
    days: ClaimDays | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """What a person did about a claim, or was told by the courier.

    ``amount`` is what was accepted, null for all of it; ``exception`` why the courier takes the
    claim outside its days.
    """

    name: Taken
    at: datetime
    person: str
    reason: str | None = None
    evidence: tuple[str, ...] = ()
    amount: Money | None = None
    exception: str | None = None


@dataclass(slots=True)
class Claim:
    """A case's claim as far as it was announced, and its steps in the order taken."""

    opened_at: datetime
    said: ExpectedClaim
    place: Place
    policy: str | None
    revision: int = 1
    steps: list[Step] = field(default_factory=list)
    claimed_at: datetime | None = None
    """Since when the courier was last newly asked for something."""

    def say(self, newest: ExpectedClaim, revision: int) -> None:
        """Remember what was announced last."""
        self.said, self.revision = newest, revision
        if newest.expected:
            self.claimed_at = newest.at

    def said_of(self, place: Place) -> ExpectedClaim:
        """What was announced of a parcel: of another one nothing is expected yet (D6, D30)."""
        return self.said if place.same_parcel(self.place) else replace(self.said, expected=())

    @property
    def state(self) -> State:
        """Where it stands."""
        return standing(self.steps, self.claimed_at)

    @property
    def withdrawals(self) -> list[Verdict]:
        """What gives the courier's costs up, and nobody else's (D7)."""
        return [
            Verdict(step.at, WHO_BEARS_IT, of=COURIER)
            for step in self.steps
            if step.name == WITHDRAWN
        ]


def standing(steps: Sequence[Step], claimed_at: datetime | None) -> State:
    """Where a claim stands after its steps; a later verdict opens a withdrawn one again."""
    if not steps:
        return "open"
    last = steps[-1]
    if last.name == WITHDRAWN and claimed_at is not None and claimed_at > last.at:
        return "open"
    if last.name == ACCEPTED and last.amount is not None:
        return "accepted_in_part"
    return last.name
