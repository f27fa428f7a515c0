"""A refund from its table to its payment, where people do what an import counts as done (D36)."""

from datetime import timedelta
from typing import Any

import pytest

from services.finance import publishing, reactions
from services.finance.application import Finance
from services.finance.domain import refund_refusals as refused
from shared.contracts import intake
from shared.contracts.finance import PostageReimbursed, RefundPaid
from shared.contracts.refund_work import (
    RefundFailed,
    RefundPutOff,
    RefundTableApproved,
    RefundTableExported,
)
from shared.errors import NotKnown
from shared.store.connect import environment
from tests.finance import tabled as table
from tests.finance.tabled import NEXT, REFUND, T10, T16, approve, drawn_up_to, export, fail, settle
from tests.finance.told import at, goods, order, ready
from tests.support.stage import Stage

MILK = ("MILK", 2, "30.00")
HOUR = timedelta(hours=1)


@pytest.fixture
def waiting(finance: Stage) -> Stage:
    """One refund is ready."""
    return finance.hears(order(MILK), ready(at(3), goods("MILK", 1, "30.00")))


def confirmed(person: str | None) -> Any:
    return intake.RefundConfirmed(
        at=at(2), case_no="C-1", order_no="O-1", confirmed_at=at(2), person=person
    )


def test_a_table_that_comes_is_drawn_and_nobody_is_paid(waiting: Stage) -> None:
    drawn_up_to(waiting, at(3, 9, 59))
    assert table.drawn(waiting) == []

    drawn_up_to(waiting, at(5))
    assert table.drawn(waiting) == [(T10, [(REFUND, "30.00")])]
    assert table.paid(waiting) == []


def test_an_import_still_pays_at_the_tables_moment(waiting: Stage) -> None:
    waiting.reaches(at(5))

    assert table.paid(waiting) == [(T10, T10, REFUND, "30.00")]
    assert table.drawn(waiting) == []


def test_from_approval_to_payment(waiting: Stage) -> None:
    drawn_up_to(waiting, at(3, 11)).does(approve(), export(), settle(when=T10 + HOUR))

    assert table.paid(waiting) == [(T10 + HOUR, T10, REFUND, "30.00")]
    assert table.cleared(waiting) == [(T10, ["30.00"], "王会计")]
    (approval,), (sent,) = (
        waiting.said_of(RefundTableApproved),
        waiting.said_of(RefundTableExported),
    )
    assert (approval.person, approval.count, str(approval.total)) == ("王会计", 1, "30.00")
    assert [line.refund for line in sent.lines] == [REFUND]
    assert drawn_up_to(waiting, at(9)).said_of(RefundPaid)[1:] == []


def test_every_step_again_changes_nothing(waiting: Stage) -> None:
    drawn_up_to(waiting, at(3, 11))
    for command in (approve(), export(), settle()):
        assert waiting.service.handle(command)
        assert not waiting.service.handle(command)
    waiting.hears(ready(at(3), goods("MILK", 1, "30.00")))

    assert len(table.paid(drawn_up_to(waiting, at(9)))) == 1


def test_an_export_again_is_the_same_and_recorded_once(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11)))
    assert not waiting.service.handle(export(person="somebody else", when=at(4)))

    (sent,) = waiting.said_of(RefundTableExported)
    assert (len(sent.hash), sent.person) == (64, "王会计")


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (approve(T16), NotKnown),
        (approve(when=T10 - HOUR), refused.BeforeItsStep),
        (export(), refused.TableNotApproved),
        (settle(), refused.TableNotExported),
        (fail(), refused.TableNotExported),
        (table.put_off("C-9/refund"), refused.LineNotInTable),
    ],
    ids=["no such table", "before it", "not approved", "not sent", "nothing failed", "no line"],
)
def test_what_is_out_of_turn_is_refused(
    waiting: Stage, command: Any, refusal: type[Exception]
) -> None:
    drawn_up_to(waiting, at(3, 11))
    with pytest.raises(refusal):
        waiting.does(command)


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (table.put_off(), refused.RefundExported),
        (settle("C-9/refund"), refused.LineNotInTable),
        (fail("C-9/refund"), refused.LineNotInTable),
        (settle(when=T10 - HOUR), refused.BeforeItsStep),
    ],
    ids=["taken out", "paid unknown", "failed unknown", "paid before it"],
)
def test_of_a_table_that_was_sent_only_its_lines_are_settled(
    waiting: Stage, command: Any, refusal: type[Exception]
) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11)))
    with pytest.raises(refusal):
        waiting.does(command)


