"""The journal over HTTP: transactions, trial balance, reports. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from services.finance.projections.loss_report import By, LossReport
from services.finance.projections.pending_report import PendingReport
from services.finance.projections.transactions import Journal, Wanted
from shared.http.ledgers import AsOf, KnownAt, Period, moment

router = APIRouter(tags=["journal"])

Account = Annotated[str | None, Query(examples=["courier:SF"])]


@router.get("/journal")
def show_journal(
    request: Request,
    period: Period = None,
    account: Account = None,
    case: str | None = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> list[dict[str, Any]]:
    """Every balanced transaction of a month, an account or a case."""
    wanted = Wanted(period, account, case)
    return _journal(request).transactions(wanted, moment(as_of), moment(known_at))


@router.get("/journal/balance")
def show_balance(request: Request, as_of: AsOf = None, known_at: KnownAt = None) -> dict[str, Any]:
    """The trial balance: what every account was debited and credited."""
    return _journal(request).balance(moment(as_of), moment(known_at))


@router.get("/reports/loss/{by}")
def show_losses(
    request: Request, by: By, period: Period = None, as_of: AsOf = None, known_at: KnownAt = None
) -> list[dict[str, Any]]:
    """What cases cost and who bears it: by party, cause, courier, product or agent (R514)."""
    report = LossReport(request.app.state.part.storages["journal"])
    return report.losses(by, period, moment(as_of), moment(known_at))


@router.get("/reports/pending")
def show_pending(request: Request, as_of: AsOf = None, known_at: KnownAt = None) -> dict[str, Any]:
    """Liability pending by age and case, and what stays the merchant's (R501)."""
    report = PendingReport(request.app.state.part.storages["journal"])
    return report.pending(moment(as_of), moment(known_at))


def _journal(request: Request) -> Journal:
    return Journal(request.app.state.part.storages["journal"])
