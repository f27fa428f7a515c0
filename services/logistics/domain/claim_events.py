"""What is remembered of a claim on a courier: what it expects, and each step of its life (0017)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from services.logistics.domain.claim_life import Claim, ExpectedClaim, Step
from services.logistics.domain.claims_events import CaseEvent
from services.logistics.domain.places import ExpectedCost, Place
from shared.policy.claim_days import ClaimDays

if TYPE_CHECKING:
    from services.logistics.domain.claims import OrderClaims


class CourierClaimed(CaseEvent):
    """A claim on a courier is open; ``days`` are null in what the first release stored."""

    TOPIC: ClassVar = "logistics.courier-claimed.v1"

    claim: str
    expected: tuple[ExpectedCost, ...]
    evidence: tuple[str, ...]
    rule: str
    place: Place
    policy: str | None
    days: ClaimDays | None = None

    @property
    def opens(self) -> ExpectedClaim:
        """What it expects at first."""
        return ExpectedClaim(
            self.claim, self.at, self.rule, self.expected, self.evidence, self.days
        )

    def apply(self, claims: OrderClaims) -> None:
        opened = Claim(self.at, self.opens, self.place, self.policy)
        opened.say(self.opens, 1)
        claims.file(self.case_no).claim = opened


class CourierClaimRevised(CaseEvent):
    """It expects something else from now on, or nothing any more."""

    TOPIC: ClassVar = "logistics.courier-claim-revised.v1"

    claim: ExpectedClaim
    place: Place
    policy: str | None
    revision: int

    def apply(self, claims: OrderClaims) -> None:
        known = claims.file(self.case_no).claim
        if known is not None:
            known.say(self.claim, self.revision)
            known.place = self.place


class ClaimStepTaken(CaseEvent):
    """A person's step; ``number`` counts the claim's steps from 1."""

    claim: str
    number: int
    step: Step
    rule: str
    place: Place
    policy: str | None

    def apply(self, claims: OrderClaims) -> None:
        known = claims.file(self.case_no).claim
        if known is not None:
            known.steps.append(self.step)
            claims.think_again()


class ClaimSubmitted(ClaimStepTaken):
    """The claim was sent to the courier, with its evidence."""

    TOPIC: ClassVar = "logistics.claim-submitted.v1"


class ClaimDisputed(ClaimStepTaken):
    """The courier contests it."""

    TOPIC: ClassVar = "logistics.claim-disputed.v1"


class ClaimAccepted(ClaimStepTaken):
    """The courier grants it, whole or in part."""

    TOPIC: ClassVar = "logistics.claim-accepted.v1"


class ClaimRejected(ClaimStepTaken):
    """The courier turns it down."""

    TOPIC: ClassVar = "logistics.claim-rejected.v1"


class ClaimWithdrawn(ClaimStepTaken):
    """The merchant gives it up: the courier's costs are the merchant's from this moment on (D7)."""

    TOPIC: ClassVar = "logistics.claim-withdrawn.v1"
