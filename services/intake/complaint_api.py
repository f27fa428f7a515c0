"""Complaints and ratings over HTTP, under ``/intake/v1`` (R513, R515). No rule lives here."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response

from services.intake import complaint_commands as do
from services.intake.projections.complaints import Complaints, Status
from shared.http.bodies import asks, body_of
from shared.http.entry import AtDesk
from shared.http.routes import RepeatableRoute
from shared.http.shown import shown
from shared.http.versions import IfMatch, change, look, tagged

router = APIRouter(route_class=RepeatableRoute, tags=["complaints"])

NO = "complaint_no"
Received = Annotated[do.ReceiveComplaint, Depends(body_of(do.ReceiveComplaint))]
Verified = Annotated[do.VerifyComplaint, Depends(body_of(do.VerifyComplaint, NO))]
Answered = Annotated[do.AnswerComplaint, Depends(body_of(do.AnswerComplaint, NO))]
Planned = Annotated[do.PlanCorrectiveAction, Depends(body_of(do.PlanCorrectiveAction, NO))]
Later = Annotated[do.PostponeCorrectiveAction, Depends(body_of(do.PostponeCorrectiveAction, NO))]
Done = Annotated[do.FinishCorrectiveAction, Depends(body_of(do.FinishCorrectiveAction, NO))]
Closed = Annotated[do.CloseComplaint, Depends(body_of(do.CloseComplaint, NO))]
Rated = Annotated[do.RateService, Depends(body_of(do.RateService, "case_no"))]
ONE = "/complaints/{complaint_no}"


@router.post("/complaints", openapi_extra=asks(do.ReceiveComplaint))
def receive_complaint(desk: AtDesk, received: Received, response: Response) -> dict[str, Any]:
    """Its tracking form, again with more of it; the number comes from the caller."""
    changed = desk.handle(received)
    tagged(response, look(desk, f"complaint:{received.complaint_no}"))
    return {"complaint_no": received.complaint_no, "changed": changed}


@router.get("/complaints")
def list_complaints(request: Request, status: Status | None = None) -> list[dict[str, Any]]:
    """The tracking list: where each complaint stands, and who owns what is left."""
    return Complaints(request.app.state.part.storages["complaints"]).complaints(status)


@router.get(ONE)
def show_complaint(desk: AtDesk, complaint_no: str, response: Response) -> dict[str, Any]:
    """A complaint as intake sees it now."""
    return _complaint(look(desk, f"complaint:{complaint_no}"), response)


@router.get(ONE + "/file")
def show_complaint_file(request: Request, complaint_no: str) -> dict[str, Any]:
    """Where it stands, and everything that was said of it."""
    return Complaints(request.app.state.part.storages["complaints"]).complaint(complaint_no)


@router.post(ONE + "/verification", openapi_extra=asks(do.VerifyComplaint))
def verify_complaint(
    desk: AtDesk,
    complaint_no: str,
    verified: Verified,
    response: Response,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """What the check found; a product's quality makes its stock suspect."""
    return _complaint(change(desk, f"complaint:{complaint_no}", verified, if_match), response)


@router.post(ONE + "/answer", openapi_extra=asks(do.AnswerComplaint))
def answer_complaint(
    desk: AtDesk,
    complaint_no: str,
    answered: Answered,
    response: Response,
    if_match: IfMatch = None,
) -> dict[str, Any]:
    """Not substantiated: the customer is told so, with the proof."""
    return _complaint(change(desk, f"complaint:{complaint_no}", answered, if_match), response)


