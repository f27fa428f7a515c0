"""What a case remembers: each event's ``apply`` is the only place where a case changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from services.intake.domain.earlier import ChosenBefore, DecidedBefore
from services.intake.domain.payments import Payment, PricedLine
from services.intake.domain.recipient import Recipient
from services.intake.domain.request import Request
from shared.money import Money
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase

Told = dict[str, Any]
"""Facts or a decision, as the policy prints them."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What every announcement of a case names."""

    order_no: str
    waybill: str | None
    courier: str | None
    policy: str


@dataclass(frozen=True, slots=True)
class Statement:
    """The request as others hear of it: with the facts of its moment, and prices."""

    subject: Subject
    facts: Told
    lines: tuple[PricedLine, ...]
    customer_id: str | None
    dealer_id: str | None


@dataclass(frozen=True, slots=True)
class Piece:
    """So many pieces of a product to be sent, or expected back."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """The decision's fields as they stand for the remedy carried out; null: nothing is (D21)."""

    remedy: str | None
    amount: Money | None
    return_path: str
    bears: dict[str, str]
    liable: str | None
    book_to: str
    advance_postage: bool
    rules: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A finding of who is liable (R501), by ``person``.

    Where the company is, ``responsible`` names whoever answers for it there (R503).
    """

    liable: str
    reason: str | None = None
    person: str | None = None
    responsible: str | None = None


def _to_nobody(state: dict[str, Any]) -> None:
    """Upcast a reship order of 0.1.0, which did not say to whom."""
    state |= {"recipient": None, "revision": 1}


def _from_nobody(state: dict[str, Any]) -> None:
    """Upcast a return slip of 0.1.0, which did not say whose it is."""
    state |= {"customer_id": None, "recipient": None, "revision": 1}


class CaseOpened(FirstEvent):
    """A customer asked for something."""

    TOPIC: ClassVar = "intake.case-opened.v1"
    request: Request
    statement: Statement

    def apply(self, case: ReturnCase) -> None:
        case.begin(self.request, self.statement)


class RequestRestated(DomainEvent):
    """More of the request is known, or of what it is about."""

    TOPIC: ClassVar = "intake.request-restated.v1"
    request: Request
    statement: Statement
    revision: int

    def apply(self, case: ReturnCase) -> None:
        case.request, case.statement = self.request, self.statement
        case.revisions["request"] = self.revision


class VerificationNoted(DomainEvent):
    """Quality or a wrong item was checked from the evidence, ``at`` that moment."""

    TOPIC: ClassVar = "intake.verification-noted.v1"
    verified: bool

    def apply(self, case: ReturnCase) -> None:
        case.findings.verified = (self.at, self.verified)


class RefundConfirmed(DomainEvent):
    """The customer confirmed the payment in the chat, ``at`` that moment."""

    TOPIC: ClassVar = "intake.refund-confirmed.v1"
    subject: Subject

    def apply(self, case: ReturnCase) -> None:
        case.findings.confirmed_at = self.at


class WeightNoted(DomainEvent):
    """The warehouse compared the outbound weight."""

    TOPIC: ClassVar = "intake.weight-noted.v1"
    result: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.weight = (self.at, self.result)


class SignOffNoted(DomainEvent):
    """The courier showed who signed, or its three days passed."""

    TOPIC: ClassVar = "intake.sign-off-noted.v1"
    signed_by: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.sign_off = (self.at, self.signed_by)


class PaymentNoted(DomainEvent):
    """A refund table paid."""

    TOPIC: ClassVar = "intake.payment-noted.v1"
    refund: str

    def apply(self, case: ReturnCase) -> None:
        case.paid[self.refund] = self.at


class RequestDecided(DomainEvent):
    """The policy's answer; a later revision replaces the one before."""

    TOPIC: ClassVar = "intake.request-decided.v1"
    subject: Subject
    decided_at: datetime
    facts: Told
    decision: Told
    rule: str
    revision: int
    before: tuple[DecidedBefore, ...] | None = None

    def apply(self, case: ReturnCase) -> None:
        case.decided = (self.decided_at, self.facts, self.decision, self.rule, self.before)
        case.revisions["decision"] = self.revision


