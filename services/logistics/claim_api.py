"""Claims on couriers over HTTP, under ``/logistics/v1`` (0017). No rule lives here."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response

from services.logistics import claim_commands as do
from services.logistics.domain.claims import OrderClaims
from services.logistics.projections.claim_list import ClaimList, Wanted
from services.logistics.projections.claim_report import ClaimReport
from services.logistics.projections.claim_told import Stands
from shared.http.bodies import asks, body_of
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.ledgers import Period
from shared.http.routes import RepeatableRoute
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, tagged

router = APIRouter(route_class=RepeatableRoute, tags=["claims"])

PATH = ("order_no", "case_no")
Submitted = Annotated[do.SubmitClaim, Depends(body_of(do.SubmitClaim, *PATH))]
Disputed = Annotated[do.DisputeClaim, Depends(body_of(do.DisputeClaim, *PATH))]
Accepted = Annotated[do.AcceptClaim, Depends(body_of(do.AcceptClaim, *PATH))]
Rejected = Annotated[do.RejectClaim, Depends(body_of(do.RejectClaim, *PATH))]
Withdrawn = Annotated[do.WithdrawClaim, Depends(body_of(do.WithdrawClaim, *PATH))]
At = Annotated[
    datetime | None, Query(description="Count ages and claim days to then; else to now.")
]
ONE = "/orders/{order_no}/claims/{case_no}"


def counted_to(desk: AtDesk, at: At = None) -> datetime | None:
    """The moment that days are counted to; "now" is how far business time has got."""
    return local(at) if at else desk.service.reached()


CountedTo = Annotated[datetime | None, Depends(counted_to)]


def wanted(
    at: CountedTo,
    courier: str | None = None,
    state: Stands | None = None,
    month: Period = None,
    delivered_after_loss: bool = False,  # a parameter of the address
    due: bool = False,  # the same
) -> Wanted:
    """What is asked for."""
    return Wanted(at, courier, state, month, delivered_after_loss, due)


@router.get("/claims")
def list_claims(
    request: Request, asked: Annotated[Wanted, Depends(wanted)]
) -> list[dict[str, Any]]:
    """Claims as they stand: what each expects, what is booked, what was done about it."""
    return ClaimList(request.app.state.part.storages["claims"]).claims(asked)


@router.get("/claims/{case_no}")
def show_claim(request: Request, case_no: str, at: CountedTo) -> dict[str, Any]:
    """The claim of a case with its steps and its entries."""
    return ClaimList(request.app.state.part.storages["claims"]).claim(case_no, at)


@router.get("/courier-claims")
def report_couriers(
    request: Request, period: Period = None, courier: str | None = None
) -> list[dict[str, Any]]:
    """What each courier owes a month, against what it accepted, disputed, rejected."""
    return ClaimReport(request.app.state.part.storages["claims"]).couriers(period, courier)


@router.post(f"{ONE}/submissions", openapi_extra=asks(do.SubmitClaim))
def submit_claim(
    desk: AtDesk, order_no: str, step: Submitted, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """It was sent to the courier, within its claim days."""
    return _taken(change(desk, f"claims:{order_no}", step, if_match), step, response)


@router.post(f"{ONE}/disputes", openapi_extra=asks(do.DisputeClaim))
def dispute_claim(
    desk: AtDesk, order_no: str, step: Disputed, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The courier contests it."""
    return _taken(change(desk, f"claims:{order_no}", step, if_match), step, response)


@router.post(f"{ONE}/acceptances", openapi_extra=asks(do.AcceptClaim))
def accept_claim(
    desk: AtDesk, order_no: str, step: Accepted, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The courier grants it, or an amount of it. No ledger changes."""
    return _taken(change(desk, f"claims:{order_no}", step, if_match), step, response)


@router.post(f"{ONE}/rejections", openapi_extra=asks(do.RejectClaim))
def reject_claim(
    desk: AtDesk, order_no: str, step: Rejected, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The courier turns it down. No ledger changes."""
    return _taken(change(desk, f"claims:{order_no}", step, if_match), step, response)


@router.post(f"{ONE}/withdrawals", openapi_extra=asks(do.WithdrawClaim))
def withdraw_claim(
    desk: AtDesk, order_no: str, step: Withdrawn, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """It is given up: its costs are the merchant's from then on (D7)."""
    return _taken(change(desk, f"claims:{order_no}", step, if_match), step, response)


def _taken(claims: OrderClaims, step: do.ClaimStep, response: Response) -> dict[str, Any]:
    tagged(response, claims)
    claim = claims.claim_of(step.case_no)
    return shown(
        claim=claim.said.number,
        case_no=step.case_no,
        order_no=claims.number,
        state=claim.state,
        steps=claim.steps,
    )


_STEP = {
    "order_no": "R20260901-001",
    "case_no": "AS20260903-001",
    "at": "2026-09-20T16:00:00+08:00",
    "person": "王敏",
}
EXAMPLES: dict[type[Any], dict[str, Any]] = {
    do.SubmitClaim: {
        **_STEP,
        "reason": "outer carton crushed, goods broken",
        "evidence": [
            "photo:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        ],
    },
    do.DisputeClaim: {**_STEP, "reason": "包装不符合要求"},
    do.AcceptClaim: {**_STEP, "amount": "300.00", "reason": "按声明价值赔付"},
    do.RejectClaim: {**_STEP, "reason": "签收时外包装完好"},
    do.WithdrawClaim: {**_STEP, "reason": "9 月 19 日已妥投"},
}