@router.post(ONE + "/corrective-action", openapi_extra=asks(do.PlanCorrectiveAction))
def plan_corrective_action(
    desk: AtDesk, complaint_no: str, planned: Planned, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """Substantiated: what is done, by whom, until when."""
    return _complaint(change(desk, f"complaint:{complaint_no}", planned, if_match), response)


@router.post(
    ONE + "/corrective-action/postponements", openapi_extra=asks(do.PostponeCorrectiveAction)
)
def postpone_corrective_action(
    desk: AtDesk, complaint_no: str, later: Later, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The action has until later."""
    return _complaint(change(desk, f"complaint:{complaint_no}", later, if_match), response)


@router.post(ONE + "/corrective-action/result", openapi_extra=asks(do.FinishCorrectiveAction))
def finish_corrective_action(
    desk: AtDesk, complaint_no: str, done: Done, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """The action is done."""
    return _complaint(change(desk, f"complaint:{complaint_no}", done, if_match), response)


@router.post(ONE + "/closing", openapi_extra=asks(do.CloseComplaint))
def close_complaint(
    desk: AtDesk, complaint_no: str, closed: Closed, response: Response, if_match: IfMatch = None
) -> dict[str, Any]:
    """Nothing is left to do."""
    return _complaint(change(desk, f"complaint:{complaint_no}", closed, if_match), response)


@router.post("/cases/{case_no}/rating", tags=["cases"], openapi_extra=asks(do.RateService))
def rate_service(desk: AtDesk, case_no: str, rated: Rated, response: Response) -> dict[str, Any]:
    """The customer rates the service once it has ended (R515)."""
    changed = desk.handle(rated)
    tagged(response, look(desk, f"rating:{case_no}"))
    return {"case_no": case_no, "changed": changed}


def _complaint(complaint: Any, response: Response) -> dict[str, Any]:
    tagged(response, complaint)
    return shown(
        complaint_no=complaint.number,
        form=complaint.form,
        review_due_at=complaint.review_due_at,
        verification=complaint.verification,
        answer=complaint.answer,
        corrective_action=complaint.planned,
        due_at=complaint.due_at,
        postponements=complaint.postponements,
        done=complaint.done,
        closing=complaint.closing,
    )


PHOTO = {
    "name": "bottom-swollen.jpg",
    "media_type": "image/jpeg",
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "size": 184_220,
}
STEP = {"complaint_no": "TS20260905-001", "at": "2026-09-05T16:40:00+08:00", "person": "赵敏"}

EXAMPLES: dict[type[Any], dict[str, Any]] = {
    do.ReceiveComplaint: {
        "complaint_no": "TS20260905-001",
        "at": "2026-09-05T10:12:00+08:00",
        "channel": "chat",
        "kind": "quality",
        "description": "三盒牛奶胀包,保质期内",
        "sku": "MILK-250",
        "batch": "20260820",
        "agent": "李静",
        "evidence": [PHOTO],
    },
    do.VerifyComplaint: {
        **STEP,
        "substantiated": True,
        "finding": "留样同批次胀包,密封不良",
        "proof": [{**PHOTO, "name": "sample-test.pdf", "media_type": "application/pdf"}],
        "sold_from": "2026-08-21T00:00:00+08:00",
    },
    do.AnswerComplaint: {
        **STEP,
        "answer": "检测合格,报告已发给客户",
        "proof": [{**PHOTO, "name": "sample-test.pdf", "media_type": "application/pdf"}],
    },
    do.PlanCorrectiveAction: {
        "complaint_no": "TS20260905-001",
        "at": "2026-09-05T17:00:00+08:00",
        "action": "停售该批次,联系供应商整改封口",
        "owner": "品管 陈工",
        "due_at": "2026-09-12T18:00:00+08:00",
    },
    do.PostponeCorrectiveAction: {
        "complaint_no": "TS20260905-001",
        "at": "2026-09-11T09:00:00+08:00",
        "due_at": "2026-09-19T18:00:00+08:00",
        "reason": "供应商新模具 9 月 17 日到厂",
    },
    do.FinishCorrectiveAction: {
        **STEP,
        "at": "2026-09-18T15:00:00+08:00",
        "result": "新批次抽检 50 盒全部合格",
    },
    do.CloseComplaint: {**STEP, "at": "2026-09-18T15:30:00+08:00"},
    do.RateService: {
        "case_no": "AS20260903-001",
        "at": "2026-09-12T20:15:00+08:00",
        "score": 5,
        "comment": "补发很快",
    },
}