class RemedyChosen(DomainEvent):
    """What is carried out, ``at`` the moment since when it has stood."""

    TOPIC: ClassVar = "intake.remedy-chosen.v1"
    subject: Subject
    chosen: Chosen
    revision: int
    before: tuple[ChosenBefore, ...] | None = None

    def apply(self, case: ReturnCase) -> None:
        case.chosen, case.chosen_at, case.chosen_before = self.chosen, self.at, self.before
        case.revisions["remedy"] = self.revision


class ReturnSlipIssued(DomainEvent):
    """The slip that goes into the customer's parcel, as it was printed (R202, R511).

    ``kind``: return, or exchange, which carries the exchange address as well.
    """

    TOPIC: ClassVar = "intake.return-slip-issued.v2"
    upcast_v1_v2: ClassVar = staticmethod(_from_nobody)
    subject: Subject
    rule: str
    slip: str
    lines: tuple[Piece, ...]
    customer_id: str | None
    recipient: Recipient | None
    revision: int
    kind: str | None = None
    """None of one that version 0.1.0 issued."""
    address: str = ""
    exchange_address: str | None = None
    notes: str = ""

    def apply(self, case: ReturnCase) -> None:
        case.slip, case.slip_kind = (self.lines, self.recipient), self.kind
        case.revisions["slip"] = self.revision


class ReshipIssued(DomainEvent):
    """The reship order: it never waits for a verdict (R501)."""

    TOPIC: ClassVar = "intake.reship-issued.v2"
    upcast_v1_v2: ClassVar = staticmethod(_to_nobody)
    subject: Subject
    rule: str
    remedy: str
    lines: tuple[Piece, ...]
    recipient: Recipient | None
    revision: int

    def apply(self, case: ReturnCase) -> None:
        case.reship = (self.remedy, self.lines, self.recipient)
        case.revisions["reship"] = self.revision


class RefundRequested(DomainEvent):
    """A payment is due; what it waits for was so when it became due."""

    TOPIC: ClassVar = "intake.refund-requested.v1"
    subject: Subject
    rule: str
    payment: Payment
    customer_id: str | None
    waits_for: tuple[str, ...]

    def apply(self, case: ReturnCase) -> None:
        case.requested[self.payment.refund] = self.payment


class RefundReady(DomainEvent):
    """Nothing is missing any more, since the event's moment (D8); again as its parcel is known."""

    TOPIC: ClassVar = "intake.refund-ready.v1"
    subject: Subject
    rule: str
    payment: Payment
    customer_id: str | None

    def apply(self, case: ReturnCase) -> None:
        case.ready[self.payment.refund] = (self.payment, self.at, self.subject.waybill)


class RefundWithdrawn(DomainEvent):
    """A payment is not due after all, or not ready any more."""

    TOPIC: ClassVar = "intake.refund-withdrawn.v1"
    subject: Subject
    rule: str
    payment: Payment

    def apply(self, case: ReturnCase) -> None:
        case.requested.pop(self.payment.refund, None)
        case.ready.pop(self.payment.refund, None)


class LiabilityDecided(DomainEvent):
    """A verdict on who is liable; costs move in their keeper's books (R501, D5)."""

    TOPIC: ClassVar = "intake.liability-decided.v1"
    subject: Subject
    verdict: Verdict
    from_party: str
    account: str | None

    def apply(self, case: ReturnCase) -> None:
        case.verdicts[self.at] = self.verdict


class CaseClosed(DomainEvent):
    """The desk has nothing left to do."""

    TOPIC: ClassVar = "intake.case-closed.v1"
    subject: Subject
    outcome: str

    def apply(self, case: ReturnCase) -> None:
        case.closed = (self.at, self.outcome)
