"""What may be asked of intake: by people and the import, and what follows from others' news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.intake.casework_commands import CaseworkCommand, OrderWork
from services.intake.complaint_commands import ComplaintCommand
from services.intake.desk_commands import DeskCommand
from services.intake.domain.parcels import Found
from services.intake.domain.registration import OrderedLine
from services.intake.domain.request import RequestedLine
from shared.money import Money


@dataclass(frozen=True, slots=True)
class RegisterOrder:
    """An order of the merchant's, with any number of its lines; again with more of it (D31)."""

    order_no: str
    purchased_at: datetime
    lines: tuple[OrderedLine, ...]
    succeeded_at: datetime | None = None
    customer_id: str | None = None
    customer_class: str | None = None
    name: str | None = None
    phone: str | None = None
    province: str | None = None
    address: str | None = None
    dealer_id: str | None = None
    packaging_g: int | None = None


@dataclass(frozen=True, slots=True)
class RequestReturn:
    """A customer asks for something; again with cells filled or lines added (D30, D31)."""

    case_no: str
    at: datetime
    order_no: str
    lines: tuple[RequestedLine, ...]
    cause: str
    wish: str | None = None
    remedy: str | None = None
    outer_package: str | None = None
    partly_good: bool | None = None
    photos: int | None = None
    outer_photo: bool | None = None
    signed_by: str | None = None
    resellable: bool | None = None
    complete: bool | None = None
    small_quantity: bool | None = None
    verified_at: datetime | None = None
    verified: bool | None = None
    confirmed_at: datetime | None = None
    agent: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class DecideLiability:
    """A verdict on who is liable (R501); ``responsible``: who of the company answers (R503)."""

    case_no: str
    at: datetime
    liable: str
    reason: str | None = None
    person: str | None = None
    responsible: str | None = None


@dataclass(frozen=True, slots=True)
class AttachEvidence:
    """A file that is kept already shows something of a case (R201, R208–R210, R306)."""

    case_no: str
    at: datetime
    kind: str
    name: str
    media_type: str
    sha256: str
    size: int
    outer_package: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class LookAtEvidence:
    """A person opens a file of a case (R516)."""

    case_no: str
    at: datetime
    sha256: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class LookAtCustomer:
    """A person needs to see who gets an order's parcels; ``number`` is a case's or the order's."""

    number: str
    at: datetime
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class ForgetCustomer:
    """Destroy a customer's key, or that of an order whose customer nobody knows (R516)."""

    at: datetime
    person: str
    reason: str
    customer_id: str | None = None
    order_no: str | None = None


@dataclass(frozen=True, slots=True)
class NoteParcelShipped:
    """A parcel of the order left."""

    order_no: str
    at: datetime
    waybill: str
    kind: str
    courier: str | None
    case_no: str | None
    freight: Money | None


@dataclass(frozen=True, slots=True)
class NoteFreight:
    """A parcel's freight became known."""

    order_no: str
    at: datetime
    waybill: str
    freight: Money


@dataclass(frozen=True, slots=True)
class NoteParcelMoved:
    """``status``: arrived, refused, signed, wrong_address, returned, or lost."""

    order_no: str
    at: datetime
    waybill: str
    status: str
    signed_by: str | None = None


@dataclass(frozen=True, slots=True)
class NoteGoodsInspected:
    """What inspection found in a parcel that came back."""

    order_no: str
    at: datetime
    waybill: str
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class NoteWeightCheck:
    """``result``: mismatch or match (R210, R212)."""

    case_no: str
    at: datetime
    result: str


@dataclass(frozen=True, slots=True)
class NoteSignOff:
    """Who signed, as far as the courier could show it in time (R306, D25)."""

    case_no: str
    at: datetime
    signed_by: str


@dataclass(frozen=True, slots=True)
class NotePayment:
    """A refund table paid one of the case's payments."""

    case_no: str
    at: datetime
    refund: str


IntakeCommand = (
    RegisterOrder
    | RequestReturn
    | DecideLiability
    | AttachEvidence
    | LookAtEvidence
    | LookAtCustomer
    | ForgetCustomer
    | NoteParcelShipped
    | NoteFreight
    | NoteParcelMoved
    | NoteGoodsInspected
    | NoteWeightCheck
    | NoteSignOff
    | NotePayment
    | ComplaintCommand
    | CaseworkCommand
    | OrderWork
    | DeskCommand
)
