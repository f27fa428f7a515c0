"""Warehouse over HTTP, under ``/warehouse/v1``: inspections and liability. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response

from services.warehouse.commands import RecordInspection
from services.warehouse.domain.returned_parcel import ReturnedParcel
from services.warehouse.projections.liability import warehouse_liability
from shared.http.bodies import asks, body_of
from shared.http.entry import AtDesk
from shared.http.ledgers import AsOf, KnownAt, Period, moment
from shared.http.pages import Cursor, Limit, Page, numbers
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer
from shared.http.shown import shown
from shared.http.versions import look, tagged

router = APIRouter(route_class=RepeatableRoute)

Row = Annotated[RecordInspection, Depends(body_of(RecordInspection))]


@router.post("/inspections", tags=["returned goods"], openapi_extra=asks(RecordInspection))
def record_inspection(desk: AtDesk, row: Row, response: Response) -> dict[str, Any]:
    """A row of the returned-goods register; empty cells may be filled later (D31)."""
    changed = desk.handle(row)
    tagged(response, look(desk, f"returned-parcel:{row.waybill}"))
    return {"waybill": row.waybill, "changed": changed}


@router.get("/returned-parcels", tags=["returned goods"])
def list_returned_parcels(desk: AtDesk, cursor: Cursor = None, limit: Limit = 100) -> Page[str]:
    """The waybills of the register."""
    return numbers(desk, ReturnedParcel.KIND, cursor, limit)


@router.get("/returned-parcels/{waybill}", tags=["returned goods"])
def show_returned_parcel(desk: AtDesk, waybill: str, response: Response) -> dict[str, Any]:
    """What came back in a parcel, and whose it is as far as known."""
    parcel: ReturnedParcel = look(desk, f"returned-parcel:{waybill}")
    tagged(response, parcel)
    return shown(
        waybill=parcel.number,
        order_no=parcel.order_no,
        case_no=parcel.case_no,
        received_at=parcel.received_at,
        rows=parcel.rows,
        inspected=parcel.found is not None,
    )


@router.get("/ledgers/warehouse", tags=["ledgers"])
def show_liability(
    request: Request, period: Period = None, as_of: AsOf = None, known_at: KnownAt = None
) -> list[dict[str, Any]]:
    """What the warehouse bears, by month (R210)."""
    months = warehouse_liability(request.app.state.part.storages["liability"])
    return months.months(None, period, moment(as_of), moment(known_at))


VALUES: dict[str, Any] = {
    "condition": Literal["good", "damaged", "used", "missing"],
    "disposition": Literal["restock", "discount", "rework", "scrap"],
}

OFFER = Offer(
    title="Warehouse",
    about="What came back and in what state, and what was never packed.",
    router=router,
    narrowed=VALUES,
    examples={
        RecordInspection: {
            "waybill": "SF1000000001",
            "received_at": "2026-09-08T10:00:00+08:00",
            "inspected_at": "2026-09-08T15:20:00+08:00",
            "sku": "MILK-250",
            "quantity": 1,
            "condition": "damaged",
            "photos": 3,
            "disposition": "scrap",
        }
    },
)
