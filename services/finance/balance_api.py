"""Dealers' and agents' running accounts over HTTP, under ``/finance/v1`` (R503, R512)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.finance.projections.account_ledger import dealer_ledgers, staff_ledgers
from shared.http.ledgers import AsOf, KnownAt, Period, moment
from shared.http.routes import RepeatableRoute

router = APIRouter(route_class=RepeatableRoute, tags=["ledgers"])


@router.get("/ledgers/dealer/balances")
def show_dealer_balances(
    request: Request,
    account: Annotated[str | None, Query(alias="dealer")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What each dealer owed before a month, in it, and after it."""
    ledgers = dealer_ledgers(request.app.state.part.storages["dealer_ledger"])
    return ledgers.balances(account, period, moment(as_of), moment(known_at))


@router.get("/ledgers/staff/balances")
def show_staff_balances(
    request: Request,
    account: Annotated[str | None, Query(alias="agent")] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """What each agent owed before a month, in it, and after it."""
    ledgers = staff_ledgers(request.app.state.part.storages["staff_ledger"])
    return ledgers.balances(account, period, moment(as_of), moment(known_at))
