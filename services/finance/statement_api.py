"""Statements over HTTP: a month of an account as JSON, CSV, a workbook or a PDF. No rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from services.finance.projections.account_ledger import dealer_ledgers, staff_ledgers
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.month_statements import month_statement
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.http.routes import RepeatableRoute

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.finance.projections.month_statements import Months

router = APIRouter(route_class=RepeatableRoute)

Account = Annotated[str, Path(description="Courier, dealer or agent.", examples=["SF"])]
Period = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-09"])]
Revision = Annotated[int | None, Query(ge=1, description="An issue; else the newest, or a draft.")]
Form = Annotated[Literal["json", "csv", "xlsx", "pdf"], Query(alias="format")]
FILE = {"schema": {"type": "string", "format": "binary"}}
WRITTEN: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/json": {}} | {f.media_type: FILE for f in FORMS.values()}}
}


@router.get(
    "/statements/{party}/{account}/{period}",
    tags=["statements"],
    response_model=None,
    responses=WRITTEN,
)
def show_statement(
    request: Request,
    party: Literal["courier", "dealer", "staff"],
    account: Account,
    period: Period,
    revision: Revision = None,
    form: Form = "json",
) -> dict[str, Any] | Response:
    """An account's month: as JSON, or written in another form of the same bytes every time."""
    storages = request.app.state.part.storages
    printed = month_statement(account, period, revision, _MONTHS[party](storages))
    if form == "json":
        return printed
    told = statement(party, printed)
    name = quote(f"{told.number}.{form}", safe="")
    return Response(
        FORMS[form].written(told),
        media_type=FORMS[form].media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )


_MONTHS: dict[str, Callable[[Any], Months]] = {
    "courier": lambda tables: CourierLedgers(tables["courier_ledger"]).courier_ledgers,
    "dealer": lambda tables: dealer_ledgers(tables["dealer_ledger"]).months,
    "staff": lambda tables: staff_ledgers(tables["staff_ledger"]).months,
}
