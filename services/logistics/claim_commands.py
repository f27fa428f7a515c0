"""What people may ask of the courier desk about a claim (0017); no file brings it (D36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.claim_life import (
    ACCEPTED,
    DISPUTED,
    REJECTED,
    SUBMITTED,
    WITHDRAWN,
    Step,
)
from shared.money import Money


class ClaimStep:
    """One of them: a step of the claim of a case of an order."""

    __slots__ = ()
    order_no: str
    case_no: str

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class SubmitClaim(ClaimStep):
    """It is sent to the courier, with all its evidence unless some is named.

    ``exception``: why the courier takes it outside its claim days.
    """

    order_no: str
    case_no: str
    at: datetime
    person: str
    evidence: tuple[str, ...] | None = None
    reason: str | None = None
    exception: str | None = None

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        return Step(
            SUBMITTED,
            self.at,
            self.person,
            self.reason,
            self.evidence or (),
            exception=self.exception,
        )


@dataclass(frozen=True, slots=True)
class DisputeClaim(ClaimStep):
    """The courier contests it; ``evidence`` is what it brought."""

    order_no: str
    case_no: str
    at: datetime
    person: str
    reason: str
    evidence: tuple[str, ...] | None = None

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        return Step(DISPUTED, self.at, self.person, self.reason, self.evidence or ())


@dataclass(frozen=True, slots=True)
class AcceptClaim(ClaimStep):
    """The courier grants ``amount`` of it; all of it where none is named."""

    order_no: str
    case_no: str
    at: datetime
    person: str
    amount: Money | None = None
    reason: str | None = None
    evidence: tuple[str, ...] | None = None

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        return Step(ACCEPTED, self.at, self.person, self.reason, self.evidence or (), self.amount)


@dataclass(frozen=True, slots=True)
class RejectClaim(ClaimStep):
    """The courier turns it down."""

    order_no: str
    case_no: str
    at: datetime
    person: str
    reason: str
    evidence: tuple[str, ...] | None = None

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        return Step(REJECTED, self.at, self.person, self.reason, self.evidence or ())


@dataclass(frozen=True, slots=True)
class WithdrawClaim(ClaimStep):
    """It is given up: from this moment on its costs are the merchant's (D7)."""

    order_no: str
    case_no: str
    at: datetime
    person: str
    reason: str
    evidence: tuple[str, ...] | None = None

    @property
    def step(self) -> Step:
        """The step that is to be taken."""
        return Step(WITHDRAWN, self.at, self.person, self.reason, self.evidence or ())


ClaimCommand = SubmitClaim | DisputeClaim | AcceptClaim | RejectClaim | WithdrawClaim
