"""The rows of the merchant's files, typed; money in fen, times in Asia/Shanghai."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of an order."""

    order_no: str
    customer_id: str
    dealer_id: str | None
    purchased_at: datetime
    succeeded_at: datetime | None
    sku: str
    liquid: bool
    quantity: int
    unit_price: int
    unit_weight_g: int | None
    packaging_g: int | None


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel: the courier's outbound or reship, or the customer's return."""

    waybill: str
    kind: str
    order_no: str
    request_no: str | None
    courier: str
    shipped_at: datetime
    freight: int | None
    picker: str | None


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan of a parcel."""

    waybill: str
    at: datetime
    status: str
    signed_by: str | None
    weight_g: int | None
    fee: int | None


@dataclass(frozen=True, slots=True)
class Affected:
    """One affected line of a request."""

    sku: str
    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class Request:
    """One after-sales request; `lines` are sorted by sku."""

    number: str
    at: datetime
    order_no: str
    cause: str
    wish: str | None
    remedy: str | None
    outer_package: str | None
    partly_good: bool
    photos: int
    outer_photo: bool
    signed_by: str | None
    resellable: bool | None
    complete: bool | None
    small_quantity: bool
    verified_at: datetime | None
    verified: bool | None
    confirmed_at: datetime | None
    agent: str | None
    lines: tuple[Affected, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One row of what inspection found in a parcel."""

    waybill: str
    received_at: datetime
    inspected_at: datetime | None
    sku: str
    quantity: int
    condition: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """A later finding of who is liable (R501)."""

    request_no: str
    at: datetime
    liable: str


@dataclass(frozen=True, slots=True)
class Incident:
    """A dispute or bad review that an agent caused (R512); its case may be unknown."""

    agent: str
    at: datetime
    request_no: str | None
    order_no: str | None


@dataclass(slots=True)
class Fired:
    """What time had brought before late rows came; it is not undone (D14)."""

    lost_at: dict[str, datetime] = field(default_factory=dict)
    back_at: dict[str, datetime] = field(default_factory=dict)
    signed_by: dict[str, tuple[str | None, datetime]] = field(default_factory=dict)


@dataclass(slots=True)
class Dossier:
    """Everything known about one order."""

    order_no: str
    lines: dict[str, OrderLine] = field(default_factory=dict)
    parcels: dict[str, Parcel] = field(default_factory=dict)
    scans: dict[str, list[Scan]] = field(default_factory=dict)
    inspections: dict[str, list[Inspection]] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    verdicts: dict[str, list[Verdict]] = field(default_factory=dict)
    fired: Fired = field(default_factory=Fired)

    @property
    def customer_id(self) -> str:
        return next(iter(self.lines.values())).customer_id

    @property
    def dealer_id(self) -> str | None:
        return next(iter(self.lines.values())).dealer_id

    def shipped(self, kind: str, request_no: str | None = None) -> list[Parcel]:
        """The parcels of a kind, those of one request only when it is named, by time."""
        found = [
            parcel
            for parcel in self.parcels.values()
            if parcel.kind == kind and request_no in {None, parcel.request_no}
        ]
        return sorted(found, key=lambda parcel: (parcel.shipped_at, parcel.waybill))
