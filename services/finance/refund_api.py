"""Refunds from decision to payment over HTTP: lines, tables, what people do with them (R507)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import AwareDatetime

from services.finance import refund_commands as do
from services.finance.domain.refund_refusals import TableNotExported
from services.finance.domain.refund_states import EXPORTED, State
from services.finance.projections.refund_lines import RefundWork
from services.finance.refund_form import Kind, batch_form, file_name
from shared.dates import print_time
from shared.http.bodies import asks, body_of
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.routes import RepeatableRoute

router = APIRouter(route_class=RepeatableRoute, tags=["refunds"])

TABLE = "/refund-tables/{table_at}"
AT = "table_at"
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}

Approval = Annotated[do.ApproveRefundTable, Depends(body_of(do.ApproveRefundTable, AT))]
Export = Annotated[do.ExportRefundTable, Depends(body_of(do.ExportRefundTable, AT))]
Postponed = Annotated[do.PutOffRefund, Depends(body_of(do.PutOffRefund, AT))]
Payments = Annotated[do.SettleRefunds, Depends(body_of(do.SettleRefunds, AT))]
Failure = Annotated[do.FailRefund, Depends(body_of(do.FailRefund, AT))]


def work(request: Request) -> RefundWork:
    """The projection's answers."""
    return RefundWork(request.app.state.part.storages["refund_work"])


Work = Annotated[RefundWork, Depends(work)]


@router.get("/refund-lines")
def show_lines(
    books: Work,
    state: State | None = None,
    table: AwareDatetime | None = None,
    case: str | None = None,
    unpaid: bool = False,  # a parameter of the address
) -> list[dict[str, Any]]:
    """Refunds by their state: proposed, waiting (for what), in a table, paid, failed, withdrawn."""
    if unpaid:
        return books.unpaid()
    return books.lines(state, None if table is None else print_time(local(table)), case)


@router.get("/refund-tables")
def show_tables(books: Work) -> list[dict[str, Any]]:
    """The tables in people's hands, and how far each has got."""
    return books.tables()


@router.get(TABLE)
def show_table(books: Work, table_at: AwareDatetime) -> dict[str, Any]:
    """One of them, line by line, numbered as they are sent."""
    return books.table(print_time(local(table_at)))


@router.get(TABLE + "/batch", response_class=Response)
def show_batch(
    books: Work, table_at: AwareDatetime, kind: Annotated[Kind, Query(alias="format")] = "xlsx"
) -> Response:
    """The file that is sent to be paid; the same whenever it is asked for."""
    table = books.table(print_time(local(table_at)))
    if table[f"{EXPORTED}_at"] is None:
        raise TableNotExported(f"table {table['table_at']} was not exported yet")
    named = {"Content-Disposition": f'attachment; filename="{file_name(table, kind)}"'}
    return Response(batch_form(table, kind), media_type=MEDIA[kind], headers=named)


@router.post(TABLE + "/approval", openapi_extra=asks(do.ApproveRefundTable))
def approve(desk: AtDesk, approval: Approval) -> dict[str, bool]:
    """Stand for the table; with four eyes another person than had a hand in it before."""
    return {"changed": desk.handle(approval)}


@router.post(TABLE + "/export", openapi_extra=asks(do.ExportRefundTable))
def export(desk: AtDesk, command: Export) -> dict[str, bool]:
    """Send it to be paid; its file is under ``batch``. Again it changes nothing."""
    return {"changed": desk.handle(command)}


@router.post(TABLE + "/postponements", openapi_extra=asks(do.PutOffRefund))
def postpone(desk: AtDesk, postponed: Postponed) -> dict[str, bool]:
    """Leave a line to the next table, before its own is sent."""
    return {"changed": desk.handle(postponed)}


@router.post(TABLE + "/payments", openapi_extra=asks(do.SettleRefunds))
def pay(desk: AtDesk, payments: Payments) -> dict[str, bool]:
    """These lines were paid: all are noted, or none."""
    return {"changed": desk.handle(payments)}


@router.post(TABLE + "/failures", openapi_extra=asks(do.FailRefund))
def fail(desk: AtDesk, failure: Failure) -> dict[str, bool]:
    """A line was not paid: it falls due again at the next table, under its key."""
    return {"changed": desk.handle(failure)}


_DONE = {
    "table_at": "2026-09-03T10:00:00+08:00",
    "at": "2026-09-03T10:20:00+08:00",
    "person": "王会计",
}
_REFUND = "01a06663-9f40-7109-8497-b6531c7b18a2"
EXAMPLES: dict[type[Any], dict[str, Any]] = {
    do.ApproveRefundTable: _DONE,
    do.ExportRefundTable: _DONE,
    do.PutOffRefund: _DONE | {"refund": _REFUND, "reason": "金额待核实"},
    do.SettleRefunds: _DONE | {"refunds": [_REFUND]},
    do.FailRefund: _DONE | {"refund": _REFUND, "reason": "账户已注销"},
}
