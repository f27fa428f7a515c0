"""Warehouse over HTTP, under ``/warehouse/v1``: inspections, liability, suspect stock."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response

from services.warehouse import photo_api
from services.warehouse.commands import (
    CountStock,
    IsolateSuspectStock,
    RecordInspection,
    ReleaseSuspectStock,
)
from services.warehouse.domain.returned_parcel import ReturnedParcel
from services.warehouse.domain.stock import Stock
from services.warehouse.domain.suspect_stock import SuspectStock
from services.warehouse.projections.due import LISTING
from services.warehouse.projections.liability import liability_lines, warehouse_liability
from services.warehouse.projections.order_flags import flags
from services.warehouse.projections.suspect_stock import SuspectStocks
from shared.http.bodies import asks, body_of
from shared.http.due import due_routes
from shared.http.entry import AtDesk
from shared.http.ledgers import AsOf, KnownAt, Period, moment
from shared.http.pages import Cursor, Limit, Page, numbers
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer
from shared.http.shown import shown
from shared.http.versions import look, tagged

router = APIRouter(route_class=RepeatableRoute)
router.include_router(due_routes(LISTING))
router.include_router(photo_api.router)

Row = Annotated[RecordInspection, Depends(body_of(RecordInspection))]
Isolation = Annotated[IsolateSuspectStock, Depends(body_of(IsolateSuspectStock, "sku"))]
Count = Annotated[CountStock, Depends(body_of(CountStock, "sku"))]
Release = Annotated[ReleaseSuspectStock, Depends(body_of(ReleaseSuspectStock, "sku"))]


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


@router.post("/stock/{sku}/counts", tags=["stock"], openapi_extra=asks(CountStock))
def count_stock(desk: AtDesk, sku: str, count: Count, response: Response) -> dict[str, Any]:
    """How many pieces are there to be sent; an exchange is checked against it (R511)."""
    changed = desk.handle(count)
    return _stock(look(desk, f"stock:{sku}"), response) | {"changed": changed}


@router.get("/stock/{sku}", tags=["stock"])
def show_stock(desk: AtDesk, sku: str, response: Response) -> dict[str, Any]:
    """The last count of a product."""
    return _stock(look(desk, f"stock:{sku}"), response)


def _stock(stock: Stock, response: Response) -> dict[str, Any]:
    tagged(response, stock)
    return shown(sku=stock.number, counted_at=stock.counted_at, available=stock.available)


@router.get("/flags", tags=["orders"])
def show_flags(request: Request, order: str | None = None) -> list[dict[str, Any]]:
    """The flags that are up, for whoever reviews and packs orders (R105, R402, R510)."""
    return flags(request.app.state.part.storages["order_flags"], order)


@router.get("/ledgers/warehouse", tags=["ledgers"])
def show_liability(
    request: Request, period: Period = None, as_of: AsOf = None, known_at: KnownAt = None
) -> list[dict[str, Any]]:
    """What the warehouse bears, by month (R210)."""
    months = warehouse_liability(request.app.state.part.storages["liability"])
    return months.months(None, period, moment(as_of), moment(known_at))


@router.get("/entries/warehouse/{number}", tags=["ledgers"])
def show_entries(request: Request, number: str) -> list[dict[str, Any]]:
    """What an entry or an event stands for in the liability; nothing where it has no line."""
    return liability_lines(request.app.state.part.storages["liability"], number)


@router.get("/suspect-stock", tags=["suspect stock"])
def list_suspect_stock(request: Request, sku: str | None = None) -> list[dict[str, Any]]:
    """By product and batch: why it is suspect, what is isolated, where it went (R513)."""
    return SuspectStocks(request.app.state.part.storages["suspect_stock"]).stocks(sku)


@router.get("/suspect-stock/{sku}", tags=["suspect stock"])
def show_suspect_stock(desk: AtDesk, sku: str, response: Response) -> dict[str, Any]:
    """A product's suspect stock, row by row."""
    return _suspect(look(desk, f"suspect:{sku}"), response)


@router.post(
    "/suspect-stock/{sku}/isolations",
    tags=["suspect stock"],
    openapi_extra=asks(IsolateSuspectStock),
)
def isolate_suspect_stock(
    desk: AtDesk, sku: str, isolation: Isolation, response: Response
) -> dict[str, Any]:
    """Set pieces apart, labelled, until they are checked (R505)."""
    desk.handle(isolation)
    return _suspect(look(desk, f"suspect:{sku}"), response)


@router.post(
    "/suspect-stock/{sku}/releases", tags=["suspect stock"], openapi_extra=asks(ReleaseSuspectStock)
)
def release_suspect_stock(
    desk: AtDesk, sku: str, release: Release, response: Response
) -> dict[str, Any]:
    """Let checked pieces go: to stock, at a discount, to rework, or scrapped (R506)."""
    desk.handle(release)
    return _suspect(look(desk, f"suspect:{sku}"), response)


def _suspect(stock: SuspectStock, response: Response) -> dict[str, Any]:
    tagged(response, stock)
    return shown(
        sku=stock.number,
        suspicions=stock.suspicions,
        isolated=stock.isolated,
        checked=stock.checked,
    )


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
        CountStock: {
            "sku": "MILK-250",
            "at": "2026-09-08T09:00:00+08:00",
            "available": 36,
            "person": "周强",
        },
        RecordInspection: {
            "waybill": "SF1000000001",
            "received_at": "2026-09-08T10:00:00+08:00",
            "inspected_at": "2026-09-08T15:20:00+08:00",
            "sku": "MILK-250",
            "quantity": 1,
            "condition": "damaged",
            "photos": 3,
            "disposition": "scrap",
        },
        IsolateSuspectStock: {
            "sku": "MILK-250",
            "at": "2026-09-05T17:30:00+08:00",
            "batch": "20260820",
            "quantity": 120,
            "place": "隔离区 B3",
            "person": "周强",
        },
        ReleaseSuspectStock: {
            "sku": "MILK-250",
            "at": "2026-09-07T11:00:00+08:00",
            "batch": "20260820",
            "quantity": 20,
            "disposition": "scrap",
            "finding": "胀包",
            "person": "周强",
        },
    },
)
