"""Complaints from receipt to closing (R513): each step, each refusal, each repetition."""

from datetime import timedelta
from typing import Any

import pytest

from services.intake.domain import complaint_refusals as refuse
from services.intake.domain.refusals import CaseNotKnown, OrderNotKnown
from shared.contracts import complaints as said
from tests.intake.complaining import (
    CAME,
    CHECKED,
    DUE,
    HOUR,
    NO,
    PHOTO,
    PLANNED,
    REPORT,
    answered,
    closed,
    finished,
    planned,
    postponed,
    received,
    verified,
)
from tests.intake.desk import CASE, ORDER, Desk

CORRECTED = (received(), verified(), planned(), finished(), closed())
ANSWERED = (received(), verified(False, proof=(REPORT,)), answered(), closed())


def test_r513_a_complaint_is_recorded_and_due_for_review_within_24_hours(desk: Desk) -> None:
    desk.do(received(evidence=(PHOTO,)))

    told = desk.last(said.ComplaintReceived)
    assert (told.complaint_no, told.key(), told.at) == (NO, NO, CAME)
    assert told.due_at == CAME + timedelta(hours=24)  # R504
    assert (told.sku, told.agent, told.evidence[0].sha256) == ("MILK", "李静", "ab" * 32)
    assert told.policy == "2026-01"


def test_r513_what_is_not_substantiated_is_answered_with_proof(desk: Desk) -> None:
    desk.do(*ANSWERED)

    assert desk.names() == [
        "ComplaintReceived",
        "ComplaintVerified",
        "ComplaintAnswered",
        "ComplaintClosed",
    ]
    assert [one.name for one in desk.last(said.ComplaintAnswered).proof] == ["test.pdf"]
    assert desk.last(said.ComplaintClosed).outcome == "answered"


def test_r513_what_is_substantiated_is_corrected_by_its_owner_until_a_date(desk: Desk) -> None:
    desk.do(*CORRECTED)

    action = desk.last(said.CorrectiveActionPlanned)
    assert (action.owner, action.due_at, action.revision) == ("陈工", DUE, 1)
    assert desk.last(said.CorrectiveActionDone).result == "抽检合格"
    assert desk.last(said.ComplaintClosed).outcome == "corrected"


def test_r513_a_postponed_action_is_announced_with_its_new_date(desk: Desk) -> None:
    desk.do(received(), verified(), planned(), postponed())

    action = desk.last(said.CorrectiveActionPlanned)
    assert (action.due_at, action.reason, action.revision) == (
        DUE + timedelta(days=7),
        "等新模具",
        2,
    )
    assert (action.action, action.owner) == ("停售该批次", "陈工")


def test_r513_quality_of_a_product_makes_its_stock_suspect(desk: Desk) -> None:
    desk.do(received(), verified(sold_from=CAME - timedelta(days=9)))

    suspect = desk.last(said.ComplaintSubstantiated)
    assert (suspect.sku, suspect.batch, suspect.at) == ("MILK", "B1", CHECKED)
    assert suspect.sold_from == CAME - timedelta(days=9)


@pytest.mark.parametrize(
    ("form", "substantiated"),
    [({"kind": "service"}, True), ({"sku": None, "order_no": ORDER}, True), ({}, False)],
    ids=["not of quality", "of no product", "not substantiated"],
)
def test_r513_other_complaints_leave_stock_alone(
    desk: Desk, form: dict[str, Any], substantiated: bool
) -> None:
    desk.order()
    desk.do(received(**form), verified(substantiated))

    assert desk.said(said.ComplaintSubstantiated) == []


def test_r513_a_product_named_later_makes_its_stock_suspect_then(desk: Desk) -> None:
    desk.order()
    desk.do(received(sku=None, batch=None, order_no=ORDER), verified())
    desk.do(received(order_no=ORDER))

    assert [(one.sku, one.batch) for one in desk.said(said.ComplaintSubstantiated)] == [
        ("MILK", "B1")
    ]


