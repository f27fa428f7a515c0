"""People's own work on a case over HTTP, under ``/intake/v1/cases``. No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from services.intake import desk_commands as do
from services.intake.domain.return_case import ReturnCase
from shared.http.bodies import asks, body_of
from shared.http.entry import AtDesk
from shared.http.routes import RepeatableRoute
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, tagged

router = APIRouter(route_class=RepeatableRoute, tags=["desk"])

NO = "case_no"
Contact = Annotated[do.RecordContact, Depends(body_of(do.RecordContact, NO))]
Pause = Annotated[do.PauseCase, Depends(body_of(do.PauseCase, NO))]
Resumption = Annotated[do.ResumeCase, Depends(body_of(do.ResumeCase, NO))]
Reopening = Annotated[do.ReopenCase, Depends(body_of(do.ReopenCase, NO))]
ONE = "/cases/{case_no}"


@router.post(f"{ONE}/contacts", openapi_extra=asks(do.RecordContact))
def record_contact(
    desk: AtDesk, case_no: str, contact: Contact, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The customer was told how it goes on (R105, R504)."""
    return _case(change(desk, f"case:{case_no}", contact, if_match), response)


@router.post(f"{ONE}/pauses", openapi_extra=asks(do.PauseCase))
def pause_case(
    desk: AtDesk, case_no: str, pause: Pause, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The desk's own clocks stand still; nobody else's do."""
    return _case(change(desk, f"case:{case_no}", pause, if_match), response)


@router.post(f"{ONE}/resumptions", openapi_extra=asks(do.ResumeCase))
def resume_case(
    desk: AtDesk, case_no: str, resumed: Resumption, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """They run on."""
    return _case(change(desk, f"case:{case_no}", resumed, if_match), response)


@router.post(f"{ONE}/reopenings", openapi_extra=asks(do.ReopenCase))
def reopen_case(
    desk: AtDesk, case_no: str, reopened: Reopening, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """A closed case is taken up again and reviewed anew (R504)."""
    return _case(change(desk, f"case:{case_no}", reopened, if_match), response)


def _case(case: ReturnCase, response: Response) -> dict[str, Any]:
    tagged(response, case)
    closed_at, outcome = case.closed or (None, None)
    work = case.desk
    return shown(
        case_no=case.number,
        order_no=case.subject.order_no,
        contacts=[{"at": at, "person": person, "note": note} for at, person, note in work.contacts],
        pauses=work.pauses,
        reopened_at=work.reopened_at,
        closed_at=closed_at,
        outcome=outcome,
    )


EXAMPLES: dict[type[Any], dict[str, Any]] = {
    do.RecordContact: {
        "case_no": "AS20260903-001",
        "at": "2026-09-03T16:00:00+08:00",
        "person": "王敏",
        "note": "waits for the new delivery",
    },
    do.PauseCase: {
        "case_no": "AS20260903-001",
        "at": "2026-09-03T16:00:00+08:00",
        "person": "王敏",
        "reason": "the customer travels",
        "until": "2026-09-07T09:00:00+08:00",
    },
    do.ResumeCase: {
        "case_no": "AS20260903-001",
        "at": "2026-09-05T09:00:00+08:00",
        "person": "王敏",
    },
    do.ReopenCase: {
        "case_no": "AS20260903-001",
        "at": "2026-09-09T10:00:00+08:00",
        "person": "王敏",
        "reason": "the customer sent the receipt after all",
    },
}
