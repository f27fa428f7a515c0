"""What may be asked of intake about complaints (R513) and ratings (R515)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from pydantic import Field

from services.intake.domain.complaint_form import Channel, ComplaintKind, References

Score = Annotated[int, Field(ge=1, le=5)]


@dataclass(frozen=True, slots=True)
class ReceiveComplaint:
    """Fill in a complaint's tracking form; again with more of it. Names a case, order or sku."""

    complaint_no: str
    at: datetime
    channel: Channel
    kind: ComplaintKind
    description: str
    customer_id: str | None = None
    case_no: str | None = None
    order_no: str | None = None
    sku: str | None = None
    batch: str | None = None
    agent: str | None = None
    evidence: References | None = None


@dataclass(frozen=True, slots=True)
class VerifyComplaint:
    """Say what the check found; ``sold_from`` to ``sold_until`` are orders that it may touch."""

    complaint_no: str
    at: datetime
    substantiated: bool
    finding: str
    person: str
    proof: References | None = None
    sold_from: datetime | None = None
    sold_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class AnswerComplaint:
    """Tell the customer that it is not substantiated, with the proof."""

    complaint_no: str
    at: datetime
    answer: str
    person: str
    proof: References | None = None


@dataclass(frozen=True, slots=True)
class PlanCorrectiveAction:
    """What is done about a substantiated complaint, by whom, until when."""

    complaint_no: str
    at: datetime
    action: str
    owner: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class PostponeCorrectiveAction:
    """Give the action until later."""

    complaint_no: str
    at: datetime
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class FinishCorrectiveAction:
    """The action is done."""

    complaint_no: str
    at: datetime
    person: str
    result: str


@dataclass(frozen=True, slots=True)
class CloseComplaint:
    """Nothing is left to do."""

    complaint_no: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class RateService:
    """A customer rates the service of a case that has ended: 1 (bad) to 5 (good)."""

    case_no: str
    at: datetime
    score: Score
    comment: str | None = None


ComplaintCommand = (
    ReceiveComplaint
    | VerifyComplaint
    | AnswerComplaint
    | PlanCorrectiveAction
    | PostponeCorrectiveAction
    | FinishCorrectiveAction
    | CloseComplaint
    | RateService
)
