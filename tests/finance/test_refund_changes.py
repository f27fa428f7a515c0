"""Refunds that change while people have their table in hand, and lines that two share (D30)."""

import pytest

from shared.contracts.refund_work import RefundPutOff
from tests.finance import tabled as table
from tests.finance.tabled import NEXT, REFUND, T10, T16, approve, drawn_up_to, fail, settle
from tests.finance.told import at, goods, order, ready, withdrawn
from tests.support.stage import Stage

MILK = ("MILK", 2, "30.00")


@pytest.fixture
def waiting(finance: Stage) -> Stage:
    """One refund is ready."""
    return finance.hears(order(MILK), ready(at(3), goods("MILK", 1, "30.00")))


class TestWithdrawn:
    """What is not due after all, before and after the table was sent."""

    def test_before_it_leaves_the_table(self, waiting: Stage) -> None:
        drawn_up_to(waiting, at(3, 11)).does(approve()).hears(withdrawn(at(3, 12)))

        (said,) = waiting.said_of(RefundPutOff)
        assert (said.reason, said.person) == ("withdrawn", None)
        assert table.drawn(drawn_up_to(waiting, at(9)))[1:] == []

    def test_after_it_what_is_paid_is_paid(self, waiting: Stage) -> None:
        table.sent(drawn_up_to(waiting, at(3, 11))).hears(withdrawn(at(3, 12)))
        waiting.does(settle(when=at(3, 13)))

        assert len(table.paid(waiting)) == 1

    def test_after_it_what_failed_is_not_tried_again(self, waiting: Stage) -> None:
        table.sent(drawn_up_to(waiting, at(3, 11))).hears(withdrawn(at(3, 12)))
        waiting.does(fail(when=at(3, 13)))

        assert table.drawn(drawn_up_to(waiting, at(9)))[1:] == []

    def test_failed_and_withdrawn_it_frees_its_line(self, waiting: Stage) -> None:
        table.sent(drawn_up_to(waiting, at(3, 11))).does(fail(when=at(3, 12)))
        waiting.hears(withdrawn(at(3, 13)))
        waiting.hears(ready(at(3, 14), goods("MILK", 2, "30.00"), case_no="C-2"))

        assert table.drawn(drawn_up_to(waiting, at(9)))[1:] == [(T16, [("C-2/refund", "60.00")])]


class TestToldAnew:
    """Another amount for a refund that stands in a table."""

    TOLD = ready(at(3, 12), goods("MILK", 2, "30.00"))

    def test_before_it_was_sent_the_new_words_go_to_the_next_table(self, waiting: Stage) -> None:
        drawn_up_to(waiting, at(3, 11)).hears(self.TOLD)

        assert table.drawn(drawn_up_to(waiting, at(9)))[1:] == [(T16, [(REFUND, "60.00")])]

    def test_after_it_was_sent_they_hold_only_if_it_fails(self, waiting: Stage) -> None:
        table.sent(drawn_up_to(waiting, at(3, 11))).hears(self.TOLD)
        assert table.drawn(drawn_up_to(waiting, at(4, 9)))[1:] == []

        waiting.does(fail(when=at(4, 9)))
        assert table.drawn(drawn_up_to(waiting, at(9)))[1:] == [(NEXT, [(REFUND, "60.00")])]


class TestSharedLine:
    """D30 with two cases on one line of 60.00: 45.00 each."""

    @pytest.fixture
    def both(self, finance: Stage) -> Stage:
        first, second = (goods("MILK", 2, "30.00", "45.00") for _ in range(2))
        return finance.hears(
            order(MILK), ready(at(3, 8), first), ready(at(3, 9), second, case_no="C-2")
        )

    def test_what_the_first_reserves_lets_the_second_wait_for_it(self, both: Stage) -> None:
        drawn_up_to(both, at(3, 11))
        assert table.drawn(both) == [(T10, [(REFUND, "45.00")])]

    def test_paid_it_cuts_the_second(self, both: Stage) -> None:
        table.sent(drawn_up_to(both, at(3, 11))).does(settle())
        assert table.drawn(drawn_up_to(both, at(3, 17)))[1:] == [(T16, [("C-2/refund", "15.00")])]

    def test_withdrawn_it_leaves_all_to_the_second(self, both: Stage) -> None:
        drawn_up_to(both, at(3, 11)).hears(withdrawn(at(3, 12)))
        assert table.drawn(drawn_up_to(both, at(3, 17)))[1:] == [(T16, [("C-2/refund", "45.00")])]

    def test_failed_it_goes_first_again(self, both: Stage) -> None:
        table.sent(drawn_up_to(both, at(3, 11))).does(fail(when=at(3, 12)))
        assert table.drawn(drawn_up_to(both, at(3, 17)))[1:] == [(T16, [(REFUND, "45.00")])]

    def test_an_import_meanwhile_pays_nothing_of_what_is_reserved(self, both: Stage) -> None:
        drawn_up_to(both, at(3, 11)).reaches(at(5))
        assert table.paid(both) == []
        table.sent(both).does(settle(when=at(5)))
        both.reaches(at(6))
        assert [(key, amount) for *_, key, amount in table.paid(both)] == [
            (REFUND, "45.00"), ("C-2/refund", "15.00"),
        ]  # fmt: skip
