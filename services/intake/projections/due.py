"""The after-sales desk's list: cases to review, customers to call, what the day leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.intake.domain import complaint_due, desk_clock
from services.intake.domain import due as desk
from shared.contracts import complaints
from shared.contracts import desk as steps
from shared.contracts import intake as say
from shared.pending import Fact
from shared.projection.due import Listing, due_projection, happened
from shared.projection.reading import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows


class ReadDecision(msgspec.Struct, frozen=True, gc=False):
    """What of a decision the desk's work follows from."""

    verdict: str = ""
    missing: tuple[str, ...] = ()
    deadlines: dict[str, str] = {}
    remedies: tuple[str, ...] = ()


class ReadComplaint(msgspec.Struct, gc=False):
    """What any announcement of a complaint says of it."""

    at: str
    complaint_no: str
    case_no: str | None = None
    order_no: str | None = None
    policy: str | None = None
    revision: int = 1
    agent: str | None = None
    owner: str | None = None
    due_at: str | None = None


class ReadCase(msgspec.Struct, gc=False):
    """What any announcement of a case says of it."""

    at: str
    case_no: str
    order_no: str | None = None
    waybill: str | None = None
    policy: str | None = None
    rule: str | None = None
    revision: int = 1
    agent: str | None = None
    person: str | None = None
    remedy: str | None = None
    until: str | None = None
    decision: ReadDecision = ReadDecision()


_read = msgspec.json.Decoder(ReadCase).decode
_complaint = msgspec.json.Decoder(ReadComplaint).decode


def _case(fact: str, detail: Callable[[ReadCase], str | None]) -> Fold:
    """A fold of what happened to a case; ``detail`` is what the fact itself tells."""

    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        happened(
            rows,
            said.case_no,
            Fact(
                moment(said.at),
                said.revision,
                fact,
                detail=detail(said) or "",
                case_no=said.case_no,
                order_no=said.order_no or "",
                waybill=said.waybill or "",
                policy=said.policy or "",
            ),
        )

    return fold


def _of_complaint(fact: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _complaint(record.value)
        plan = f"{said.owner or ''}|{said.due_at}"
        happened(
            rows,
            f"{complaint_due.PREFIX}{said.complaint_no}",
            Fact(
                moment(said.at),
                said.revision,
                fact,
                detail=plan if fact == complaint_due.PLANNED else said.agent or "",
                case_no=said.case_no or "",
                order_no=said.order_no or "",
                policy=said.policy or "",
            ),
        )

    return fold


def _decision(said: ReadCase) -> str:
    made = said.decision
    remedy = made.remedies[0] if made.remedies else ""
    parts = (made.verdict, ",".join(made.missing), ",".join(made.deadlines), remedy)
    return "|".join((*parts, said.rule or ""))


def _nothing(_said: ReadCase) -> None:
    return None


PROJECTION = due_projection(
    "intake",
    (say.TOPIC,),
    {
        say.ReturnRequested.TYPE: _case(desk.ASKED, lambda said: said.agent),
        say.RequestDecided.TYPE: _case(desk.DECIDED, _decision),
        say.RemedyChosen.TYPE: _case(desk.CHOSEN, lambda said: said.remedy),
        say.CaseClosed.TYPE: _case(desk.CLOSED, _nothing),
        complaints.ComplaintReceived.TYPE: _of_complaint(complaint_due.RECEIVED),
        complaints.ComplaintVerified.TYPE: _of_complaint(complaint_due.VERIFIED),
        complaints.ComplaintAnswered.TYPE: _of_complaint(complaint_due.ANSWERED),
        complaints.CorrectiveActionPlanned.TYPE: _of_complaint(complaint_due.PLANNED),
        complaints.CorrectiveActionDone.TYPE: _of_complaint(complaint_due.DONE),
        complaints.ComplaintClosed.TYPE: _of_complaint(desk.CLOSED),
        steps.CustomerContacted.TYPE: _case(desk.CONTACTED, lambda said: said.person),
        steps.CasePaused.TYPE: _case(desk_clock.PAUSED, lambda said: said.until),
        steps.CaseResumed.TYPE: _case(desk_clock.RESUMED, _nothing),
        steps.CaseReopened.TYPE: _case(desk.REOPENED, lambda said: said.person),
    },
)

LISTING = Listing(
    desk="intake",
    begin=desk.BEGIN,
    end=desk.END,
    watch=desk.pending,
    revive=desk.REVIVE,
    same_day=frozenset({desk.SAME_DAY}),
)
