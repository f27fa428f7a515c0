"""Which of the warehouse's events others may hear, and in which words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.warehouse.domain import (
    damage_report,
    inspection_photos,
    missed_items,
    returned_parcel,
    stock,
    suspect_stock,
)
from shared.contracts import warehouse as say
from shared.contracts.base import Goods, InspectedGoods
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.entries import as_entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.warehouse.domain.register_row import RegisterRow
    from services.warehouse.domain.weight_check import ClaimedLine
    from shared.contracts.base import Announcement
    from shared.store.aggregate import DomainEvent

WAREHOUSE = missed_items.WAREHOUSE
TRACED = "R513"
CHECKED = "R511"
NOBODY = "merchant"
"""Who bears what no party is named for: it stays the merchant's loss."""
Booked = missed_items.CostBooked | missed_items.CostWithdrawn | missed_items.AssignedCostBooked


def announce(event: DomainEvent) -> Announcement | None:
    """The announcement of an event, null when it is private."""
    match event:
        case returned_parcel.GoodsReceived():
            return say.GoodsReceived(
                at=event.at,
                received_at=event.at,
                rows=_rows(event.rows),
                revision=event.revision,
                **_parcel(event),
            )
        case returned_parcel.GoodsInspected():
            return say.GoodsInspected(
                at=event.at,
                received_at=event.received_at,
                inspected_at=event.at,
                rows=_rows(event.rows),
                revision=event.revision,
                **_parcel(event),
            )
        case returned_parcel.ReturnedParcelMatched():
            return say.ReturnedParcelMatched(
                at=event.at,
                received_at=event.received_at,
                inspected_at=event.inspected_at,
                rows=_rows(event.rows),
                **_parcel(event),
            )
        case returned_parcel.DamageFound():
            return _damage_found(event)
        case inspection_photos.InspectionPhotoAttached():
            return _photo_attached(event)
        case stock.StockOpened() | stock.StockCounted():
            return _stock_counted(event)
        case damage_report.DamageConfirmed():
            return _damage_confirmed(event)
        case missed_items.MissedItemChecked():
            return _checked(event)
        case (
            missed_items.CostBooked()
            | missed_items.CostWithdrawn()
            | missed_items.AssignedCostBooked()
        ):
            return _booked(event)
        case _:
            return _suspect(event)


def _stock_counted(event: stock.StockOpened | stock.StockCounted) -> Announcement:
    return say.StockCounted(
        at=event.at,
        rule=CHECKED,
        sku=event.originator_id.partition(":")[2],
        available=event.available,
        person=event.person,
    )


def _suspect(event: DomainEvent) -> Announcement | None:
    sku = event.originator_id.partition(":")[2]
    match event:
        case suspect_stock.SuspicionNoted(suspicion=suspicion):
            return say.StockSuspected(
                at=event.at,
                policy=event.policy,
                rule=TRACED,
                sku=sku,
                batch=suspicion.batch,
                complaint_no=suspicion.complaint_no,
                sold_from=suspicion.sold_from,
                sold_until=suspicion.sold_until,
                due_at=suspicion.check_due_at,
            )
        case suspect_stock.SuspectStockIsolated(row=row):
            return say.SuspectStockIsolated(
                at=event.at,
                rule=TRACED,
                sku=sku,
                batch=row.batch,
                quantity=row.quantity,
                place=row.place,
                person=row.person,
            )
        case suspect_stock.SuspectStockReleased(row=checked):
            return say.SuspectStockReleased(
                at=event.at,
                rule=TRACED,
                sku=sku,
                batch=checked.batch,
                quantity=checked.quantity,
                disposition=checked.disposition,
                finding=checked.finding,
                person=checked.person,
            )
        case _:
            return None  # Private to the warehouse.


def _parcel(
    event: returned_parcel.GoodsReceived
    | returned_parcel.GoodsInspected
    | returned_parcel.ReturnedParcelMatched
    | returned_parcel.DamageFound
    | inspection_photos.InspectionPhotoAttached,
) -> dict[str, Any]:
    return {
        "waybill": event.originator_id.partition(":")[2],
        "order_no": event.order_no,
        "case_no": event.case_no,
        "courier": event.courier,
    }


def _rows(rows: Iterable[RegisterRow]) -> tuple[InspectedGoods, ...]:
    return tuple(
        InspectedGoods(
            sku=row.sku,
            quantity=row.quantity,
            condition=row.condition,
            photos=row.photos or 0,
            disposition=row.disposition,
        )
        for row in rows
    )


def _goods(lines: Iterable[ClaimedLine]) -> tuple[Goods, ...]:
    return tuple(Goods(sku=line.sku, quantity=line.quantity) for line in lines)


def _damage_found(event: returned_parcel.DamageFound) -> say.DamageConfirmed:
    return say.DamageConfirmed(
        at=event.at,
        source="inspection",
        lines=tuple(Goods(sku=row.sku, quantity=row.quantity) for row in event.rows),
        photos=sum(row.photos or 0 for row in event.rows),
        confirmed_at=event.at,
        revision=event.revision,
        **_parcel(event),
    )


def _photo_attached(
    event: inspection_photos.InspectionPhotoAttached,
) -> say.InspectionPhotoAttached:
    photo, file = event.photo, event.file
    return say.InspectionPhotoAttached(
        at=event.at,
        sku=photo.sku,
        name=file.name,
        media_type=file.media_type,
        sha256=file.sha256,
        size=file.size,
        person=photo.person,
        **_parcel(event),
    )


def _damage_confirmed(event: damage_report.DamageConfirmed) -> say.DamageConfirmed:
    return say.DamageConfirmed(
        at=event.at,
        source="photos",
        case_no=event.originator_id.partition(":")[2],
        order_no=event.order_no,
        waybill=event.waybill,
        policy=event.policy,
        lines=_goods(event.lines),
        photos=event.photos,
        confirmed_at=event.at,
        revision=event.revision,
    )


def _checked(event: missed_items.MissedItemChecked) -> Announcement:
    confirmed = event.result.mismatch
    said = say.MissedItemConfirmed if confirmed else say.MissedItemRejected
    return said(
        at=event.at,
        case_no=event.case_no,
        order_no=event.originator_id.partition(":")[2],
        waybill=event.waybill,
        courier=event.courier,
        policy=event.policy,
        rule=missed_items.RULE if confirmed else missed_items.RULE_MATCH,
        lines=_goods(event.lines),
        expected_g=event.result.expected_g,
        outbound_g=event.result.outbound_g,
        missing_g=event.result.missing_g,
        picker=event.picker,
        checked_at=event.at,
        revision=event.revision,
    )


def _booked(event: Booked) -> Announcement:
    """The warehouse's own account in its own words, every other party's for its own service."""
    entry = event.entry
    names: dict[str, Any] = {
        "at": entry.certain_at,
        "case_no": event.case_no,
        "order_no": event.originator_id.partition(":")[2],
        "waybill": event.waybill,
        "courier": event.courier,
        "policy": event.policy,
        "rule": entry.rule,
        "picker": event.picker,
        "entry": as_entry(entry, event.policy),
    }
    if entry.bearer.party != WAREHOUSE:
        return CaseCostAssigned(
            party=entry.bearer.party, account=entry.bearer.account, to=event.to, **names
        )
    only = entry.lines[0] if len(entry.lines) == 1 else None
    names |= {"sku": only.sku if only else None, "quantity": only.quantity if only else None}
    if entry.kind == "charge":
        return say.WarehouseCharged(**names)
    return say.WarehouseChargeReversed(to=event.to or NOBODY, **names)
