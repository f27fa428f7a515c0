"""Goods that came back in a parcel, as the warehouse found them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.scans import Scan
from shared.money import Money

DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Found:
    """One row of the returned-goods register."""

    sku: str
    quantity: int
    condition: str


@dataclass(frozen=True, slots=True)
class GoodsBack:
    """What arrived; ``inspected_at`` is known once all rows are inspected (D10)."""

    received_at: datetime
    inspected_at: datetime | None = None
    rows: tuple[Found, ...] = ()

    def with_later(self, later: GoodsBack) -> GoodsBack:
        """The earliest receipt and the newest findings."""
        newest = later if later.inspected_at or not self.inspected_at else self
        return GoodsBack(min(self.received_at, later.received_at), newest.inspected_at, newest.rows)


@dataclass(frozen=True, slots=True)
class ParcelStory:
    """What a case's costs need to know of one parcel of the order.

    ``scans`` are those that say where the goods went: signed, refused, returned.
    """

    waybill: str
    kind: str
    courier: str
    shipped_at: datetime
    case_no: str | None = None
    freight: Money | None = None
    picker: str | None = None
    scans: tuple[Scan, ...] = ()
    goods: GoodsBack | None = None
    lost_at: datetime | None = None

    def first(self, status: str) -> datetime | None:
        """The first scan of a status."""
        return next((scan.at for scan in self.scans if scan.status == status), None)
