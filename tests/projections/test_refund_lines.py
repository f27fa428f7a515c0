"""Refunds by their state and tables in people's hands, in whatever order the log tells of them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.finance.projections.refund_lines import RefundWork
from services.finance.projections.refund_work import PROJECTION
from shared.contracts import finance, intake
from shared.contracts import refund_work as say
from shared.errors import NotKnown
from shared.money import Money
from shared.projection.projector import Projector
from tests.finance.told import at, goods, ready, withdrawn
from tests.support.announced import RECORDED, ListedLog, record

if TYPE_CHECKING:
    from shared.contracts.base import Announcement
    from tests.projections.conftest import Opens

T10, T16 = at(3, 10), at(3, 16, 30)
TEN, HALF_PAST_FOUR = "2026-09-03T10:00:00+08:00", "2026-09-03T16:30:00+08:00"
MILK = goods("MILK", 1, "30.00")


def about(table: Any) -> dict[str, Any]:
    return {"table": table.isoformat(), "table_at": table}


def line(case: str, way: str = "platform") -> say.BatchLine:
    return say.BatchLine(
        refund=f"{case}/refund",
        case=case,
        order_no="O-1",
        customer_id="K-1",
        kind="refund",
        amount=Money.of("30.00"),
        deducted=Money.zero(),
        way=way,
    )


def drawn(table: Any, *cases: str) -> Announcement:
    lines = tuple(map(line, cases))
    total = Money.total(one.amount for one in lines)
    return say.RefundTableDrawn(at=table, lines=lines, total=total, person="小周", **about(table))


def step(kind: type[Any], table: Any, *cases: str) -> Announcement:
    lines = tuple(map(line, cases))
    total = Money.total(one.amount for one in lines)
    more = (
        {"count": len(lines)}
        if kind is say.RefundTableApproved
        else {"lines": lines, "hash": "abc"}
    )
    done: Announcement = kind(at=table, total=total, person="王会计", **more, **about(table))
    return done


def failed(case: str, table: Any = T10) -> Announcement:
    return say.RefundFailed(
        at=table,
        case_no=case,
        refund=f"{case}/refund",
        kind="refund",
        amount=Money.of("30.00"),
        reason="closed",
        person="王会计",
        **about(table),
    )


def paid(case: str, table: Any) -> Announcement:
    return finance.RefundPaid(
        at=table + timedelta(hours=1),
        case_no=case,
        order_no="O-1",
        refund=f"{case}/refund",
        table_at=table,
        kind="refund",
        amount=Money.of("30.00"),
        deducted=Money.zero(),
        shares=(),
    )


def asked(case: str, *waits_for: str) -> Announcement:
    return intake.RefundRequested(
        at=at(2),
        case_no=case,
        order_no="O-1",
        refund=f"{case}/refund",
        kind="refund",
        lines=(MILK,),
        waits_for=waits_for,
    )


def is_ready(case: str) -> Announcement:
    told: Announcement = ready(at(3), MILK, case_no=case)
    return told


SAID: tuple[Announcement, ...] = (
    *(asked(f"C-{number}", "confirmation", "inspection") for number in range(1, 8)),
    intake.RefundConfirmed(at=at(2), case_no="C-1", order_no="O-1", confirmed_at=at(2)),
    *(is_ready(f"C-{number}") for number in range(2, 8)),
    drawn(T10, "C-2", "C-3", "C-4", "C-7"),
    say.RefundPutOff(at=T10, refund="C-7/refund", reason="withdrawn", **about(T10)),
    withdrawn(at(3), "C-7"),
    step(say.RefundTableApproved, T10, "C-2", "C-3", "C-4"),
    step(say.RefundTableExported, T10, "C-2", "C-3", "C-4"),
    paid("C-2", T10),
    failed("C-3"),
    failed("C-4"),
    drawn(T16, "C-4", "C-5"),
)


@pytest.fixture
def log() -> ListedLog:
    return ListedLog(PROJECTION.topics)


def read(opens: Opens, log: ListedLog, batch: int = 1_000) -> RefundWork:
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())
    while projector.step(batch):
        pass
    return RefundWork(storage)


def recorded(said: tuple[Announcement, ...] = SAID) -> list[Any]:
    """In this order at their services."""
    return [record(one, RECORDED + timedelta(seconds=n)) for n, one in enumerate(said)]


def test_every_refund_is_in_one_state(opens: Opens, log: ListedLog) -> None:
    log.say(*recorded())
    books = read(opens, log)

    assert [(one["case"], one["state"]) for one in books.lines()] == [
        ("C-1", "waiting"),
        ("C-2", "paid"),
        ("C-3", "failed"),
        ("C-4", "in_table"),
        ("C-5", "in_table"),
        ("C-6", "ready"),
        ("C-7", "withdrawn"),
    ]
    assert books.lines(case="C-1")[0]["waits_for"] == ["inspection"]
    assert [one["case"] for one in books.lines("failed")] == ["C-3"]
    assert [one["case"] for one in books.lines(table=HALF_PAST_FOUR)] == ["C-4", "C-5"]
    assert [one["case"] for one in books.unpaid()] == ["C-1", "C-3", "C-4", "C-5", "C-6"]


def test_a_table_is_printed_with_what_became_of_its_lines(opens: Opens, log: ListedLog) -> None:
    log.say(*recorded())
    books = read(opens, log)
    table = books.table(TEN)

    assert [(one["line"], one["case"], one["state"]) for one in table["lines"]] == [
        (1, "C-2", "paid"), (2, "C-3", "failed"), (3, "C-4", "failed"),
    ]  # fmt: skip
    assert (table["state"], table["total"], table["hash"]) == ("settled", "90.00", "abc")
    assert [(one["table_at"], one["state"], one["count"]) for one in books.tables()] == [
        (TEN, "settled", 3),
        (HALF_PAST_FOUR, "drawn", 2),
    ]
    with pytest.raises(NotKnown):
        books.table("2026-09-04T10:00:00+08:00")


def test_a_table_that_lost_its_last_line_is_empty(opens: Opens, log: ListedLog) -> None:
    gone = say.RefundPutOff(at=T10, refund="C-2/refund", reason="wrong", **about(T10))
    log.say(*recorded((is_ready("C-2"), drawn(T10, "C-2"), gone)))
    books = read(opens, log)

    assert (books.table(TEN)["state"], books.table(TEN)["lines"]) == ("empty", [])
    assert [one["state"] for one in books.lines()] == ["ready"]


@pytest.mark.parametrize("seed", range(5))
def test_order_repetition_and_batches_change_nothing(opens: Opens, seed: int) -> None:
    straight, shuffled = ListedLog(PROJECTION.topics), ListedLog(PROJECTION.topics)
    straight.say(*recorded())
    chance = random.Random(seed)  # a test's dice
    twice = [*recorded(), *recorded()]
    chance.shuffle(twice)
    shuffled.say(*twice)
    first = read(opens, straight)
    expected = (first.lines(), first.tables(), first.table(TEN))
    opens(PROJECTION).drop()
    again = read(opens, shuffled, batch=3)

    assert (again.lines(), again.tables(), again.table(TEN)) == expected
