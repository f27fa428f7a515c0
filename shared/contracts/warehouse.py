"""What the warehouse announces on ``warehouse.events``."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.contracts.base import Announcement, Entry, Goods, InspectedGoods

TOPIC = "warehouse.events"


class GoodsReceived(Announcement):
    """A parcel arrived at the warehouse; without an order number while nobody knows whose it is."""

    TYPE: ClassVar = "GoodsReceived"
    KEY: ClassVar = "waybill"

    received_at: datetime
    rows: tuple[InspectedGoods, ...] = ()


class GoodsInspected(Announcement):
    """All rows of the parcel are inspected, at the latest of their moments (D10)."""

    TYPE: ClassVar = "GoodsInspected"
    KEY: ClassVar = "waybill"

    received_at: datetime
    inspected_at: datetime
    rows: tuple[InspectedGoods, ...]


class ReturnedParcelMatched(Announcement):
    """An ownerless parcel found its order; repeats what was found in it."""

    TYPE: ClassVar = "ReturnedParcelMatched"
    KEY: ClassVar = "waybill"

    received_at: datetime
    inspected_at: datetime | None = None
    rows: tuple[InspectedGoods, ...] = ()


class DamageConfirmed(Announcement):
    """Damage is certain, from photos (the request's moment) or from inspection (D1)."""

    TYPE: ClassVar = "DamageConfirmed"
    KEY: ClassVar = "waybill"

    source: str
    lines: tuple[Goods, ...]
    photos: int
    confirmed_at: datetime

    def key(self) -> str:
        """From photos a case's event, from inspection a parcel's."""
        return (self.case_no if self.source == "photos" else self.waybill) or ""


class InspectionPhotoAttached(Announcement):
    """A photo shows what came back; the file itself stays with the warehouse (R506, R516)."""

    TYPE: ClassVar = "InspectionPhotoAttached"
    KEY: ClassVar = "waybill"

    sku: str | None = None
    name: str
    media_type: str
    sha256: str
    size: int
    person: str | None = None


class MissedItemConfirmed(Announcement):
    """The outbound weight shows that the items were never packed (R210, D11)."""

    TYPE: ClassVar = "MissedItemConfirmed"
    KEY: ClassVar = "case_no"

    lines: tuple[Goods, ...]
    expected_g: int
    outbound_g: int
    missing_g: int
    picker: str | None = None
    checked_at: datetime


class MissedItemRejected(Announcement):
    """The outbound weight shows that the items were packed (R212); the numbers are the proof."""

    TYPE: ClassVar = "MissedItemRejected"
    KEY: ClassVar = "case_no"

    lines: tuple[Goods, ...]
    expected_g: int
    outbound_g: int
    missing_g: int
    picker: str | None = None
    checked_at: datetime


class WarehouseCharged(Announcement):
    """A cost booked to the warehouse; sku and quantity null where several are affected (D11)."""

    TYPE: ClassVar = "WarehouseCharged"
    KEY: ClassVar = "case_no"

    entry: Entry
    warehouse: str = "main"
    sku: str | None = None
    quantity: int | None = None
    picker: str | None = None


class WarehouseChargeReversed(Announcement):
    """A cost taken off the warehouse by a verdict; ``to`` is the party that bears it now."""

    TYPE: ClassVar = "WarehouseChargeReversed"
    KEY: ClassVar = "case_no"

    entry: Entry
    to: str
    warehouse: str = "main"
    sku: str | None = None
    quantity: int | None = None
    picker: str | None = None


class StockSuspected(Announcement):
    """A substantiated complaint makes stock suspect: to be isolated and checked by ``due_at``."""

    TYPE: ClassVar = "StockSuspected"
    KEY: ClassVar = "sku"

    sku: str
    batch: str | None = None
    complaint_no: str
    sold_from: datetime | None = None
    sold_until: datetime | None = None
    due_at: datetime


class SuspectStockIsolated(Announcement):
    """Pieces of a product were set apart and labelled until they are checked (R505, R513)."""

    TYPE: ClassVar = "SuspectStockIsolated"
    KEY: ClassVar = "sku"

    sku: str
    batch: str | None = None
    quantity: int
    place: str | None = None
    person: str


class SuspectStockReleased(Announcement):
    """Isolated pieces were checked and let go; ``disposition`` says where to (R506)."""

    TYPE: ClassVar = "SuspectStockReleased"
    KEY: ClassVar = "sku"

    sku: str
    batch: str | None = None
    quantity: int
    disposition: str
    finding: str
    person: str


class StockCounted(Announcement):
    """So many pieces of a product are there to be sent; an exchange asks before (R511)."""

    TYPE: ClassVar = "StockCounted"
    KEY: ClassVar = "sku"

    sku: str
    available: int
    person: str | None = None


EVENTS = (
    GoodsReceived, GoodsInspected, ReturnedParcelMatched, DamageConfirmed, MissedItemConfirmed,
    MissedItemRejected, WarehouseCharged, WarehouseChargeReversed,
    StockSuspected, SuspectStockIsolated, SuspectStockReleased,
    StockCounted, InspectionPhotoAttached,
)  # fmt: skip
