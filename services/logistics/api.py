"""Logistics over HTTP, under ``/logistics/v1``: parcels and their scans. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response

from services.logistics import claim_api
from services.logistics.commands import HoldParcel, RecordScan, RegisterParcel
from services.logistics.domain.parcel import Parcel
from services.logistics.projections.due import LISTING
from shared.http.bodies import asks, body_of
from shared.http.due import due_routes
from shared.http.entry import AtDesk
from shared.http.pages import Cursor, Limit, Page, numbers
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, look, tagged

router = APIRouter(route_class=RepeatableRoute, tags=["parcels"])
router.include_router(due_routes(LISTING))
router.include_router(claim_api.router)

Shipped = Annotated[RegisterParcel, Depends(body_of(RegisterParcel))]
Held = Annotated[HoldParcel, Depends(body_of(HoldParcel, "waybill"))]
Seen = Annotated[RecordScan, Depends(body_of(RecordScan, "waybill"))]


@router.post("/parcels", openapi_extra=asks(RegisterParcel))
def register_parcel(desk: AtDesk, parcel: Shipped, response: Response) -> dict[str, Any]:
    """A parcel that left; again when more of it is known. Other content is refused (D31)."""
    changed = desk.handle(parcel)
    tagged(response, look(desk, f"parcel:{parcel.waybill}"))
    return {"waybill": parcel.waybill, "changed": changed}


@router.get("/parcels")
def list_parcels(desk: AtDesk, cursor: Cursor = None, limit: Limit = 100) -> Page[str]:
    """The waybills of all parcels."""
    return numbers(desk, Parcel.KIND, cursor, limit)


@router.get("/parcels/{waybill}")
def show_parcel(desk: AtDesk, waybill: str, response: Response) -> dict[str, Any]:
    """A parcel and its scans as known now."""
    return _parcel(look(desk, f"parcel:{waybill}"), response)


@router.post("/parcels/{waybill}/scans", openapi_extra=asks(RecordScan))
def record_scan(
    desk: AtDesk, waybill: str, scan: Seen, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """What the courier saw; any order will do."""
    return _parcel(change(desk, f"parcel:{waybill}", scan, if_match), response)


@router.post("/parcels/{waybill}/holds", openapi_extra=asks(HoldParcel))
def hold_parcel(
    desk: AtDesk, waybill: str, hold: Held, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """A company's parcel waits for the next working day: a note, no case (R407)."""
    return _parcel(change(desk, f"parcel:{waybill}", hold, if_match), response)


def _parcel(parcel: Parcel, response: Response) -> dict[str, Any]:
    tagged(response, parcel)
    return shown(
        waybill=parcel.number,
        shipment=parcel.shipment,
        scans=[scan for _, scan in sorted(parcel.scans.items())],
        holds=[hold for _, hold in sorted(parcel.holds.items())],
        lost=parcel.lost,
        back_at=parcel.back_at,
    )


VALUES: dict[str, Any] = {
    "kind": Literal["outbound", "return", "reship"],
    "status": Literal[
        "picked_up",
        "in_transit",
        "out_for_delivery",
        "arrived",
        "signed",
        "refused",
        "returning",
        "returned",
        "damaged",
        "lost",
        "misrouted",
        "out_of_area",
        "transferred",
        "wrong_address",
    ],
}

OFFER = Offer(
    title="Logistics",
    about="The courier desk: what happened to a parcel, and what a courier is charged.",
    router=router,
    narrowed=VALUES,
    examples={
        RegisterParcel: {
            "waybill": "SF1000000001",
            "kind": "outbound",
            "order_no": "R20260901-001",
            "courier": "SF",
            "shipped_at": "2026-09-01T17:30:00+08:00",
            "freight": "12.00",
            "picker": "P07",
        },
        RecordScan: {
            "waybill": "SF1000000001",
            "at": "2026-09-01T18:40:00+08:00",
            "status": "picked_up",
            "place": "杭州转运中心",
            "weight_g": 6600,
        },
        HoldParcel: {
            "waybill": "SF1000000001",
            "at": "2026-09-05T11:20:00+08:00",
            "note": "单位地址,周末不派送",
            "person": "王敏",
        },
        **claim_api.EXAMPLES,
    },
)
