"""What the warehouse has to inspect and pack, and what finance pays at which table."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections import due as finance
from services.warehouse.projections import due as warehouse
from shared.contracts import intake
from shared.contracts.warehouse import GoodsInspected, GoodsReceived, ReturnedParcelMatched
from tests.projections.due_lists import (
    SECOND,
    Desk,
    at,
    closed,
    goods,
    paid,
    payment,
    reshipped,
    shipped,
)
from tests.support.announced import record

if TYPE_CHECKING:
    from tests.projections.conftest import Opens


@pytest.fixture
def store(opens: Opens) -> Desk:
    return Desk(opens, warehouse.PROJECTION, warehouse.LISTING)


@pytest.fixture
def till(opens: Opens) -> Desk:
    return Desk(opens, finance.PROJECTION, finance.LISTING)


def test_r505_goods_are_inspected_within_48_hours(store: Desk) -> None:
    store.hears(goods(GoodsReceived, "05 15:17", order_no="O1", case_no="K1"))

    (line,) = store.lines(at("07 15:17"))

    assert (line["name"], line["rule"], line["due_at"]) == (
        "inspection",
        "R505",
        "2026-09-07T15:17:00+08:00",
    )
    assert (line["case"], line["waybill"], line["overdue"]) == ("K1", "W1", False)
    assert store.names(at("07 15:17") + SECOND) == ["inspection!"]


def test_r505_inspection_ends_it_when_every_row_is_inspected(store: Desk) -> None:
    store.hears(goods(GoodsReceived, "05 15:00"), goods(GoodsInspected, "06 10:00"))
    assert store.names(at("06 09:59:59")) == ["inspection"]
    assert store.names(at("06 10:00")) == []

    store.hears(goods(GoodsReceived, "05 15:00", 2, revision=2))
    assert store.names(at("06 10:00")) == ["inspection"]

    store.hears(goods(GoodsInspected, "06 12:00", 2, revision=2))
    assert store.names(at("06 12:00")) == []


def test_r505_ownerless_goods_wait_too_and_are_named_once_matched(store: Desk) -> None:
    store.hears(goods(GoodsReceived, "05 15:00"))
    assert [line["order_no"] for line in store.lines(at("05 16:00"))] == [None]

    store.hears(goods(ReturnedParcelMatched, "05 17:00", order_no="O1"))
    assert [line["order_no"] for line in store.lines(at("05 17:00"))] == ["O1"]


@pytest.mark.parametrize(
    ("issued", "due_at"),
    [
        pytest.param("05 09:00", "05 18:00", id="the same day"),
        pytest.param("05 18:00:00", "05 18:00", id="as the day closes"),
        pytest.param("05 18:00:01", "06 18:00", id="a second later: the next day"),
    ],
)
def test_r509_a_reship_order_leaves_the_same_day(store: Desk, issued: str, due_at: str) -> None:
    store.hears(reshipped(issued))

    assert store.due_of("packing", at(issued)) == at(due_at)
    assert store.names(at(due_at)) == ["packing"]
    assert store.names(at(due_at) + SECOND) == ["packing!"]


@pytest.mark.parametrize(
    "end", [shipped("05 17:30", kind="reship", case_no="K1", waybill="W2"), closed("05 17:30")]
)
def test_r509_it_left_or_was_not_needed(store: Desk, end: Any) -> None:
    store.hears(reshipped("05 09:00"), end)

    assert store.names(at("05 17:29:59")) == ["packing"]
    assert store.names(at("05 17:30")) == []


def test_r510_what_rides_with_a_new_order_is_packed_with_it(store: Desk) -> None:
    store.hears(reshipped("05 09:00"), reshipped("05 11:00", rides_with="O2", revision=2))

    assert store.names(at("05 10:59:59")) == ["packing"]
    assert store.names(at("05 11:00")) == []


def test_r509_what_a_day_leaves_is_what_came_in_since_the_day_before_closed(store: Desk) -> None:
    store.hears(
        reshipped("04 18:00", case="before"),
        reshipped("04 18:00:01", case="first"),
        goods(GoodsReceived, "05 15:00"),
        reshipped("05 18:00", case="last"),
        reshipped("05 18:00:01", case="after"),
    )

    left = store.list.left(date(2026, 9, 5))

    assert [(line["name"], line["subject"]) for line in left] == [
        ("packing", "first"),
        ("packing", "last"),
        ("inspection", "W1"),
    ]


@pytest.mark.parametrize(
    ("ready", "table"),
    [
        pytest.param("05 09:59:59", "05 10:00", id="before ten"),
        pytest.param("05 10:00:00", "05 10:00", id="at ten (D8)"),
        pytest.param("05 10:00:01", "05 16:30", id="after ten"),
        pytest.param("05 16:30:00", "05 16:30", id="at half past four"),
        pytest.param("05 16:30:01", "06 10:00", id="after half past four"),
    ],
)
def test_r507_a_payment_is_due_at_its_table(till: Desk, ready: str, table: str) -> None:
    till.hears(payment(intake.RefundReady, ready))

    assert till.due_of("refund_table", at(ready)) == at(table)
    assert till.names(at(table)) == ["refund_table"]
    assert till.names(at(table) + SECOND) == ["refund_table!"]

    till.hears(paid(table))
    assert till.names(at(table)) == []


def test_r507_a_payment_waits_for_what_has_not_come(till: Desk) -> None:
    waits = ("confirmation", "inspection", "loss")
    confirmed = intake.RefundConfirmed(
        at=at("05 11:00"), case_no="K1", order_no="O1", confirmed_at=at("05 11:00")
    )
    till.hears(payment(intake.RefundRequested, "05 09:00", waits_for=waits))
    till.hears(confirmed, goods(GoodsInspected, "06 11:00"))

    def waits_for(moment: str) -> list[str]:
        (line,) = till.lines(at(moment))
        assert (line["name"], line["due_at"], line["overdue"]) == ("refund", None, False)
        return list(line["waits_for"])

    assert waits_for("05 10:59:59") == ["confirmation", "inspection", "loss"]
    assert waits_for("05 11:00") == ["inspection", "loss"]
    assert waits_for("06 11:00") == ["loss"]


def test_what_was_recorded_last_of_a_payment_holds_whatever_its_moment(till: Desk) -> None:
    told = [
        (payment(intake.RefundRequested, "05 09:00"), "10 00:00:01"),
        (payment(intake.RefundReady, "06 09:00"), "10 00:00:02"),
        (payment(intake.RefundWithdrawn, "07 09:00"), "10 00:00:03"),
        (payment(intake.RefundRequested, "05 09:00", waits_for=("loss",)), "10 00:00:04"),
    ]
    for length, names in ((1, ["refund"]), (2, ["refund_table!"]), (3, []), (4, ["refund"])):
        said, recorded = told[length - 1]
        till.hears(record(said, at(recorded)))
        assert till.names(at("08 09:00")) == names