@pytest.fixture
def careful(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Finance where a second person is asked for."""
    folder = tmp_path_factory.mktemp("careful")
    service = Finance(environment("embedded", "finance", folder), four_eyes=True)
    yield Stage(service, reactions, publishing.announce)
    service.close()


@pytest.mark.parametrize("person", ["小周", "小雅"], ids=["drew it", "R507 confirmed a line"])
def test_four_eyes_who_had_a_hand_in_a_table_does_not_approve_it(
    careful: Stage, person: str
) -> None:
    careful.hears(order(MILK), confirmed("小雅"), ready(at(3), goods("MILK", 1, "30.00")))
    drawn_up_to(careful, at(3, 11), "小周")

    with pytest.raises(refused.ApproverDrewTable):
        careful.does(approve(person=person))
    careful.does(approve(person="王会计"))
    assert len(careful.said_of(RefundTableApproved)) == 1


def test_with_two_eyes_one_person_does_all(finance: Stage) -> None:
    finance.hears(order(MILK), confirmed("小周"), ready(at(3), goods("MILK", 1, "30.00")))
    drawn_up_to(finance, at(3, 11), "小周").does(approve(person="小周"))

    assert len(finance.said_of(RefundTableApproved)) == 1


def test_a_confirmation_from_a_file_names_nobody(finance: Stage) -> None:
    finance.hears(order(MILK), confirmed(None))
    assert finance.said == []


def test_a_failed_line_falls_due_again_under_its_key(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11))).does(fail(when=at(3, 12)))
    (said,) = waiting.said_of(RefundFailed)
    assert (said.refund, said.reason, said.case_no) == (REFUND, "account closed", "C-1")
    assert not waiting.service.handle(fail(when=at(3, 13)))

    drawn_up_to(waiting, at(3, 17))
    assert table.drawn(waiting) == [(T10, [(REFUND, "30.00")]), (T16, [(REFUND, "30.00")])]
    table.sent(waiting, T16).does(settle(table=T16, when=at(4)))
    assert table.paid(waiting) == [(at(4), T16, REFUND, "30.00")]


def test_d14_a_line_that_failed_late_goes_to_a_table_to_come(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 20))).does(fail(when=at(3, 12)))

    drawn_up_to(waiting, at(5))
    assert [moment for moment, _ in table.drawn(waiting)] == [T10, NEXT]


def test_a_result_told_the_other_way_round_never_pays_twice(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11))).does(settle())
    with pytest.raises(refused.RefundPaidBefore):
        waiting.does(fail())

    assert drawn_up_to(waiting, at(9)).said_of(RefundFailed) == []


def test_paid_after_all_takes_the_line_out_of_its_next_table(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11))).does(fail(when=at(3, 12)))
    drawn_up_to(waiting, at(3, 17)).does(settle(when=at(3, 17)))

    assert table.paid(waiting) == [(at(3, 17), T10, REFUND, "30.00")]
    assert [said.table_at for said in waiting.said_of(RefundPutOff)] == [T16]
    with pytest.raises(refused.NothingToApprove):
        waiting.does(approve(T16, when=at(3, 18)))


def test_paid_after_all_is_refused_once_it_was_sent_again(waiting: Stage) -> None:
    table.sent(drawn_up_to(waiting, at(3, 11))).does(fail(when=at(3, 12)))
    table.sent(drawn_up_to(waiting, at(3, 17)), T16)
    with pytest.raises(refused.RefundInHand):
        waiting.does(settle(when=at(3, 18)))

    waiting.does(settle(table=T16, when=at(3, 18)))
    with pytest.raises(refused.RefundPaidBefore):
        waiting.does(settle(when=at(3, 19)))
    assert table.paid(waiting) == [(at(3, 18), T16, REFUND, "30.00")]


def test_a_line_is_put_off_to_the_next_table(waiting: Stage) -> None:
    drawn_up_to(waiting, at(3, 11)).does(table.put_off())
    (said,) = waiting.said_of(RefundPutOff)
    assert (said.refund, said.reason, said.person) == (REFUND, "wrong amount", "王会计")
    with pytest.raises(refused.NothingToApprove):
        waiting.does(approve())

    drawn_up_to(waiting, at(3, 17))
    assert table.drawn(waiting)[-1] == (T16, [(REFUND, "30.00")])


def test_postage_goes_by_the_platform_and_direct_once_that_failed(finance: Stage) -> None:
    """R202: platform application preferred, else direct payment."""
    key = "C-1/postage/YT-1"
    told = {"kind": "postage", "waybill": "YT-1", "refund": key}
    finance.hears(order(MILK), ready(at(3), freights=[("YT-1", "12.00")], **told))
    table.sent(drawn_up_to(finance, at(3, 11))).does(fail(key, when=at(3, 12)))
    table.sent(drawn_up_to(finance, at(3, 17)), T16).does(settle(key, table=T16, when=at(4)))

    ways = [line.way for said in finance.said_of(RefundTableExported) for line in said.lines]
    assert ways == ["platform", "direct"]
    (said,) = finance.said_of(PostageReimbursed)
    assert (said.way, said.waybill, str(said.amount)) == ("direct", "YT-1", "12.00")
