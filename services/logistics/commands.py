"""What may be asked of logistics; the ``Note…`` ones follow from what other services announce."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.logistics.claim_commands import ClaimCommand
from services.logistics.domain.case_costs import OrderedGoods
from services.logistics.domain.case_file import Assigned, Chosen, Decided, Difference, Request
from services.logistics.domain.goods import GoodsBack
from shared.costs import Verdict
from shared.money import Money


@dataclass(frozen=True, slots=True)
class RegisterParcel:
    """A courier took a parcel on; ``kind`` is outbound, return or reship."""

    waybill: str
    kind: str
    order_no: str
    courier: str
    shipped_at: datetime
    case_no: str | None = None
    freight: Money | None = None
    picker: str | None = None


@dataclass(frozen=True, slots=True)
class RecordScan:
    """A courier scanned a parcel; (waybill, at, status) is the scan's key (D31)."""

    waybill: str
    at: datetime
    status: str
    place: str | None = None
    signed_by: str | None = None
    weight_g: int | None = None
    fee: Money | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class HoldParcel:
    """A courier keeps a company's parcel over the weekend (R407)."""

    waybill: str
    at: datetime
    note: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class NoteOrder:
    """An order's goods and prices."""

    order_no: str
    at: datetime
    lines: tuple[OrderedGoods, ...]


@dataclass(frozen=True, slots=True)
class NoteGoods:
    """What the warehouse received or inspected under a waybill."""

    waybill: str
    at: datetime
    goods: GoodsBack


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """A case of an order."""

    order_no: str
    case_no: str
    at: datetime
    request: Request


@dataclass(frozen=True, slots=True)
class NoteDecision:
    """What was decided."""

    order_no: str
    case_no: str
    at: datetime
    decided: Decided


@dataclass(frozen=True, slots=True)
class NoteRemedy:
    """What is carried out."""

    order_no: str
    case_no: str
    at: datetime
    chosen: Chosen


@dataclass(frozen=True, slots=True)
class NoteVerdict:
    """Who is liable after all (R501)."""

    order_no: str
    case_no: str
    at: datetime
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class NoteDamage:
    """Damage confirmed from photos."""

    order_no: str
    case_no: str
    at: datetime
    confirmed_at: datetime


@dataclass(frozen=True, slots=True)
class NoteEvidence:
    """A file shows something of a case; ``evidence`` is its kind and hash."""

    order_no: str
    case_no: str
    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class NoteDifference:
    """A price difference paid by a refund table."""

    order_no: str
    case_no: str
    at: datetime
    difference: Difference


@dataclass(frozen=True, slots=True)
class NoteAssignedCost:
    """A cost that another keeper puts on the courier, or takes off it (D5)."""

    order_no: str
    case_no: str
    at: datetime
    assigned: Assigned


CaseNote = (
    NoteRequest
    | NoteDecision
    | NoteRemedy
    | NoteVerdict
    | NoteDamage
    | NoteEvidence
    | NoteDifference
    | NoteAssignedCost
)
LogisticsCommand = (
    RegisterParcel | RecordScan | HoldParcel | NoteOrder | NoteGoods | CaseNote | ClaimCommand
)
