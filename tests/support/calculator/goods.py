"""What came back, when, and in which condition (D2, D10)."""

from dataclasses import dataclass
from datetime import datetime

from tests.support.calculator.rows import Dossier, Parcel, Request


@dataclass(frozen=True, slots=True)
class Comeback:
    """The inspected parcels that brought a case's goods back."""

    inspected_at: datetime
    waybills: tuple[str, ...]


def inspected_at(dossier: Dossier, waybill: str) -> datetime | None:
    """When the last row of the parcel was inspected; None while one is not."""
    rows = dossier.inspections.get(waybill, [])
    moments = [row.inspected_at for row in rows if row.inspected_at]
    return max(moments) if moments and len(moments) == len(rows) else None


def received_at(dossier: Dossier, waybill: str) -> datetime | None:
    return min((row.received_at for row in dossier.inspections.get(waybill, [])), default=None)


def back_at(dossier: Dossier, waybill: str) -> datetime | None:
    """When a parcel of the courier's was back: its first `returned` scan or receipt (D2)."""
    if waybill in dossier.fired.back_at:
        return dossier.fired.back_at[waybill]
    moments = [scan.at for scan in dossier.scans.get(waybill, []) if scan.status == "returned"]
    received = received_at(dossier, waybill)
    return min([*moments, *([received] if received else [])], default=None)


def damaged_value(dossier: Dossier, waybill: str) -> int:
    """Unit price × quantity of every damaged row with a sku of the order."""
    return sum(
        dossier.lines[row.sku].unit_price * row.quantity
        for row in dossier.inspections.get(waybill, [])
        if row.condition == "damaged" and row.sku in dossier.lines
    )


def good_pieces(dossier: Dossier, waybills: tuple[str, ...], sku: str) -> int:
    return sum(
        row.quantity
        for waybill in waybills
        for row in dossier.inspections.get(waybill, [])
        if row.condition == "good" and row.sku == sku
    )


def comeback(dossier: Dossier, request: Request, outbound: Parcel | None) -> Comeback | None:
    """The first moment at which everything sent back by then was inspected (D4).

    That is the customer's parcels shipped by then, while there are none the case's own parcel.
    """
    sent = dossier.shipped("return", request.number)
    ours = [outbound] if outbound else []
    found = {parcel.waybill: inspected_at(dossier, parcel.waybill) for parcel in (*sent, *ours)}
    for moment in sorted(moment for moment in found.values() if moment):
        under_way = [parcel for parcel in sent if parcel.shipped_at <= moment] or ours
        waybills = tuple(parcel.waybill for parcel in under_way)
        if waybills and all((at := found[waybill]) and at <= moment for waybill in waybills):
            return Comeback(moment, waybills)
    return None
