"""Refund tables: when a payment is made, in which turn, and the table as a whole (R507, D8)."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.finance import publishing, reactions
from services.finance.application import Finance
from services.finance.domain.first_release import Due as DueAtTable
from services.finance.domain.tables import next_table, table_for
from shared.contracts.finance import PostageReimbursed, RefundPaid, RefundTableCleared
from shared.store.connect import environment
from tests.finance.told import at, goods, order, ready, withdrawn
from tests.support.stage import Stage

MILK = ("MILK", 2, "30.00")


def paid(stage: Stage) -> list[tuple[datetime, str | None, str]]:
    return [(said.at, said.case_no, str(said.amount)) for said in stage.said_of(RefundPaid)]


def tables(stage: Stage) -> list[tuple[datetime, list[str], str]]:
    return [
        (said.at, [line.case for line in said.lines], str(said.total))
        for said in stage.said_of(RefundTableCleared)
    ]


@pytest.mark.parametrize(
    ("ready_at", "reached", "table"),
    [
        (at(3, 9), None, at(3, 10)),
        (at(3, 10), None, at(3, 10)),
        (at(3, 10, 0, 1), None, at(3, 16, 30)),
        (at(3, 16, 30), at(3, 16), at(3, 16, 30)),
        (at(3, 16, 30, 1), None, at(4, 10)),
        (at(3, 10), at(3, 10), at(3, 16, 30)),
        (at(1), at(3, 9), at(3, 10)),
        (at(1), at(3, 23), at(4, 10)),
    ],
    ids=[
        "before",
        "10:00:00 is in the 10:00 table",
        "a second later is not",
        "16:30",
        "next day",
        "D14 this table is past",
        "D14 late",
        "D14 late at night",
    ],
)
def test_d8_the_table_that_pays(
    ready_at: datetime, reached: datetime | None, table: datetime
) -> None:
    assert table_for(ready_at, reached) == table


def test_the_next_table_is_later_than_the_moment() -> None:
    assert [next_table(moment) for moment in (at(3, 9, 59), at(3, 10), at(3, 16, 30))] == [
        at(3, 10), at(3, 16, 30), at(4, 10),
    ]  # fmt: skip


def test_r507_a_ready_refund_is_paid_by_the_next_table(finance: Stage) -> None:
    finance.hears(
        order(MILK), ready(at(3, 11), goods("MILK", 1, "30.00"), freights=[("SF-1", "8.00")])
    )
    assert finance.reaches(at(3, 16)).said == []

    finance.reaches(at(3, 16, 30)).reaches(at(5))
    (said,) = finance.said_of(RefundPaid)
    assert (said.table_at, str(said.amount), str(said.deducted)) == (at(3, 16, 30), "22.00", "8.00")
    assert (said.case_no, said.order_no, said.policy, said.rule) == (
        "C-1",
        "O-1",
        "2026-01",
        "R102",
    )
    (table,) = finance.said_of(RefundTableCleared)
    (line,) = table.lines
    assert (table.at, table.key(), str(table.total)) == (
        at(3, 16, 30), "2026-09-03T16:30:00+08:00", "22.00",
    )  # fmt: skip
    assert (line.customer_id, line.kind, str(line.deducted)) == ("K-O-1", "refund", "8.00")


def test_a_refund_told_twice_is_paid_once(finance: Stage) -> None:
    told = ready(at(3), goods("MILK", 1, "30.00"))
    finance.hears(order(MILK), told, told).reaches(at(3, 10))
    finance.hears(told, ready(at(4), goods("MILK", 1, "30.00"))).reaches(at(6))

    assert paid(finance) == [(at(3, 10), "C-1", "30.00")]


def test_a_refund_told_anew_replaces_what_waited(finance: Stage) -> None:
    finance.hears(order(MILK), ready(at(3), goods("MILK", 1, "30.00")))
    finance.hears(ready(at(3, 12), goods("MILK", 2, "30.00"))).reaches(at(6))

    assert paid(finance) == [(at(3, 16, 30), "C-1", "60.00")]


def test_a_withdrawn_refund_is_not_paid_and_a_paid_one_stays(finance: Stage) -> None:
    finance.hears(order(MILK), ready(at(3), goods("MILK", 1, "30.00")), withdrawn(at(3, 9, 30)))
    assert finance.reaches(at(3, 12)).said == []

    finance.hears(ready(at(3, 13), goods("MILK", 1, "30.00"))).reaches(at(4))
    finance.hears(withdrawn(at(4))).reaches(at(6))
    assert paid(finance) == [(at(3, 16, 30), "C-1", "30.00")]


def test_d30_cases_together_never_pay_more_than_was_paid_for_a_line(finance: Stage) -> None:
    """By table, then by readiness, then by number; each its own case."""
    two = goods("MILK", 2, "30.00", "45.00")
    finance.hears(
        order(MILK),
        ready(at(3, 9, 30), two, case_no="C-1"),
        ready(at(3, 9), two, case_no="C-9"),
        ready(at(3, 9), two, case_no="C-8", kind="price_difference"),
    ).reaches(at(4))

    assert paid(finance) == [
        (at(3, 10), "C-8", "45.00"), (at(3, 10), "C-9", "15.00"), (at(3, 10), "C-1", "0.00"),
    ]  # fmt: skip
    assert tables(finance) == [(at(3, 10), ["C-8", "C-9"], "60.00")]  # 0.00 is not printed (D8).


def test_d8_postage_is_repaid_in_full_whatever_the_cap(finance: Stage) -> None:
    postage = {"kind": "postage", "waybill": "YT-1", "refund": "C-1/postage/YT-1"}
    finance.hears(order(MILK), ready(at(3), goods("MILK", 2, "30.00")))
    finance.hears(ready(at(3), freights=[("YT-1", "12.00")], **postage)).reaches(at(3, 10))

    (said,) = finance.said_of(PostageReimbursed)
    assert (said.waybill, str(said.amount), said.table_at) == ("YT-1", "12.00", at(3, 10))
    (table,) = finance.said_of(RefundTableCleared)
    assert [(line.kind, str(line.amount)) for line in table.lines] == [
        ("postage", "12.00"), ("refund", "60.00"),
    ]  # fmt: skip


def test_nothing_is_paid_before_the_order_is_known(finance: Stage) -> None:
    finance.hears(ready(at(3), goods("MILK", 1, "30.00")))
    assert finance.reaches(at(3, 9, 30)).said == []

    finance.hears(order(MILK)).reaches(at(3, 10))
    assert paid(finance) == [(at(3, 10), "C-1", "30.00")]


def test_d14_no_payment_is_made_in_the_past(finance: Stage) -> None:
    finance.hears(order(MILK)).reaches(at(5, 12))
    finance.hears(ready(at(3), goods("MILK", 1, "30.00"))).reaches(at(6))

    assert paid(finance) == [(at(5, 16, 30), "C-1", "30.00")]


def many(count: int) -> list[Any]:
    """Orders whose refunds share two tables; every third order is paid by both."""
    said: list[Any] = []
    for number in range(count):
        name = f"O-{number:03}"
        first, second = (
            {"order_no": name, "case_no": f"C-{number:03}a"},
            {"case_no": f"C-{number:03}b"},
        )
        said.append(order(MILK, number=name))
        if number % 2 == 0:
            said.append(ready(at(3), goods("MILK", 1, "30.00"), **first))
        if number % 3 == 0:
            said.append(ready(at(3, 11), goods("MILK", 1, "30.00"), **first | second))
    return said


@pytest.mark.parametrize("limit", [1, 3, 7, 1_000])
def test_r507_a_table_is_cleared_once_with_all_its_lines(tmp_path: Path, limit: int) -> None:
    service = Finance(environment("embedded", "finance", tmp_path))
    stage = Stage(service, reactions, publishing.announce).hears(*many(20))
    service.pass_time(at(4), limit)

    assert tables(stage) == [
        (at(3, 10), [f"C-{n:03}a" for n in range(0, 20, 2)], "300.00"),
        (at(3, 16, 30), [f"C-{n:03}b" for n in range(0, 20, 3)], "210.00"),
    ]
    service.close()


def test_tables_are_the_same_whatever_order_refunds_became_ready_in(tmp_path: Path) -> None:
    results = set()
    for number, messages in enumerate((many(9), many(9)[::-1])):
        service = Finance(environment("embedded", "finance", tmp_path / str(number)))
        stage = Stage(service, reactions, publishing.announce).hears(*messages)
        stage.reaches(at(3, 10)).reaches(at(4))
        results.add(frozenset(said.model_dump_json(exclude={"cause"}) for said in stage.said))
        service.close()
    assert len(results) == 1


@pytest.mark.parametrize("table", [at(3, 10), at(3, 16, 30)])
def test_a_refund_that_fell_due_in_release_0_1_0_keeps_its_table(table: datetime) -> None:
    stored = DueAtTable("R", "C-1", "refund", None, (), (), None, None, at(3, 10), table)

    assert stored.as_due().table_at == table
