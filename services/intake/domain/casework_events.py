"""What people did for a case beside the merchant's files, as the case remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.case_events import Piece, Subject
from services.intake.domain.choice import Choice
from services.intake.domain.recipient import Recipient
from shared.money import Money
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase


@dataclass(frozen=True, slots=True)
class Ride:
    """A new order of the same customer whose parcel takes the exchange along (R510)."""

    order_no: str
    since: datetime
    person: str
    shipped_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part bought where the customer is, at the merchant's cost (R304)."""

    part: str
    amount: Money
    shop: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceCopy:
    """A stamped copy of an invoice (R305); ``sent_by``: parcel, which has a waybill, or email."""

    sent_by: str
    invoice_no: str | None = None
    waybill: str | None = None


@dataclass(slots=True)
class Work:
    """Everything that people did for one case."""

    choices: dict[datetime, Choice] = field(default_factory=dict)
    ride: Ride | None = None
    parts: dict[datetime, Part] = field(default_factory=dict)
    copies: dict[datetime, InvoiceCopy] = field(default_factory=dict)
    addresses: dict[datetime, Recipient | None] = field(default_factory=dict)


class ChoiceMade(DomainEvent):
    """The customer chose a remedy after asking, or another one (D21)."""

    TOPIC: ClassVar = "intake.choice-made.v1"
    subject: Subject
    choice: Choice

    def apply(self, case: ReturnCase) -> None:
        case.work.choices[self.at] = self.choice


class ConfirmationTaken(DomainEvent):
    """The customer confirmed the payment in the chat, as a person took down (R507)."""

    TOPIC: ClassVar = "intake.confirmation-taken.v1"
    subject: Subject
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.confirmed_at = self.at


class EvidenceVerified(DomainEvent):
    """A person checked quality or a wrong item from the evidence (R208, R209, R303)."""

    TOPIC: ClassVar = "intake.evidence-verified.v1"
    subject: Subject
    verified: bool
    finding: str | None
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.checks[self.at] = self.verified


class ExchangeRides(DomainEvent):
    """The reship order again: it goes into a new order's parcel, no slip of its own (R510)."""

    TOPIC: ClassVar = "intake.exchange-rides.v1"
    subject: Subject
    rule: str
    remedy: str
    lines: tuple[Piece, ...]
    ride: Ride
    revision: int

    def apply(self, case: ReturnCase) -> None:
        case.work.ride = self.ride
        case.reship = (self.remedy, self.lines, None)
        case.revisions["reship"] = self.revision


class RideShipped(DomainEvent):
    """The parcel of the new order left ``at`` that moment, the exchange with it."""

    TOPIC: ClassVar = "intake.ride-shipped.v1"

    def apply(self, case: ReturnCase) -> None:
        ride = case.work.ride
        if ride is not None:
            case.work.ride = replace(ride, shipped_at=self.at)


class RideGivenUp(DomainEvent):
    """Nothing is sent again after all; a later reship order is issued anew."""

    TOPIC: ClassVar = "intake.ride-given-up.v1"

    def apply(self, case: ReturnCase) -> None:
        case.work.ride, case.reship = None, None


class PartReplaced(DomainEvent):
    """A part was bought locally; no entry changes, the merchant bears it (R304)."""

    TOPIC: ClassVar = "intake.part-replaced.v1"
    subject: Subject
    part: Part
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.work.parts[self.at] = self.part


class InvoiceCopySent(DomainEvent):
    """A stamped copy of the invoice was sent (R305)."""

    TOPIC: ClassVar = "intake.invoice-copy-sent.v1"
    subject: Subject
    copy: InvoiceCopy
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.work.copies[self.at] = self.copy


class AddressCorrected(DomainEvent):
    """The courier was told where to deliver (R401, R103); the address itself is sealed (R516).

    ``recipient`` is None for a customer who is forgotten.
    """

    TOPIC: ClassVar = "intake.address-corrected.v1"
    subject: Subject
    recipient: Recipient | None
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.work.addresses[self.at] = self.recipient