def test_r513_a_complaint_about_a_case_names_its_order(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")
    desk.do(received(case_no=CASE))

    told = desk.last(said.ComplaintReceived)
    assert (told.case_no, told.order_no) == (CASE, ORDER)


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        ({"sku": None}, refuse.NothingComplainedAbout),
        ({"order_no": "O9"}, OrderNotKnown),
        ({"case_no": "C9"}, CaseNotKnown),
        ({"case_no": CASE, "order_no": "O9"}, refuse.CaseOfAnotherOrder),
    ],
)
def test_r513_a_complaint_is_about_something_known(
    desk: Desk, form: dict[str, Any], refusal: type[Exception]
) -> None:
    desk.order()
    desk.ask("change_of_mind")

    with pytest.raises(refusal):
        desk.do(received(**form))


@pytest.mark.parametrize("steps", [ANSWERED, CORRECTED], ids=["answered", "corrected"])
def test_the_same_steps_again_change_nothing(desk: Desk, steps: tuple[Any, ...]) -> None:
    desk.do(*steps)

    assert not any(desk.do(step) for step in steps)


def test_the_same_postponement_again_changes_nothing(desk: Desk) -> None:
    desk.do(received(), verified(), planned(), postponed(), finished())

    assert not desk.do(postponed())


@pytest.mark.parametrize(
    ("again", "column"),
    [
        (received(description="两盒"), "description"),
        (received(at=CAME + HOUR), "received_at"),
        (verified(False), "substantiated"),
        (planned(owner="王工"), "owner"),
        (finished(result="不合格"), "result"),
        (closed(person="赵敏"), "person"),
    ],
)
def test_other_content_is_refused_by_its_column(desk: Desk, again: Any, column: str) -> None:
    desk.do(*CORRECTED)

    with pytest.raises(refuse.ComplaintDiffers) as refused:
        desk.do(again)

    assert refused.value.column == column


def test_the_form_takes_more_cells_and_more_photos(desk: Desk) -> None:
    desk.do(received(evidence=(PHOTO,), batch=None))
    assert desk.do(received(evidence=(REPORT,), customer_id="K1"))

    told = desk.last(said.ComplaintReceived)
    assert (told.revision, told.customer_id, told.batch) == (2, "K1", "B1")
    assert [one.name for one in told.evidence] == ["swollen.jpg", "test.pdf"]


@pytest.mark.parametrize(
    ("before", "step", "refusal"),
    [
        ((), verified(), refuse.ComplaintNotKnown),
        ((received(),), verified(at=CAME - HOUR), refuse.EarlierThanTheStepBefore),
        ((received(),), answered(proof=(REPORT,)), refuse.ComplaintNotVerified),
        ((received(),), planned(), refuse.ComplaintNotVerified),
        ((received(), verified()), answered(proof=(REPORT,)), refuse.CorrectiveActionNeeded),
        ((received(), verified(False)), answered(), refuse.ProofMissing),
        ((received(), verified(False)), planned(), refuse.NothingToCorrect),
        ((received(), verified()), planned(due_at=PLANNED - HOUR), refuse.DueBeforePlanned),
        ((received(), verified()), finished(), refuse.CorrectiveActionNotPlanned),
        ((received(), verified()), postponed(), refuse.CorrectiveActionNotPlanned),
        ((received(), verified(), planned()), postponed(due_at=DUE), refuse.DueBeforePlanned),
        (
            (received(), verified(), planned(), finished()),
            postponed(),
            refuse.CorrectiveActionAlreadyDone,
        ),
        ((received(), verified(), planned()), closed(), refuse.ComplaintStillOpen),
        (CORRECTED[:-1], closed(at=DUE - HOUR), refuse.EarlierThanTheStepBefore),
    ],
)
def test_r513_no_step_is_taken_before_its_time(
    desk: Desk, before: tuple[Any, ...], step: Any, refusal: type[Exception]
) -> None:
    desk.do(*before)
    told = desk.names()

    with pytest.raises(refusal):
        desk.do(step)

    assert desk.names() == told


@pytest.mark.parametrize("proof_at", ["verification", "answer"])
def test_r513_proof_of_the_check_or_of_the_answer_suffices(desk: Desk, proof_at: str) -> None:
    of_check = (REPORT,) if proof_at == "verification" else None
    of_answer = (REPORT,) if proof_at == "answer" else None
    desk.do(received(), verified(False, proof=of_check), answered(proof=of_answer))

    assert [one.name for one in desk.last(said.ComplaintAnswered).proof] == ["test.pdf"]


def test_an_action_due_at_once_is_taken(desk: Desk) -> None:
    assert desk.do(received(), verified(), planned(due_at=PLANNED))
