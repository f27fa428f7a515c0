"""People's work on a case over HTTP, under ``/intake/v1/cases`` (D36). No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from services.intake import casework_commands as do
from services.intake.projections.slips import slip
from shared.http.bodies import asks, body_of
from shared.http.entry import AtDesk
from shared.http.routes import RepeatableRoute
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, look, tagged

router = APIRouter(route_class=RepeatableRoute, tags=["casework"])

NO = "case_no"
CASE = "/cases/{case_no}"
Chosen = Annotated[do.ChooseRemedy, Depends(body_of(do.ChooseRemedy, NO))]
Confirmed = Annotated[do.ConfirmRefund, Depends(body_of(do.ConfirmRefund, NO))]
Ride = Annotated[do.RideWithOrder, Depends(body_of(do.RideWithOrder, NO))]
Part = Annotated[do.ReplacePart, Depends(body_of(do.ReplacePart, NO))]
Copy = Annotated[do.SendInvoiceCopy, Depends(body_of(do.SendInvoiceCopy, NO))]
Corrected = Annotated[do.CorrectAddress, Depends(body_of(do.CorrectAddress, NO))]
Flag = Annotated[do.FlagOrder, Depends(body_of(do.FlagOrder, "order_no"))]
Verified = Annotated[do.VerifyEvidence, Depends(body_of(do.VerifyEvidence, NO))]


@router.post(CASE + "/choices", openapi_extra=asks(do.ChooseRemedy))
def choose_remedy(
    desk: AtDesk, case_no: str, chosen: Chosen, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The customer chooses a remedy; refused where it is not allowed, done, or out of stock."""
    return worked(change(desk, f"case:{case_no}", chosen, if_match), response)


@router.post(CASE + "/confirmations", openapi_extra=asks(do.ConfirmRefund))
def confirm_refund(
    desk: AtDesk, case_no: str, confirmed: Confirmed, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The customer confirmed the refund in the chat (R507)."""
    return worked(change(desk, f"case:{case_no}", confirmed, if_match), response)


@router.post(CASE + "/verifications", openapi_extra=asks(do.VerifyEvidence))
def verify_evidence(
    desk: AtDesk, case_no: str, verified: Verified, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """Quality or a wrong item was checked from the evidence (R208, R209, R303)."""
    return worked(change(desk, f"case:{case_no}", verified, if_match), response)


@router.post(CASE + "/rides", openapi_extra=asks(do.RideWithOrder))
def ride_with_order(
    desk: AtDesk, case_no: str, ride: Ride, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """What is sent again goes with a new order of the same customer (R510)."""
    return worked(change(desk, f"case:{case_no}", ride, if_match), response)


@router.post(CASE + "/parts", openapi_extra=asks(do.ReplacePart))
def replace_part(
    desk: AtDesk, case_no: str, part: Part, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """A part was bought where the customer is, at the merchant's cost (R304)."""
    return worked(change(desk, f"case:{case_no}", part, if_match), response)


@router.post(CASE + "/invoice-copies", openapi_extra=asks(do.SendInvoiceCopy))
def send_invoice_copy(
    desk: AtDesk, case_no: str, copy: Copy, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """A stamped copy of the invoice was sent (R305)."""
    return worked(change(desk, f"case:{case_no}", copy, if_match), response)


@router.post(CASE + "/addresses", openapi_extra=asks(do.CorrectAddress))
def correct_address(
    desk: AtDesk, case_no: str, corrected: Corrected, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The courier is told where to deliver, within its hold; the address is sealed (R401, R516)."""
    return worked(change(desk, f"case:{case_no}", corrected, if_match), response)


@router.post("/orders/{order_no}/flags", openapi_extra=asks(do.FlagOrder))
def flag_order(desk: AtDesk, order_no: str, flag: Flag, response: Response) -> dict[str, Any]:
    """Put a flag up for whoever reviews and packs the order (R105)."""
    changed = desk.handle(flag)
    order = look(desk, f"order:{order_no}")
    tagged(response, order)
    return shown(order_no=order_no, changed=changed, flags=list(order.flags.values()))


@router.get(CASE + "/slip")
def show_slip(request: Request, case_no: str) -> dict[str, Any]:
    """The slip to put into the parcel that the customer sends back (R202, R511)."""
    return slip(request.app.state.part.storages["case_file"], case_no)


def worked(case: Any, response: Response) -> dict[str, Any]:
    """A case as it stands after a person's work."""
    tagged(response, case)
    closed_at, outcome = case.closed or (None, None)
    return shown(
        case_no=case.number,
        verdict=case.decided[2]["verdict"] if case.decided else None,
        remedies=case.decided[2]["remedies"] if case.decided else [],
        remedy=case.chosen.remedy if case.chosen else None,
        amount=case.chosen.amount if case.chosen else None,
        chosen_at=case.chosen_at,
        confirmed_at=case.findings.confirmed_at,
        closed_at=closed_at,
        outcome=outcome,
    )


DONE = {"case_no": "AS20260903-001", "at": "2026-09-04T10:20:00+08:00", "person": "李静"}

EXAMPLES: dict[type[Any], dict[str, Any]] = {
    do.ChooseRemedy: {**DONE, "remedy": "price_difference", "amount": "8.00"},
    do.ConfirmRefund: DONE,
    do.RideWithOrder: {**DONE, "new_order_no": "R20260904-007"},
    do.ReplacePart: {**DONE, "part": "电池盖", "amount": "6.50", "shop": "客户当地五金店"},
    do.SendInvoiceCopy: {**DONE, "sent_by": "parcel", "waybill": "SF1000000009"},
    do.CorrectAddress: {**DONE, "address": "杭州市余杭区文一西路 969 号 3 幢"},
    do.FlagOrder: {
        "order_no": "R20260901-001",
        "at": "2026-09-02T15:00:00+08:00",
        "kind": "gift",
        "note": "赠马克杯一个,随货发出",
        "person": "李静",
    },
    do.VerifyEvidence: {**DONE, "verified": True, "finding": "照片可见霉斑"},
}
