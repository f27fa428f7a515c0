"""Which of logistics' events others may hear, and in which words. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.logistics import claim_publishing
from services.logistics.domain import claims_events as claims
from services.logistics.domain import parcel_events as parcels
from services.logistics.domain.freight import TRANSFER_RULE, Payable
from services.logistics.domain.scans import REFUSED
from shared.contracts import logistics as say
from shared.contracts.base import Announcement, Entry
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.entries import as_entry
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from services.logistics.domain.shipment import Shipment
    from shared.store.aggregate import DomainEvent

COURIER = "courier"
HOLD_RULE = "R407"
NOBODY = "merchant"
"""Who bears what no party is named for: it stays the merchant's loss."""


def announce(event: DomainEvent) -> Announcement | None:
    """What others hear of an event; null: it stays private."""
    match event:
        case parcels.ParcelRegistered() | parcels.ParcelIdentified():
            return _shipped(event.shipment, event, entry=_owed(event.entry))
        case parcels.ShipmentFilled():
            return _shipped(event.shipment, event, revision=event.revision)
        case parcels.ParcelSeen():
            return _seen(event) if event.announced else None
        case (
            parcels.FreightFilled()
            | parcels.ParcelHandedOn()
            | parcels.ParcelHeld()
            | parcels.ParcelFellSilent()
            | parcels.LossConfirmed()
            | parcels.ParcelCameBack()
        ):
            return _lived(event)
        case parcels.LostParcelFound(found=found):
            common = _parcel(event.shipment, event)
            return say.LostParcelFound(**common, status=found.status, lost_at=found.lost_at)
        case claims.CaseEvent():
            return _about_a_case(event)
        case _:
            return None


def _parcel(shipment: Shipment, event: DomainEvent, **more: Any) -> dict[str, Any]:
    """What every announcement of a parcel carries, under the policy of its moment (D28)."""
    return {
        "at": event.at,
        "waybill": event.originator_id.partition(":")[2],
        "order_no": shipment.order_no,
        "case_no": shipment.case_no,
        "courier": shipment.courier,
        "kind": shipment.kind,
        "policy": in_force(event.at).version,
    } | more


def _shipped(shipment: Shipment, event: DomainEvent, **more: Any) -> Announcement:
    return say.ParcelShipped(
        **_parcel(shipment, event, **more),
        shipped_at=shipment.shipped_at,
        freight=shipment.freight,
        picker=shipment.picker,
    )


def _seen(event: parcels.ParcelSeen) -> Announcement:
    scan = event.scan
    common = _parcel(event.shipment, event, place=scan.place, revision=event.revision)
    if scan.status == REFUSED:
        return say.ParcelRefused(**common)
    return say.ParcelScanned(
        **common,
        status=scan.status,
        signed_by=scan.signed_by,
        weight_g=scan.weight_g,
        note=scan.note,
    )


def _lived(
    event: parcels.FreightFilled
    | parcels.ParcelHandedOn
    | parcels.ParcelHeld
    | parcels.ParcelFellSilent
    | parcels.LossConfirmed
    | parcels.ParcelCameBack,
) -> Announcement:
    common = _parcel(event.shipment, event)
    match event:
        case parcels.FreightFilled():
            return say.FreightRecorded(
                **common | {"revision": event.revision},
                shipped_at=event.shipment.shipped_at,
                freight=event.freight,
                entries=tuple(_entry(entry) for entry in event.entries),
            )
        case parcels.ParcelHandedOn():
            return say.ParcelTransferred(
                **common
                | {
                    "case_no": event.transfer_case,
                    "rule": TRANSFER_RULE,
                    "revision": event.revision,
                },
                fee=event.scan.fee,
                place=event.scan.place,
                entry=_owed(event.entry),
            )
        case parcels.ParcelHeld():
            hold = event.hold
            return say.ParcelHeld(**common | {"rule": HOLD_RULE}, until=hold.until, note=hold.note)
        case parcels.ParcelFellSilent():
            return say.ParcelStalled(
                **common,
                last_movement_at=event.stall.last_movement_at,
                answer_due_at=event.stall.answer_due_at,
            )
        case parcels.LossConfirmed():
            return say.ParcelLost(
                **common, last_movement_at=event.loss.last_movement_at, by=event.loss.by
            )
        case parcels.ParcelCameBack():
            return say.ParcelReturned(
                **common,
                place=event.place,
                freight=event.shipment.freight,
                entry=_owed(event.entry),
            )


def _owed(payable: Payable | None) -> Entry | None:
    return _entry(payable) if payable else None


def _entry(payable: Payable) -> Entry:
    return Entry(
        entry=payable.entry,
        cost=payable.cost,
        amount=payable.amount,
        certain_at=payable.certain_at,
        policy=payable.policy,
    )


def _about_a_case(event: claims.CaseEvent) -> Announcement | None:
    common: dict[str, Any] = {
        "at": event.at,
        "case_no": event.case_no,
        "order_no": event.originator_id.partition(":")[2],
    }
    match event:
        case claims.SignOffSettled():
            said = common | _place(event) | {"rule": "R306", "signed_by": event.signed_by}
            return say.SignOffProved(**said) if event.proved else say.SignOffUnproved(**said)
        case claims.CostBooked() | claims.CostWithdrawn():
            return _booked(event, common | _place(event))
        case _:
            return claim_publishing.announce(event, common)


def _place(
    event: claims.SignOffSettled | claims.CostBooked | claims.CostWithdrawn,
) -> dict[str, Any]:
    place = event.place
    where = {"waybill": place.waybill, "courier": place.courier} if place else {}
    return where | {"policy": event.policy}


def _booked(
    event: claims.CostBooked | claims.CostWithdrawn, common: dict[str, Any]
) -> Announcement:
    """On the courier's account in our own words, on any other as assigned (D5)."""
    booked = event.entry
    common = common | {"rule": booked.rule, "entry": as_entry(booked, event.policy)}
    if booked.bearer.party != COURIER:
        return CaseCostAssigned(
            **common,
            party=booked.bearer.party,
            account=booked.bearer.account,
            to=event.to,
            picker=event.place.picker,
        )
    if booked.kind == "reversal":
        return say.CourierChargebackReversed(**common, to=event.to or NOBODY)
    return say.CourierChargeback(**common)
