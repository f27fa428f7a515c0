"""What people may ask for a case beside the merchant's files (D36)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from shared.money import Money

FlagKind = Literal["note", "gift"]
SentBy = Literal["parcel", "email"]


class Casework:
    """One of them: a case is loaded, and judged anew afterwards."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ChooseRemedy(Casework):
    """The customer chooses a remedy, later or otherwise (D20, D21); ``amount`` of a difference."""

    case_no: str
    at: datetime
    remedy: str
    person: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class ConfirmRefund(Casework):
    """The customer confirmed the refund in the chat (R507)."""

    case_no: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class VerifyEvidence(Casework):
    """Quality or a wrong item was checked from the evidence (R208, R209, R303)."""

    case_no: str
    at: datetime
    verified: bool
    person: str
    finding: str | None = None


@dataclass(frozen=True, slots=True)
class RideWithOrder(Casework):
    """What the case sends again goes with a new order of the same customer (R510)."""

    case_no: str
    at: datetime
    new_order_no: str
    person: str


@dataclass(frozen=True, slots=True)
class ReplacePart(Casework):
    """A part was bought where the customer is, at the merchant's cost (R304)."""

    case_no: str
    at: datetime
    part: str
    amount: Money
    person: str
    shop: str | None = None


@dataclass(frozen=True, slots=True)
class SendInvoiceCopy(Casework):
    """A stamped copy of the invoice was sent, by parcel or by e-mail (R305)."""

    case_no: str
    at: datetime
    sent_by: SentBy
    person: str
    invoice_no: str | None = None
    waybill: str | None = None


@dataclass(frozen=True, slots=True)
class CorrectAddress(Casework):
    """The courier is told where to deliver, as long as it holds the parcel (R401, R103)."""

    case_no: str
    at: datetime
    address: str
    person: str
    name: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class FlagOrder:
    """Put a flag up for whoever reviews the order; of kind ``gift`` it names the gift (R105)."""

    order_no: str
    at: datetime
    note: str
    person: str
    kind: FlagKind = "note"


@dataclass(frozen=True, slots=True)
class NoteStock:
    """The warehouse counted a product (R511)."""

    sku: str
    at: datetime
    available: int


CaseworkCommand = (
    ChooseRemedy
    | ConfirmRefund
    | VerifyEvidence
    | RideWithOrder
    | ReplacePart
    | SendInvoiceCopy
    | CorrectAddress
)
OrderWork = FlagOrder | NoteStock
