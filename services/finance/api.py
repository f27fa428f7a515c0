"""Finance over HTTP, under ``/finance/v1``: ledgers, refund tables. No rule lives here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from pydantic import AwareDatetime, BaseModel

from services.finance.projections.account_ledger import dealer_ledgers, staff_ledgers
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.refund_tables import RefundTables
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.ledgers import AsOf, KnownAt, Period, moment
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer

router = APIRouter(route_class=RepeatableRoute)


class NextTable(BaseModel):
    """A moment of global meaning: everything dated up to it is heard before it passes."""

    at: datetime


@router.get("/ledgers/courier", tags=["ledgers"])
def show_courier_ledgers(
    request: Request,
    courier: str | None = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What stands between the merchant and each courier, by month."""
    ledgers = CourierLedgers(request.app.state.part.storages["courier_ledger"])
    return ledgers.courier_ledgers(courier, period, moment(as_of), moment(known_at))


@router.get("/ledgers/dealer", tags=["ledgers"])
def show_dealer_ledgers(
    request: Request,
    account: Annotated[str | None, Query(alias="dealer")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What dealers bear, by month (R503)."""
    ledgers = dealer_ledgers(request.app.state.part.storages["dealer_ledger"])
    return ledgers.months(account, period, moment(as_of), moment(known_at))


@router.get("/ledgers/staff", tags=["ledgers"])
def show_staff_ledgers(
    request: Request,
    account: Annotated[str | None, Query(alias="agent")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What agents bear, by month (R512)."""
    ledgers = staff_ledgers(request.app.state.part.storages["staff_ledger"])
    return ledgers.months(account, period, moment(as_of), moment(known_at))


@router.get("/refunds", tags=["refunds"])
def show_refund_tables(
    request: Request,
    first: Annotated[date | None, Query(alias="from")] = None,
    last: Annotated[date | None, Query(alias="to")] = None,
) -> list[dict[str, Any]]:
    """The refund tables of some days: moment, lines, what was paid (R507)."""
    return RefundTables(request.app.state.part.storages["refund_tables"]).refunds(first, last)


@router.get("/tables/next", tags=["house"])
def next_table(
    desk: AtDesk, after: Annotated[AwareDatetime, Query(examples=["2026-09-01T10:00:00+08:00"])]
) -> NextTable:
    """The first refund table later than a moment."""
    return NextTable(at=desk.service.next_moment(local(after)))  # type: ignore[attr-defined]  # finance's own


OFFER = Offer(
    title="Finance",
    about="What is paid, booked and settled.",
    router=router,
    examples={},
)
