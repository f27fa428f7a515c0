"""What shows that it was so, and who had a hand in it. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from services.cli.why.trail import FREIGHTS, Trail, told
from shared.contracts import (
    bills,
    casework,
    claims,
    finance,
    intake,
    logistics,
    refund_work,
    warehouse,
)
from shared.contracts.months import MonthClosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

SCAN: Final = ("status", "place", "signed_by", "weight_g", "fee", "note")
WEIGHED: Final = ("expected_g", "outbound_g", "missing_g", "picker")
KEPT: Final = ("name", "sha256", "size", "person")
INSPECTED: Final = ("rows",)
TELLING: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    intake.EvidenceAttached.TYPE: ("file", ("kind", *KEPT)),
    casework.EvidenceVerified.TYPE: ("checked", ("verified", "finding", "person")),
    warehouse.InspectionPhotoAttached.TYPE: ("file", ("sku", *KEPT)),
    warehouse.GoodsInspected.TYPE: ("inspected", INSPECTED),
    warehouse.ReturnedParcelMatched.TYPE: ("inspected", INSPECTED),
    warehouse.DamageConfirmed.TYPE: ("damage", ("source", "photos", "lines")),
    warehouse.MissedItemConfirmed.TYPE: ("weighed", WEIGHED),
    warehouse.MissedItemRejected.TYPE: ("weighed", WEIGHED),
    logistics.ParcelScanned.TYPE: ("scan", SCAN),
    logistics.ParcelRefused.TYPE: ("refused", SCAN),
    logistics.ParcelReturned.TYPE: ("returned", SCAN),
    logistics.ParcelTransferred.TYPE: ("transferred", SCAN),
    logistics.ParcelStalled.TYPE: ("silence", ("last_movement_at", "answer_due_at")),
    logistics.ParcelLost.TYPE: ("loss", ("by", "last_movement_at")),
    logistics.SignOffProved.TYPE: ("sign_off", ("signed_by",)),
    logistics.SignOffUnproved.TYPE: ("sign_off", ("signed_by",)),
    logistics.CourierClaimOpened.TYPE: ("claim", ("claim", "evidence")),
    logistics.LostParcelFound.TYPE: ("found", ("status", "lost_at")),
    **dict.fromkeys(
        (step.TYPE for step in claims.EVENTS),
        ("claim_step", ("claim", "amount", "reason", "exception", "evidence", "person")),
    ),
    intake.LiabilityDecided.TYPE: ("verdict", ("from", "to", "account", "reason")),
    intake.RefundConfirmed.TYPE: ("confirmation", ()),
    finance.IncidentConfirmed.TYPE: ("incident", ("agent", "kind")),
    bills.BillDifferenceAccepted.TYPE: ("accepted", ("bill", "kind", "billed", "booked", "reason")),
}
"""Event → what kind of proof it is, and which of its fields say it."""
SHOWN: Final = ("photos", "outer_photo", "outer_package", "signed_by", "resellable", "complete")
"""Facts of a request that somebody saw."""
PROVING: Final = frozenset(
    {"signed", "damaged", "lost", "misrouted", "out_of_area", "wrong_address", "picked_up"}
)
"""Scans that prove something beside that the parcel moved; a pick-up its weight."""

HANDS: Final = ("agent", "person", "picker", "responsible", "approved_by")
"""Fields of an event that name somebody of the house."""
CHARGED: Final = {finance.StaffCharged.TYPE: "charged", finance.IncidentConfirmed.TYPE: "caused"}
"""Where an agent did not do what the event tells of."""
PACKED: Final = frozenset(
    {
        *(logistics.ParcelShipped.TYPE, warehouse.WarehouseCharged.TYPE),
        *(warehouse.MissedItemConfirmed.TYPE, warehouse.MissedItemRejected.TYPE),
    }
)
"""Events that tell of a picker; others only pass the name on."""


def evidence(trail: Trail) -> Iterator[Printed]:
    """In order of business time."""
    for event in trail.events:
        data, kind = event["data"], event["type"]
        if kind == intake.ReturnRequested.TYPE:
            shown = told(data["facts"], *SHOWN)
            if shown:
                yield _proof(event, "request", shown)
        elif kind in TELLING and _proves(trail, event):
            name, fields = TELLING[kind]
            yield _proof(event, name, told(data, *fields))


def _proves(trail: Trail, event: Printed) -> bool:
    if event["type"] != logistics.ParcelScanned.TYPE:
        return True
    if trail.booking["type"] in FREIGHTS:
        return bool(event["data"].get("weight_g"))
    return event["data"]["status"] in PROVING


def _proof(event: Printed, kind: str, said: Printed) -> Printed:
    return {
        "at": event["time"],
        "kind": kind,
        "event": event["type"],
        "id": event["id"],
        "told": said,
    }


def persons(trail: Trail) -> Iterator[Printed]:
    """Everybody whom an event names, with what they did there."""
    for event in trail.events:
        for hand in HANDS:
            who, kind = event["data"].get(hand), event["type"]
            if who and (hand != "picker" or kind in PACKED):
                yield {
                    "at": event["time"],
                    "person": who,
                    "part": CHARGED.get(kind, hand),
                    "event": kind,
                    "id": event["id"],
                }


TABLE_STEPS: Final = {
    "drawn": refund_work.RefundTableDrawn.TYPE,
    "approved": refund_work.RefundTableApproved.TYPE,
    "exported": refund_work.RefundTableExported.TYPE,
}


def handled_by(table: Printed) -> Iterator[Printed]:
    """Who drew, approved and sent out the table that a refund stands in (R507)."""
    for step, event in TABLE_STEPS.items():
        if table[f"{step}_by"]:
            yield {
                "at": table[f"{step}_at"],
                "person": table[f"{step}_by"],
                "part": f"{step}_by",
                "event": event,
                "id": None,
            }


def closed_by(closing: Printed) -> Printed:
    """Who closed a month that the amount stands in, or belongs to."""
    return {
        "at": closing["at"],
        "person": closing["person"],
        "part": "closed",
        "event": MonthClosed.TYPE,
        "id": None,
        "period": closing["period"],
    }
