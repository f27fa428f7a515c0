"""What may be asked of the warehouse: by its staff, and by its own reactions to what it hears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

if TYPE_CHECKING:
    from datetime import datetime

    from services.warehouse.domain.damage_report import Evidence, Photo
    from services.warehouse.domain.order_facts import CasePayment, Judgement
    from services.warehouse.domain.weight_check import ClaimedLine, PackedLine
    from shared.costs import Bearer, CostEntry
    from shared.money import Money


@dataclass(frozen=True, slots=True)
class RecordInspection:
    """Enter a row of the returned-goods register; the whole row is its key (D31)."""

    waybill: str
    received_at: datetime
    sku: str
    quantity: int
    condition: str
    inspected_at: datetime | None = None
    photos: int | None = None
    disposition: str | None = None


@dataclass(frozen=True, slots=True)
class AttachInspectionPhoto:
    """A photo that is kept already shows what came back in a parcel (R506)."""

    waybill: str
    at: datetime
    name: str
    media_type: str
    sha256: str
    size: int
    sku: str | None = None
    person: str | None = None


@dataclass(frozen=True, slots=True)
class LookAtInspectionPhoto:
    """A person opens a photo of a parcel (R516)."""

    waybill: str
    at: datetime
    sha256: str
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteOrder:
    """An order is known."""

    order_no: str
    at: datetime
    lines: tuple[PackedLine, ...]
    packaging_g: int


@dataclass(frozen=True, slots=True)
class NoteParcel:
    """A parcel left, or its freight is known now."""

    waybill: str
    kind: str
    order_no: str
    shipped_at: datetime
    case_no: str | None = None
    courier: str | None = None
    picker: str | None = None
    freight: Money | None = None


@dataclass(frozen=True, slots=True)
class NoteWeight:
    """The courier weighed an outbound parcel."""

    waybill: str
    order_no: str
    at: datetime
    weight_g: int


@dataclass(frozen=True, slots=True)
class NoteRequest:
    """A customer speaks of damage or of something missing."""

    case_no: str
    order_no: str
    requested_at: datetime
    waybill: str | None
    stage: str | None
    evidence: Evidence
    lines: tuple[ClaimedLine, ...]


@dataclass(frozen=True, slots=True)
class NotePhoto:
    """A photo was brought to a case after its request."""

    case_no: str
    order_no: str
    photo: Photo


@dataclass(frozen=True, slots=True)
class NoteDecision:
    """What the policy decided of something said to be missing."""

    case_no: str
    order_no: str
    at: datetime
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class NoteRemedy:
    """What is carried out for a case; null: nothing (D21)."""

    case_no: str
    order_no: str
    at: datetime
    remedy: str | None


@dataclass(frozen=True, slots=True)
class NoteVerdict:
    """Who is liable, as found later (R501); ``of``: whose costs alone it moves (D7)."""

    case_no: str
    order_no: str
    at: datetime
    to: Bearer
    of: str | None = None


@dataclass(frozen=True, slots=True)
class NotePayment:
    """A refund table paid a case."""

    case_no: str
    order_no: str
    payment: CasePayment


@dataclass(frozen=True, slots=True)
class BookAssignedCost:
    """Another keeper assigned a cost, or its reversal, to the warehouse (D5)."""

    case_no: str
    order_no: str
    waybill: str | None
    entry: CostEntry
    to: str | None
    picker: str | None
    policy: str | None


@dataclass(frozen=True, slots=True)
class NoteSuspicion:
    """A substantiated complaint makes stock of a product suspect (R513)."""

    sku: str
    complaint_no: str
    at: datetime
    batch: str | None = None
    sold_from: datetime | None = None
    sold_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class IsolateSuspectStock:
    """Set pieces of a product apart, labelled, until they are checked (R505, R513)."""

    sku: str
    at: datetime
    quantity: int
    person: str
    batch: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseSuspectStock:
    """Let checked pieces go: restock, discount, rework or scrap (R506)."""

    sku: str
    at: datetime
    quantity: int
    disposition: str
    finding: str
    person: str
    batch: str | None = None


@dataclass(frozen=True, slots=True)
class CountStock:
    """Say how many pieces of a product are there to be sent (R511)."""

    sku: str
    at: datetime
    available: Annotated[int, Field(ge=0)]
    person: str | None = None


WarehouseCommand = (
    RecordInspection
    | AttachInspectionPhoto
    | LookAtInspectionPhoto
    | NoteSuspicion
    | IsolateSuspectStock
    | ReleaseSuspectStock
    | CountStock
    | NoteOrder
    | NoteParcel
    | NoteWeight
    | NoteRequest
    | NotePhoto
    | NoteDecision
    | NoteRemedy
    | NoteVerdict
    | NotePayment
    | BookAssignedCost
)
