"""What a complaint remembers: each event's ``apply`` is the only place where it changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.complaint_form import ComplaintForm, References
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.intake.domain.complaint import Complaint


@dataclass(frozen=True, slots=True)
class ComplaintSubject:
    """What every announcement of a complaint names."""

    case_no: str | None
    order_no: str | None
    agent: str | None
    policy: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of a complaint found."""

    at: datetime
    substantiated: bool
    finding: str
    person: str
    proof: References = ()
    sold_from: datetime | None = None
    sold_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the customer was told of a complaint that is not substantiated; ``proof`` of its own."""

    at: datetime
    answer: str
    person: str
    proof: References = ()


@dataclass(frozen=True, slots=True)
class CorrectiveAction:
    """What is done, by whom, until when."""

    at: datetime
    action: str
    owner: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Postponement:
    """A later date for an action, and why."""

    at: datetime
    due_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ActionResult:
    """An action done: by whom, with what result."""

    at: datetime
    person: str
    result: str


@dataclass(frozen=True, slots=True)
class Closing:
    """Nothing is left to do."""

    at: datetime
    person: str
    outcome: str


class ComplaintReceived(FirstEvent):
    """A complaint came in; it is to be reviewed by ``review_due_at`` (R504)."""

    TOPIC: ClassVar = "intake.complaint-received.v1"
    form: ComplaintForm
    review_due_at: datetime
    policy: str

    def apply(self, complaint: Complaint) -> None:
        complaint.begin(self.form, self.review_due_at, self.policy)


class ComplaintFormFilled(DomainEvent):
    """More of the form is known."""

    TOPIC: ClassVar = "intake.complaint-form-filled.v1"
    form: ComplaintForm
    review_due_at: datetime
    policy: str
    revision: int

    def apply(self, complaint: Complaint) -> None:
        complaint.form, complaint.revision = self.form, self.revision


class ComplaintVerified(DomainEvent):
    """The complaint was checked."""

    TOPIC: ClassVar = "intake.complaint-verified.v1"
    subject: ComplaintSubject
    verification: Verification

    def apply(self, complaint: Complaint) -> None:
        complaint.verification = self.verification


class ComplaintSubstantiated(DomainEvent):
    """A product's quality is at fault: stock of it is suspect."""

    TOPIC: ClassVar = "intake.complaint-substantiated.v1"
    subject: ComplaintSubject
    sku: str
    batch: str | None
    sold_from: datetime | None
    sold_until: datetime | None

    def apply(self, complaint: Complaint) -> None:
        complaint.traced = (self.sku, self.batch)


class ComplaintAnswered(DomainEvent):
    """The customer was told why not, with proof."""

    TOPIC: ClassVar = "intake.complaint-answered.v1"
    subject: ComplaintSubject
    answer: Answer
    proof: References

    def apply(self, complaint: Complaint) -> None:
        complaint.answer = self.answer


class CorrectiveActionPlanned(DomainEvent):
    """What is done about it, by whom, until when."""

    TOPIC: ClassVar = "intake.corrective-action-planned.v1"
    subject: ComplaintSubject
    planned: CorrectiveAction

    def apply(self, complaint: Complaint) -> None:
        complaint.planned = self.planned


class CorrectiveActionPostponed(DomainEvent):
    """The action has until later."""

    TOPIC: ClassVar = "intake.corrective-action-postponed.v1"
    subject: ComplaintSubject
    planned: CorrectiveAction
    postponement: Postponement
    revision: int

    def apply(self, complaint: Complaint) -> None:
        complaint.postponements = (*complaint.postponements, self.postponement)


class CorrectiveActionDone(DomainEvent):
    """The action is done."""

    TOPIC: ClassVar = "intake.corrective-action-done.v1"
    subject: ComplaintSubject
    owner: str
    done: ActionResult

    def apply(self, complaint: Complaint) -> None:
        complaint.done = self.done


class ComplaintClosed(DomainEvent):
    """Nothing is left to do."""

    TOPIC: ClassVar = "intake.complaint-closed.v1"
    subject: ComplaintSubject
    closing: Closing

    def apply(self, complaint: Complaint) -> None:
        complaint.closing = self.closing
