"""What people decide about a courier's bill: booked once, disputed, answered, dropped (D15)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.finance.bill_commands import (
    AcceptDifference,
    AnswerDispute,
    DisputeRow,
    NoteBillLayout,
    WithdrawDispute,
)
from services.finance.bill_work import BillReplaced
from services.finance.commands import ImportBill, NoteBillPage
from services.finance.domain.bill_columns import BillLayout
from services.finance.domain.bill_review import (
    BillReview,
    Compared,
    DifferenceAccepted,
    NotDisputed,
    RowAt,
    RowKind,
    Said,
)
from services.finance.domain.courier_bill import BilledLine, digest_of
from shared.contracts.bills import (
    BillDifferenceAccepted,
    BillDifferenceDisputed,
    BillDisputeAnswered,
    BillDisputeWithdrawn,
)
from shared.errors import NotKnown
from shared.money import Money
from tests.finance.told import at
from tests.support.stage import Stage

BILL = "SF:2026-09"
ZHOU = Said("周会计", "weighed again at the hub")
W1 = RowAt("W1", "outbound")


def billed(finance: Stage, freight: str = "20.00") -> None:
    """A bill, or its next edition."""
    page = (BilledLine("W1", "outbound", freight=Money.of(freight)),)
    finance.does(
        NoteBillPage("SF", "2026-09", at(30), page),
        ImportBill("SF", "2026-09", at(30), (digest_of(page),)),
    )


def compared(billed: str, booked: str, row: int = 1, rows: int = 1, **more: Any) -> Compared:
    kind: RowKind = more.pop("kind", "outbound")
    here = RowAt("W1", kind, row)
    return Compared(here, Money.of(billed), Money.of(booked), rows, **more)


def accepts(finance: Stage, one: Compared, edition: int = 1, day: int = 30) -> None:
    finance.does(AcceptDifference(BILL, at(day), edition, one, ZHOU))


def amounts(finance: Stage) -> list[str]:
    return [str(said.entry.amount) for said in finance.said_of(BillDifferenceAccepted)]


def test_d15_an_accepted_difference_is_an_adjustment_of_the_bills_month(finance: Stage) -> None:
    billed(finance)
    accepts(finance, compared("20.00", "17.50", order_no="O-1"))

    (said,) = finance.said_of(BillDifferenceAccepted)
    assert (said.key(), said.courier, said.for_period) == (BILL, "SF", "2026-09")
    assert (said.waybill, said.kind, said.row, said.order_no) == ("W1", "outbound", 1, "O-1")
    assert (said.person, said.reason, said.policy) == ("周会计", ZHOU.reason, "2026-01")
    entry = said.entry
    assert (entry.cost, str(entry.amount), entry.certain_at) == ("outbound_freight", "2.50", at(30))


@pytest.mark.parametrize(
    ("kind", "cost"),
    [
        ("outbound", "outbound_freight"),
        ("return", "return_freight"),
        ("reship", "reship_freight"),
        ("transfer", "transfer_fee"),
        ("claim", "compensation"),
    ],
)
def test_d15_the_adjustment_has_the_cost_of_its_rows_kind(
    finance: Stage, kind: RowKind, cost: str
) -> None:
    billed(finance)
    accepts(finance, compared("1.00", "2.00", kind=kind))

    (said,) = finance.said_of(BillDifferenceAccepted)
    assert (said.entry.cost, str(said.entry.amount)) == (cost, "-1.00")


def test_d15_accepting_twice_books_once(finance: Stage) -> None:
    billed(finance)
    accepts(finance, compared("20.00", "17.50"))
    accepts(finance, compared("20.00", "17.50"), day=29)

    assert amounts(finance) == ["2.50"]


def test_d15_after_another_edition_accepting_books_only_what_changed(finance: Stage) -> None:
    billed(finance)
    accepts(finance, compared("20.00", "17.50"))
    billed(finance, "19.00")
    accepts(finance, compared("19.00", "17.50"), edition=2)
    billed(finance, "20.00")
    accepts(finance, compared("20.00", "17.50"), edition=3)

    assert amounts(finance) == ["2.50", "-1.00", "1.00"]
    entries = {said.entry.entry for said in finance.said_of(BillDifferenceAccepted)}
    assert len(entries) == 3


def test_what_was_accepted_of_a_duplicate_that_is_gone_is_taken_back_with_the_last_row(
    finance: Stage,
) -> None:
    billed(finance)
    accepts(finance, compared("20.00", "17.50", row=1, rows=2))
    accepts(finance, compared("20.00", "0.00", row=2, rows=2))
    accepts(finance, compared("20.00", "17.50", row=1, rows=1))

    assert amounts(finance) == ["2.50", "20.00", "-20.00"]


def test_what_another_edition_replaced_cannot_be_accepted(finance: Stage) -> None:
    billed(finance)
    billed(finance, "21.00")
    with pytest.raises(BillReplaced):
        accepts(finance, compared("20.00", "17.50"), edition=1)

    assert amounts(finance) == []


def test_a_month_without_a_bill_has_nothing_to_decide(finance: Stage) -> None:
    with pytest.raises(NotKnown):
        accepts(finance, compared("20.00", "17.50"))


def disputes(finance: Stage, said: Said = ZHOU) -> None:
    finance.does(DisputeRow(BILL, at(30), W1, Money.of("2.50"), said))


def test_a_dispute_is_answered_and_dropped_by_persons_with_reasons(finance: Stage) -> None:
    billed(finance)
    disputes(finance)
    disputes(finance)
    answer = Said("周会计", "sent us a photo of the scales")
    for _ in range(2):
        finance.does(AnswerDispute(BILL, at(30, hour=11), W1, "upheld", answer))
    finance.does(WithdrawDispute(BILL, at(30, hour=12), W1, Said("王主管")))

    (disputed,) = finance.said_of(BillDifferenceDisputed)
    assert (disputed.waybill, str(disputed.difference)) == ("W1", "2.50")
    assert (disputed.person, disputed.reason) == ("周会计", ZHOU.reason)
    (answered,) = finance.said_of(BillDisputeAnswered)
    assert (answered.answer, answered.reason) == ("upheld", answer.reason)
    (dropped,) = finance.said_of(BillDisputeWithdrawn)
    assert dropped.person == "王主管"
    assert amounts(finance) == []


@pytest.mark.parametrize(
    "step",
    [AnswerDispute(BILL, at(30), W1, "upheld", ZHOU), WithdrawDispute(BILL, at(30), W1, ZHOU)],
    ids=["answer", "withdraw"],
)
def test_what_nobody_disputes_is_neither_answered_nor_dropped(finance: Stage, step: Any) -> None:
    billed(finance)
    with pytest.raises(NotDisputed):
        finance.does(step)


def test_accepting_ends_a_dispute(finance: Stage) -> None:
    billed(finance)
    disputes(finance)
    accepts(finance, compared("20.00", "17.50"))

    with pytest.raises(NotDisputed):
        finance.does(WithdrawDispute(BILL, at(30), W1, ZHOU))


def test_a_couriers_columns_are_remembered_and_added_to(finance: Stage) -> None:
    told = (
        BillLayout({"运单编号": "waybill"}, kind="outbound"),
        BillLayout({"金额": "freight"}, {"退": "return"}),
        BillLayout({"运单编号": "waybill"}),
    )
    for layout in told:
        finance.does(NoteBillLayout("SF", at(30), layout, "周会计"))

    service: Any = finance.service
    columns = service.repository.get("bill-columns:SF")
    assert columns.layout == BillLayout(
        {"运单编号": "waybill", "金额": "freight"}, {"退": "return"}, "outbound"
    )
    assert columns.version == 3
    assert finance.said == []


EDITIONS = st.lists(st.lists(st.integers(0, 9_000), max_size=3), min_size=1, max_size=6)


@given(editions=EDITIONS, booked=st.integers(0, 9_000))
def test_d15_whatever_editions_come_what_was_accepted_adds_up_to_the_last_one(
    editions: list[list[int]], booked: int
) -> None:
    review = BillReview.open(BILL, at(30))
    for rows in editions:
        for number, amount in enumerate(rows or [0], 1):
            entries = Money(booked if number == 1 else 0)
            here = RowAt("W1", "outbound", number)
            one = Compared(here, Money(amount), entries, len(rows))
            review.accept(one, ZHOU, at(30))
            review.accept(one, ZHOU, at(30))

    events: list[Any] = list(review.pending_events)
    accepted = [event for event in events if isinstance(event, DifferenceAccepted)]
    assert sum(event.amount.fen for event in accepted) == sum(editions[-1]) - booked
    assert len({event.entry for event in accepted}) == len(accepted)
