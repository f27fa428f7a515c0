"""Statements over HTTP: a month of an account as JSON, CSV, a workbook or a PDF. No rule."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Path, Query, Request, Response

from services.finance.issuing import KEPT, Wanted
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.http.routes import RepeatableRoute

router = APIRouter(route_class=RepeatableRoute)

Account = Annotated[str, Path(description="Courier, warehouse, dealer or agent.", examples=["SF"])]
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
    party: Literal["courier", "warehouse", "dealer", "staff"],
    account: Account,
    period: Period,
    revision: Revision = None,
    form: Form = "json",
) -> dict[str, Any] | Response:
    """An account's month: as JSON, or written in another form of the same bytes every time."""
    wanted = Wanted(party, account, period, revision)
    printed = wanted.of(request.app.state.part.storages[KEPT[party].projection.name])
    if form == "json":
        return printed
    told = statement(party, printed)
    name = quote(f"{told.number}.{form}", safe="")
    return Response(
        FORMS[form].written(told),
        media_type=FORMS[form].media_type,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
