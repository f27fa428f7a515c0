"""People's own work on a case: contact, pause, resume, and taking up again (R105, R504)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.intake.desk_commands import PauseCase, RecordContact, ReopenCase, ResumeCase
from services.intake.domain.desk_steps import (
    CaseAlreadyPaused,
    CaseIsClosed,
    CaseNotPaused,
    CaseStillOpen,
    PauseWithoutEnd,
    StepOutOfTurn,
)
from services.intake.domain.refusals import CaseNotKnown
from shared.contracts import desk as say
from shared.contracts.intake import CaseClosed
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk

if TYPE_CHECKING:
    from services.intake.commands import IntakeCommand

WHO = "王敏"
SECOND = HOUR / 3600


@pytest.fixture
def waiting(desk: Desk) -> Desk:
    """A case whose evidence has yet to be shown."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("damage")
    return desk


@pytest.fixture
def rejected(desk: Desk) -> Desk:
    """A case that was turned down, and so closed, at the request."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - 10 * DAY)
    desk.ask("change_of_mind", resellable=False, complete=True)
    assert [said.outcome for said in desk.said(CaseClosed)] == ["rejected"]
    return desk


def contact(hours: float, note: str | None = "calls back") -> RecordContact:
    return RecordContact(CASE, ASKED + hours * HOUR, WHO, note)


def pause(hours: float, until: float | None = None) -> PauseCase:
    end = None if until is None else ASKED + until * HOUR
    return PauseCase(CASE, ASKED + hours * HOUR, WHO, "travels", end)


def resume(hours: float) -> ResumeCase:
    return ResumeCase(CASE, ASKED + hours * HOUR, WHO)


def reopen(hours: float) -> ReopenCase:
    return ReopenCase(CASE, ASKED + hours * HOUR, WHO, "a receipt came")


def test_r105_a_contact_is_told_once(waiting: Desk) -> None:
    assert waiting.do(contact(2))
    assert not waiting.do(contact(2))
    assert waiting.do(contact(2, "another"))

    first, second = waiting.said(say.CustomerContacted)
    assert (first.at, first.person, first.note) == (ASKED + 2 * HOUR, WHO, "calls back")
    assert (first.case_no, first.order_no, first.rule) == (CASE, "O1", "R105")
    assert second.note == "another"


def test_a_pause_ends_by_being_resumed(waiting: Desk) -> None:
    assert waiting.do(pause(2))
    assert waiting.do(resume(5))
    assert waiting.do(pause(5))

    assert [said.at for said in waiting.said(say.CasePaused)] == [
        ASKED + 2 * HOUR,
        ASKED + 5 * HOUR,
    ]
    (resumed,) = waiting.said(say.CaseResumed)
    assert resumed.at == ASKED + 5 * HOUR


def test_the_same_step_again_adds_nothing(waiting: Desk) -> None:
    waiting.do(pause(2, until=4))

    assert not waiting.do(pause(2, until=4))
    waiting.do(resume(3))
    assert not waiting.do(resume(3))
    assert not waiting.do(pause(2, until=4))


def test_a_pause_with_an_end_is_over_at_it(waiting: Desk) -> None:
    waiting.do(pause(2, until=4))

    with pytest.raises(CaseAlreadyPaused):
        waiting.do(PauseCase(CASE, ASKED + 4 * HOUR - SECOND, WHO, "again"))
    with pytest.raises(CaseNotPaused):
        waiting.do(resume(4))
    assert waiting.do(pause(4))


@pytest.mark.parametrize(
    ("before", "step", "refusal"),
    [
        pytest.param([], resume(2), CaseNotPaused, id="resumed without a rest"),
        pytest.param([pause(2)], pause(3), CaseAlreadyPaused, id="paused twice"),
        pytest.param([pause(2), resume(3)], resume(4), CaseNotPaused, id="resumed twice"),
        pytest.param([], pause(2, until=2), PauseWithoutEnd, id="ends as it begins"),
        pytest.param([], pause(-1), StepOutOfTurn, id="paused before the request"),
        pytest.param([], contact(-1), StepOutOfTurn, id="told before the request"),
        pytest.param(
            [pause(2), resume(5)], pause(1), StepOutOfTurn, id="paused before the pause before"
        ),
        pytest.param([], reopen(2), CaseStillOpen, id="taken up though open"),
    ],
)
def test_a_step_that_does_not_follow_is_refused(
    waiting: Desk,
    before: list[IntakeCommand],
    step: IntakeCommand,
    refusal: type[Exception],
) -> None:
    waiting.do(*before)

    with pytest.raises(refusal):
        waiting.do(step)


def test_a_case_that_nobody_opened_is_not_known(desk: Desk) -> None:
    with pytest.raises(CaseNotKnown):
        desk.do(contact(1))


def test_a_closed_case_does_not_rest(rejected: Desk) -> None:
    with pytest.raises(CaseIsClosed):
        rejected.do(pause(2))


def test_r504_a_case_taken_up_again_stays_open_until_the_customer_is_told(rejected: Desk) -> None:
    assert rejected.do(reopen(48))
    assert not rejected.do(reopen(48))
    with pytest.raises(CaseStillOpen):
        rejected.do(reopen(49))
    assert rejected.do(pause(50))

    rejected.do(contact(72))

    assert [(said.closed_at, said.outcome) for said in rejected.said(CaseClosed)] == [
        (ASKED, "rejected"),
        (ASKED + 72 * HOUR, "rejected"),
    ]
    (reopened,) = rejected.said(say.CaseReopened)
    assert (reopened.person, reopened.rule) == (WHO, "R504")


def test_r504_it_is_not_taken_up_before_it_was_closed(rejected: Desk) -> None:
    with pytest.raises(CaseStillOpen):
        rejected.do(reopen(-1))


def test_a_contact_does_not_close_what_was_never_taken_up_again(waiting: Desk) -> None:
    waiting.do(contact(2))

    assert waiting.said(CaseClosed) == []
