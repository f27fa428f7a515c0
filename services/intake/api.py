"""Intake over HTTP, under ``/intake/v1``: orders, cases, complaints. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Request, Response

from services.intake import (
    casework_api,
    complaint_api,
    customer_api,
    desk_api,
    evidence_api,
    figures_api,
    history_api,
)
from services.intake.commands import DecideLiability, RegisterOrder, RequestReturn
from services.intake.domain.asking import asks_for
from services.intake.domain.return_case import ReturnCase
from services.intake.projections.case_file import CaseFiles
from services.intake.projections.case_records import CaseRecords
from services.intake.projections.due import LISTING
from shared.http.bodies import asks, body_of
from shared.http.due import due_routes
from shared.http.entry import AtDesk
from shared.http.pages import Cursor, Limit, Page, cursor_after, key_before, numbers
from shared.http.routes import RepeatableRoute
from shared.http.service_api import Offer
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, look, tagged
from shared.policy.vocabulary import Cause, OuterPackage, Party, Remedy, SignedBy, Wish

router = APIRouter(route_class=RepeatableRoute)
router.include_router(complaint_api.router)
router.include_router(casework_api.router)
router.include_router(evidence_api.router)
router.include_router(desk_api.router)
router.include_router(due_routes(LISTING))
router.include_router(figures_api.router)
router.include_router(history_api.router)
router.include_router(customer_api.router)

Order = Annotated[RegisterOrder, Depends(body_of(RegisterOrder))]
Asked = Annotated[RequestReturn, Depends(body_of(RequestReturn))]
Verdict = Annotated[DecideLiability, Depends(body_of(DecideLiability, "case_no"))]


@router.post("/orders", tags=["orders"], openapi_extra=asks(RegisterOrder))
def register_order(desk: AtDesk, order: Order, response: Response) -> dict[str, Any]:
    """An order as it was sold; again with more of it. Other content is refused (D31)."""
    changed = desk.handle(order)
    tagged(response, look(desk, f"order:{order.order_no}"))
    return {"order_no": order.order_no, "changed": changed}


@router.post("/cases", tags=["cases"], openapi_extra=asks(RequestReturn))
def request_return(desk: AtDesk, asked: Asked, response: Response) -> dict[str, Any]:
    """A customer asks for something; the case's number comes from the caller."""
    changed = desk.handle(asked)
    tagged(response, look(desk, f"case:{asked.case_no}"))
    return {"case_no": asked.case_no, "changed": changed}


@router.get("/cases", tags=["cases"])
def list_cases(desk: AtDesk, cursor: Cursor = None, limit: Limit = 100) -> Page[str]:
    """The numbers of all cases."""
    return numbers(desk, ReturnCase.KIND, cursor, limit)


@router.get("/cases/{case_no}", tags=["cases"])
def show_case(desk: AtDesk, case_no: str, response: Response) -> dict[str, Any]:
    """A case as intake sees it now."""
    return _case(look(desk, f"case:{case_no}"), response)


@router.get("/cases/{case_no}/file", tags=["cases"])
def show_case_file(request: Request, case_no: str) -> dict[str, Any]:
    """Every event of the case from all four services, by business time."""
    return CaseFiles(request.app.state.part.storages["case_file"]).case(case_no)


@router.get("/case-records", tags=["cases"])
def list_case_records(
    request: Request, cursor: Cursor = None, limit: Limit = 100
) -> Page[dict[str, Any]]:
    """Every case with its facts and the amounts that arose, to try another policy on."""
    records = CaseRecords(request.app.state.part.storages["case_file"])
    items = records.page(key_before(cursor), limit)
    more = cursor_after(items[-1]["case"]) if len(items) == limit else None
    return Page(items=items, next=more)


@router.post("/cases/{case_no}/verdicts", tags=["cases"], openapi_extra=asks(DecideLiability))
def decide_liability(
    desk: AtDesk, case_no: str, verdict: Verdict, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """Who is liable after all; moves what was booked (R501)."""
    return _case(change(desk, f"case:{case_no}", verdict, if_match), response)


def _case(case: ReturnCase, response: Response) -> dict[str, Any]:
    tagged(response, case)
    closed_at, outcome = case.closed or (None, None)
    return shown(
        case_no=case.number,
        order_no=case.subject.order_no,
        waybill=case.subject.waybill,
        policy=case.subject.policy,
        request=case.request,
        decision=case.decided[2] if case.decided else None,
        asks=asks_for(case.decided[2]["missing"]) if case.decided else [],
        remedy=case.chosen.remedy if case.chosen else None,
        verdicts=[
            {"at": at, "liable": v.liable, "responsible": v.responsible}
            for at, v in sorted(case.verdicts.items())
        ],
        closed_at=closed_at,
        outcome=outcome,
    )


VALUES: dict[str, Any] = {
    "cause": Cause,
    "customer_class": Literal["A", "B", "C"],
    "liable": Party,
    "outer_package": OuterPackage,
    "remedy": Remedy,
    "signed_by": SignedBy,
    "wish": Wish,
}

OFFER = Offer(
    title="Intake",
    about="The after-sales desk: what the customer gets, by policy, and who is liable.",
    router=router,
    narrowed=VALUES,
    examples={
        RegisterOrder: {
            "order_no": "R20260901-001",
            "purchased_at": "2026-09-01T09:12:00+08:00",
            "customer_id": "C-1001",
            "customer_class": "A",
            "province": "浙江",
            "packaging_g": 200,
            "lines": [
                {
                    "sku": "MILK-250",
                    "product": "纯牛奶 250ml×12",
                    "liquid": True,
                    "quantity": 2,
                    "unit_price": "59.90",
                    "unit_weight_g": 3200,
                }
            ],
        },
        RequestReturn: {
            "case_no": "AS20260903-001",
            "at": "2026-09-03T14:05:00+08:00",
            "order_no": "R20260901-001",
            "lines": [{"sku": "MILK-250", "quantity": 1}],
            "cause": "damage",
            "wish": "reship",
            "outer_package": "damaged",
            "photos": 2,
        },
        DecideLiability: {
            "case_no": "AS20260903-001",
            "at": "2026-09-20T11:00:00+08:00",
            "liable": "warehouse",
            "reason": "packed without padding",
        },
        **complaint_api.EXAMPLES,
        **casework_api.EXAMPLES,
        **desk_api.EXAMPLES,
    },
)
