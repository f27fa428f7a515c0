"""A complaint's steps with everything that does not matter left at one value."""

from datetime import timedelta
from typing import Any

from services.intake import complaint_commands as do
from services.intake.domain.complaint_form import EvidenceReference
from shared.dates import parse_time

NO = "TS1"
CAME = parse_time("2026-09-10T10:00")
CHECKED = CAME + timedelta(hours=3)
PLANNED = CAME + timedelta(hours=5)
DUE = CAME + timedelta(days=7)
HOUR = timedelta(hours=1)
PHOTO = EvidenceReference("swollen.jpg", "image/jpeg", "ab" * 32, 1200)
REPORT = EvidenceReference("test.pdf", "application/pdf", "cd" * 32, 88_000)


def received(**cells: Any) -> do.ReceiveComplaint:
    form: dict[str, Any] = {
        "channel": "chat",
        "kind": "quality",
        "description": "三盒胀包",
        "sku": "MILK",
        "batch": "B1",
        "agent": "李静",
    }
    return do.ReceiveComplaint(NO, **({"at": CAME} | form | cells))


def verified(substantiated: bool = True, **cells: Any) -> do.VerifyComplaint:
    told: dict[str, Any] = {"at": CHECKED, "finding": "密封不良", "person": "陈工"} | cells
    return do.VerifyComplaint(NO, substantiated=substantiated, **told)


def answered(**cells: Any) -> do.AnswerComplaint:
    told: dict[str, Any] = {"at": PLANNED, "answer": "检测合格", "person": "李静"}
    return do.AnswerComplaint(NO, **(told | cells))


def planned(**cells: Any) -> do.PlanCorrectiveAction:
    told: dict[str, Any] = {"at": PLANNED, "action": "停售该批次", "owner": "陈工", "due_at": DUE}
    return do.PlanCorrectiveAction(NO, **(told | cells))


def postponed(**cells: Any) -> do.PostponeCorrectiveAction:
    told: dict[str, Any] = {
        "at": DUE - HOUR,
        "due_at": DUE + timedelta(days=7),
        "reason": "等新模具",
    }
    return do.PostponeCorrectiveAction(NO, **(told | cells))


def finished(**cells: Any) -> do.FinishCorrectiveAction:
    told: dict[str, Any] = {"at": DUE, "person": "陈工", "result": "抽检合格"} | cells
    return do.FinishCorrectiveAction(NO, **told)


def closed(**cells: Any) -> do.CloseComplaint:
    told: dict[str, Any] = {"at": DUE + HOUR, "person": "李静"}
    return do.CloseComplaint(NO, **(told | cells))
