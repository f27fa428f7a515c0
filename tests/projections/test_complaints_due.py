"""Complaints on the after-sales desk's list: checked in a day, then answered or corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.intake.projections.due import LISTING, PROJECTION
from shared.contracts import complaints as say
from tests.projections.due_lists import SECOND, Desk, at

if TYPE_CHECKING:
    from tests.projections.conftest import Opens


@pytest.fixture
def desk(opens: Opens) -> Desk:
    return Desk(opens, PROJECTION, LISTING).hears(received("05 10:00"))


def received(moment: str, **more: Any) -> Any:
    form: dict[str, Any] = {"channel": "phone", "kind": "quality", "description": "stale"}
    return say.ComplaintReceived(
        at=at(moment),
        complaint_no="TS1",
        order_no="O1",
        policy="2026-01",
        due_at=at("06 10:00"),
        agent="王敏",
        **form | more,
    )


def verified(moment: str, *, substantiated: bool) -> Any:
    found: dict[str, Any] = {"finding": "checked", "person": "张三"}
    return say.ComplaintVerified(
        at=at(moment), complaint_no="TS1", substantiated=substantiated, **found
    )


def planned(moment: str, due_at: str, revision: int = 1) -> Any:
    return say.CorrectiveActionPlanned(
        at=at(moment),
        complaint_no="TS1",
        action="trace the batch",
        owner="李四",
        due_at=at(due_at),
        revision=revision,
    )


def test_r504_a_complaint_is_checked_within_a_day(desk: Desk) -> None:
    (line,) = desk.lines(at("06 10:00"))

    assert (line["name"], line["rule"], line["subject"]) == ("complaint_review", "R504", "TS1")
    assert (line["due_at"], line["agent"]) == (at("06 10:00").isoformat(), "王敏")
    assert desk.names(at("06 10:00")) == ["complaint_review"]
    assert desk.names(at("06 10:00") + SECOND) == ["complaint_review!"]


def test_r513_a_checked_complaint_waits_for_its_answer(desk: Desk) -> None:
    answered = say.ComplaintAnswered(
        at=at("06 09:00"), complaint_no="TS1", answer="fresh", person="王敏", proof=()
    )
    desk.hears(verified("05 15:00", substantiated=False), answered)

    assert desk.names(at("05 14:59:59")) == ["complaint_review"]
    assert desk.names(at("05 15:00")) == ["complaint_answer"]
    assert desk.names(at("06 09:00")) == []


def test_r513_a_corrective_action_is_followed_by_its_date_and_owner(desk: Desk) -> None:
    done = say.CorrectiveActionDone(
        at=at("12 09:00"), complaint_no="TS1", owner="李四", person="李四", result="traced"
    )
    desk.hears(verified("05 15:00", substantiated=True), planned("05 16:00", "10 18:00"))

    (line,) = desk.lines(at("10 18:00"))
    assert (line["name"], line["agent"]) == ("corrective_action", "李四")
    assert (line["rule"], line["overdue"]) == ("R513", False)
    assert desk.names(at("10 18:00") + SECOND) == ["corrective_action!"]

    desk.hears(planned("10 17:00", "11 18:00", revision=2), done)
    assert desk.due_of("corrective_action", at("10 18:00:01")) == at("11 18:00")
    assert desk.names(at("12 08:59:59")) == ["corrective_action!"]
    assert desk.names(at("12 09:00")) == []
