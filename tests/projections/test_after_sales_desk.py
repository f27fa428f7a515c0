"""What waits for an after-sales agent, and what waits for others; pauses and taking up again."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.projections.due import LISTING, PROJECTION
from shared.contracts import desk as steps
from shared.contracts import intake
from tests.projections.due_lists import SECOND, Desk, asked, at, closed, decided

if TYPE_CHECKING:
    from tests.projections.conftest import Opens

CHECK: dict[str, Any] = {"missing": ("verification",), "remedies": ("exchange", "refund")}
SHOW: dict[str, Any] = {"missing": ("photos", "verification"), "remedies": ("exchange",)}
CALL: dict[str, Any] = {
    "remedies": ("wait_with_gift",),
    "deadlines": {"review": "PT24H", "contact": "PT24H"},
}
UNANSWERED = "needs_evidence"


@pytest.fixture
def desk(opens: Opens) -> Desk:
    return Desk(opens, PROJECTION, LISTING)


def chosen(moment: str, remedy: str | None) -> Any:
    about: dict[str, Any] = {"case_no": "K1", "order_no": "O1"}
    return intake.RemedyChosen(at=at(moment), chosen_at=at(moment), remedy=remedy, **about)


def step(kind: type[Any], moment: str, person: str = "李雷", **more: Any) -> Any:
    about = {"case_no": "K1", "order_no": "O1", "policy": "2026-01"}
    if kind in {steps.CasePaused, steps.CaseReopened}:
        more = {"reason": "as agreed"} | more
    return kind(at=at(moment), person=person, **about, **more)


def paused(moment: str, until: str | None = None) -> Any:
    return step(steps.CasePaused, moment, until=at(until) if until else None)


@pytest.mark.parametrize(
    ("said", "name", "rule", "due_at"),
    [
        pytest.param(
            [asked("05 10:00"), decided("05 10:00", UNANSWERED, decision=CHECK)],
            "review",
            "R504",
            "06 10:00",
            id="what only a person can check",
        ),
        pytest.param(
            [
                asked("05 10:00"),
                decided("05 10:00", UNANSWERED, decision=SHOW),
                decided("06 15:00", UNANSWERED, decision=CHECK, revision=2),
            ],
            "review",
            "R504",
            "07 15:00",
            id="since the photos came",
        ),
        pytest.param(
            [asked("05 10:00"), decided("05 10:00", "approved", decision=CALL)],
            "contact",
            "R105",
            "06 10:00",
            id="a customer to call",
        ),
        pytest.param(
            [asked("05 10:00"), decided("05 10:00", UNANSWERED, decision=CHECK)],
            "same_day",
            "R509",
            "05 18:00",
            id="an exchange the same day",
        ),
        pytest.param(
            [asked("05 18:00:01"), decided("05 18:00:01", UNANSWERED, decision=CHECK)],
            "same_day",
            "R509",
            "06 18:00",
            id="asked after the day closed",
        ),
    ],
)
def test_a_deadline_is_in_time_at_its_moment_and_overdue_a_second_later(
    desk: Desk, said: list[Any], name: str, rule: str, due_at: str
) -> None:
    desk.hears(*said)

    (line,) = desk.lines(at(due_at), name=name)

    assert (line["due_at"], line["rule"]) == (at(due_at).isoformat(), rule)
    assert (line["agent"], line["case"], line["overdue"]) == ("王敏", "K1", False)
    assert desk.names(at(due_at) + SECOND, name=name) == [f"{name}!"]


@pytest.mark.parametrize(
    ("verdict", "decision", "waits_for", "name"),
    [
        (UNANSWERED, SHOW, ["photos"], "evidence"),
        (UNANSWERED, {"missing": ("weight_check",)}, ["weight_check"], "evidence"),
        (UNANSWERED, {"missing": ("sign_off_proof",)}, ["sign_off_proof"], "evidence"),
        ("approved", {"missing": ("outer_photo",)}, ["outer_photo"], "evidence"),
        ("approved", {"missing": ("customer_confirmation",)}, ["customer"], "confirmation"),
    ],
)
def test_r504_who_waits_for_others_is_answered(
    desk: Desk, verdict: str, decision: dict[str, Any], waits_for: list[str], name: str
) -> None:
    told = decided("05 10:00", verdict, decision={"remedies": ("refund",)} | decision)
    desk.hears(asked("05 10:00"), told, chosen("05 10:00", "refund"))

    (line,) = desk.lines(at("12 10:00"), name=name)

    assert (line["waits_for"], line["due_at"], line["overdue"]) == (
        [one for one in waits_for if one != "verification"],
        None,
        False,
    )
    assert desk.names(at("12 10:00"), name="review") == []


def test_d21_a_remedy_that_is_not_allowed_waits_for_a_choice(desk: Desk) -> None:
    told = decided("05 10:00", "approved", decision={"remedies": ("refund",)})
    desk.hears(asked("05 10:00"), told)
    assert desk.names(at("05 11:00")) == ["choice"]

    desk.hears(chosen("05 12:00", "refund"))
    assert desk.names(at("05 12:00")) == []


def test_r504_an_answer_ends_the_review(desk: Desk) -> None:
    answer = decided("05 15:00", "approved", decision={"remedies": ("refund",)}, revision=2)
    desk.hears(asked("05 10:00"), decided("05 10:00", UNANSWERED, decision=CHECK), answer)

    assert "review" in desk.names(at("05 14:59:59"))
    assert "review" not in desk.names(at("05 15:00"))


@pytest.mark.parametrize("end", [step(steps.CustomerContacted, "05 17:00"), closed("05 17:00")])
def test_r105_a_contact_or_the_end_of_the_case_ends_it(desk: Desk, end: Any) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", "approved", decision=CALL), end)

    assert desk.names(at("05 16:59:59"), name="contact") == ["contact"]
    assert desk.names(at("05 17:00"), name="contact") == []


@pytest.mark.parametrize(
    ("rested", "at_moment", "due_at", "resting"),
    [
        pytest.param([], "06 10:00", "06 10:00", False, id="no rest"),
        pytest.param(
            [paused("05 12:00"), step(steps.CaseResumed, "05 15:00")],
            "06 09:00",
            "06 13:00",
            False,
            id="three hours",
        ),
        pytest.param(
            [paused("05 12:00")], "05 20:00", "06 18:00", True, id="eight hours so far, resting"
        ),
        pytest.param(
            [paused("05 12:00", "07 12:00")], "05 20:00", "08 10:00", True, id="until a moment"
        ),
        pytest.param(
            [paused("05 12:00", "07 12:00")], "07 12:00", "08 10:00", False, id="it ended by itself"
        ),
        pytest.param(
            [paused("05 12:00", "07 12:00"), step(steps.CaseResumed, "05 13:00")],
            "06 09:00",
            "06 11:00",
            False,
            id="resumed before its end",
        ),
        pytest.param(
            [
                paused("05 12:00"),
                step(steps.CaseResumed, "05 15:00"),
                paused("06 12:00"),
                step(steps.CaseResumed, "06 14:00"),
            ],
            "06 14:00",
            "06 15:00",
            False,
            id="the second begins before the moved deadline",
        ),
        pytest.param(
            [paused("06 10:00"), step(steps.CaseResumed, "06 11:00")],
            "06 11:00",
            "06 11:00",
            False,
            id="paused at the deadline",
        ),
        pytest.param(
            [paused("06 10:00:01"), step(steps.CaseResumed, "06 11:00")],
            "06 11:00",
            "06 10:00",
            False,
            id="paused a second after it: too late",
        ),
    ],
)
def test_r504_a_rest_moves_the_desks_own_deadlines(
    desk: Desk, rested: list[Any], at_moment: str, due_at: str, resting: bool
) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", UNANSWERED, decision=CHECK), *rested)

    (line,) = desk.lines(at(at_moment), name="review")

    assert (line["due_at"], line["paused"]) == (at(due_at).isoformat(), resting)


def test_r504_a_case_taken_up_again_is_reviewed_anew_by_who_took_it_up(desk: Desk) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", "rejected"), closed("05 10:00"))
    assert desk.names(at("05 11:00")) == []

    desk.hears(step(steps.CaseReopened, "08 09:00"))
    (line,) = desk.lines(at("09 09:00"))
    assert (line["name"], line["agent"], line["overdue"]) == ("review", "李雷", False)
    assert (line["since"], line["due_at"]) == (
        at("08 09:00").isoformat(),
        at("09 09:00").isoformat(),
    )
    assert desk.names(at("09 09:00:01"), agent="李雷") == ["review!"]
    assert desk.names(at("09 09:00:01"), agent="王敏") == []


@pytest.mark.parametrize(
    "end",
    [
        closed("08 12:00"),
        step(steps.CustomerContacted, "08 12:00"),
        decided("08 12:00", "approved", decision={"remedies": ("refund",)}, revision=2),
    ],
)
def test_r504_its_new_review_ends_with_the_answer(desk: Desk, end: Any) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", "rejected"), closed("05 10:00"))
    desk.hears(step(steps.CaseReopened, "08 09:00"), end)

    assert "review" in desk.names(at("08 11:59:59"))
    assert "review" not in desk.names(at("08 12:00"))


def test_r509_the_days_list_names_the_day_that_it_came_up(desk: Desk) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", UNANSWERED, decision=CHECK))

    (left,) = desk.list.left(date(2026, 9, 5))
    assert (left["case"], left["waits_for"], left["overdue"]) == ("K1", ["review"], False)
    assert desk.list.left(date(2026, 9, 6)) == []  # It is overdue by then, and listed so.
    assert desk.names(at("06 18:00"), name="same_day") == ["same_day!"]


def test_r509_other_remedies_are_no_returns(desk: Desk) -> None:
    desk.hears(asked("05 10:00"), decided("05 10:00", "approved", decision=CALL))

    assert desk.names(at("05 11:00"), name="same_day") == []
