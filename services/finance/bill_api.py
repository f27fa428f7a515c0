"""Couriers' bills against the ledger over HTTP, under ``/finance/v1``. No rule lives here (D15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Path, Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from services.finance.bill_commands import NoteBillLayout
from services.finance.bill_decisions import (
    Asked,
    accepting,
    answering,
    disputing,
    reopening,
    withdrawing,
)
from services.finance.bill_reading import Bills
from services.finance.domain.bill_review import Answer, Said
from services.finance.domain.courier_terms import printed
from services.finance.projections.reconciled import listed
from services.finance.reconciling import Reconciling
from shared.http.bodies import asks, body_of
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.ledgers import Period
from shared.http.routes import RepeatableRoute
from shared.http.shown import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.finance.bill_commands import BillDecision
    from shared.runtime.desk import Desk

router = APIRouter(route_class=RepeatableRoute, tags=["bills"])

Text = Annotated[str, Field(min_length=1, max_length=200)]
Month = Annotated[str, Path(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-09"])]
Courier = Annotated[str | None, Query(max_length=200)]
Layout = Annotated[NoteBillLayout, Depends(body_of(NoteBillLayout, "courier"))]


class Named(BaseModel):
    """Rows of a month's bills: ``WAYBILL``, ``WAYBILL:KIND``, ``WAYBILL:KIND#2``, or ``all``."""

    model_config = ConfigDict(extra="forbid")

    rows: Annotated[tuple[Text, ...], Field(min_length=1, max_length=5_000, examples=[["all"]])]
    at: AwareDatetime = Field(examples=["2026-10-05T10:00:00+08:00"])
    courier: Text | None = None
    person: Text | None = None
    reason: Text | None = None

    def asked(self) -> Asked:
        """What decisions are made of."""
        return Asked(self.rows, local(self.at), Said(self.person, self.reason))


class Held(Named):
    """Rows that are held against the courier, or decided anew, and why."""

    reason: Text


class Answered(Named):
    """Rows about which the courier answered."""

    answer: Answer


def reconciling(request: Request) -> Reconciling:
    """The bills of this service, its tables and terms."""
    part = request.app.state.part
    finance = part.desk.service
    return Reconciling(Bills(finance), lambda one: part.storages[one.name], finance.courier_terms)


Compared = Annotated[Reconciling, Depends(reconciling)]


@router.get("/bills")
def list_bills(desk: AtDesk, courier: Courier = None, period: Period = None) -> list[Any]:
    """The newest edition of every bill, by courier and month."""
    return [listed(bill) for bill in Bills(desk.service).all(period, courier)]


@router.get("/reconciliations/{period}", response_class=Response)
def show_reconciliation(compared: Compared, period: Month, courier: Courier = None) -> Response:
    """The month's bills against the ledger, row by row."""
    rows = compared.rows(period, courier)
    return Response(msgspec.json.encode(rows), media_type="application/json")


@router.get("/reconciliations/{period}/overview")
def show_overview(compared: Compared, period: Month, courier: Courier = None) -> list[Any]:
    """What the month's bills come to, by status, reason and state, and what there is to look at."""
    return compared.overview(period, courier)


@router.get("/reconciliations/{period}/undecided")
def show_undecided(compared: Compared, period: Month) -> list[Any]:
    """Differences that nobody has accepted or disputed."""
    return compared.undecided(period)


@router.get("/reconciliations/{period}/missing-bills")
def show_missing_bills(compared: Compared, period: Month) -> list[str]:
    """Couriers with entries in a month for which no bill came."""
    return compared.missing_bills(period)


@router.post("/reconciliations/{period}/acceptances")
def accept_differences(
    desk: AtDesk, compared: Compared, period: Month, named: Named
) -> dict[str, Any]:
    """The courier's amounts hold: what is left is booked, once."""
    months = compared.months(period, named.courier)
    return carried_out(desk, accepting(months, named.asked()))


@router.post("/reconciliations/{period}/reopenings")
def reopen_rows(desk: AtDesk, compared: Compared, period: Month, named: Held) -> dict[str, Any]:
    """Take acceptances back: what was booked is reversed, the rows are undecided again."""
    months = compared.months(period, named.courier)
    return carried_out(desk, reopening(months, named.asked()))


@router.post("/reconciliations/{period}/disputes")
def dispute_rows(desk: AtDesk, compared: Compared, period: Month, named: Held) -> dict[str, Any]:
    """Hold rows against the courier."""
    months = compared.months(period, named.courier)
    return carried_out(desk, disputing(months, named.asked()))


@router.post("/reconciliations/{period}/answers")
def answer_disputes(
    desk: AtDesk, compared: Compared, period: Month, named: Answered
) -> dict[str, Any]:
    """The courier answered: conceded, or upheld."""
    months = compared.months(period, named.courier)
    return carried_out(desk, answering(months, named.asked(), named.answer))


@router.post("/reconciliations/{period}/withdrawals")
def withdraw_disputes(
    desk: AtDesk, compared: Compared, period: Month, named: Named
) -> dict[str, Any]:
    """Drop disputes."""
    months = compared.months(period, named.courier)
    return carried_out(desk, withdrawing(months, named.asked()))


@router.get("/courier-terms")
def show_courier_terms(desk: AtDesk) -> list[Any]:
    """What was agreed with couriers: tolerances and tariffs, every version."""
    service: Any = desk.service
    return [printed(one) for one in service.courier_terms.versions]


@router.get("/couriers/{courier}/bill-layout")
def show_bill_layout(desk: AtDesk, courier: str) -> dict[str, Any]:
    """How a courier heads the columns of its bills, as far as that is known."""
    return shown(layout=Bills(desk.service).layout(courier))["layout"]  # type: ignore[no-any-return]  # a layout's fields


@router.post("/couriers/{courier}/bill-layout", openapi_extra=asks(NoteBillLayout))
def note_bill_layout(desk: AtDesk, layout: Layout) -> dict[str, bool]:
    """Remember how a courier heads its columns, beside what is known already."""
    return {"changed": desk.handle(layout)}


def carried_out(desk: Desk, commands: Sequence[BillDecision]) -> dict[str, Any]:
    """All decisions or none; how many rows they are about."""
    changed = bool(commands) and desk.handle(*commands)
    return {"rows": len(commands), "changed": changed}
