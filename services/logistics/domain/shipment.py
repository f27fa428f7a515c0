"""A parcel as it was registered; empty cells may be filled later, the others never change (D31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from services.logistics.domain.freight import Payable, freight_there
from services.logistics.domain.scans import ParcelDiffers
from shared.money import Money

FIXED: Final = ("kind", "order_no", "courier", "shipped_at")
FILLABLE: Final = ("case_no", "freight", "picker")
COLUMNS: Final = {"case_no": "request_no"}
"""Cell → its column in the merchant's file, where the name differs."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """One parcel's row; ``kind`` is outbound, return or reship."""

    kind: str
    order_no: str
    courier: str
    shipped_at: datetime
    case_no: str | None = None
    freight: Money | None = None
    picker: str | None = None

    def filled(self, later: Shipment, waybill: str) -> Shipment:
        """With the cells that only the later row has; raises ``ParcelDiffers``."""
        for cell in FIXED:
            if getattr(self, cell) != getattr(later, cell):
                raise ParcelDiffers(waybill, cell)
        cells = {}
        for cell in FILLABLE:
            old, new = getattr(self, cell), getattr(later, cell)
            if old is None and new is not None:
                cells[cell] = new
            elif new is not None and new != old:
                raise ParcelDiffers(waybill, COLUMNS.get(cell, cell))
        return replace(self, **cells) if cells else self

    def freight_there(self, waybill: str) -> Payable | None:
        """What the courier is owed for the way out, once the freight is known."""
        return freight_there(waybill, self.kind, self.shipped_at, self.freight)
