"""Money in people's hands, through all services: what arises when paid waits for the bank (D1)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli import refund_questions as about
from services.finance import refund_commands as do
from shared.dates import parse_time, print_time
from shared.store.hands import Hands
from tests.support.house import Home, home
from tests.support.stories.missed import intact, packed
from tests.support.stories.story import moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from tests.support.stories.story import Story

pytestmark = pytest.mark.journey

LAST = parse_time(moment("04 14:00"))
T16 = parse_time(moment("04 16:30"))
PAID_AT = parse_time(moment("05 11:00"))


def missed() -> Story:
    """R210: the refund of a missed item is the warehouse's, certain when it is paid."""
    story = packed("R210 refund, paid by people", "900", "04 14:00")
    intact(story, ("A", 1), wish="refund", confirmed_at="04 13:00")
    return story


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Home]:
    missed().write(tmp_path / "files")
    with home(tmp_path / "home") as opened:
        opened.bring(tmp_path / "files", LAST)
        yield opened


def as_the_wall(house: Home, until: datetime) -> None:
    """As the clock of a running house: a little at a time, in nobody's name."""
    at = house.house.reached()
    assert at is not None
    while at < until:
        at = min(until, at + timedelta(minutes=40))
        house.house.pass_time(at, Hands())
    house.house.drain()


def done(house: Home, *commands: Any) -> list[bool]:
    outcomes = house.house.handle_each("finance", commands)
    assert [one.refused for one in outcomes] == [None] * len(commands)
    house.house.drain()
    return [one.changed for one in outcomes]


def liable(house: Home) -> list[tuple[str, str, str]]:
    ledgers = house.books.ask(questions.account_ledgers("warehouse"))
    return [
        (line["cost"], line["amount"], line["certain_at"])
        for ledger in ledgers
        for line in ledger["lines"]
    ]


def refunds(house: Home) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = house.books.ask(about.refund_lines())
    return found


def test_d1_r210_the_warehouse_is_charged_when_the_bank_has_paid(house: Home) -> None:
    as_the_wall(house, T16 + timedelta(hours=1))
    assert (liable(house), [line["state"] for line in refunds(house)]) == ([], ["in_table"])
    (key,) = (line["refund"] for line in refunds(house))
    at = T16 + timedelta(hours=1)
    done(house, do.ApproveRefundTable(T16, at, "王会计"), do.ExportRefundTable(T16, at, "王会计"))
    as_the_wall(house, PAID_AT)
    assert liable(house) == []

    assert done(house, *[do.SettleRefunds(T16, PAID_AT, "王会计", (key,))] * 2) == [True, False]
    as_the_wall(house, PAID_AT + timedelta(hours=1))
    assert liable(house) == [("refund", "9.99", print_time(PAID_AT))]
    (table,) = house.books.ask(questions.refunds())
    assert (table["table_at"], table["lines"][0]["amount"]) == (print_time(T16), "9.99")


def test_a_failed_payment_costs_nobody_until_it_is_paid(house: Home) -> None:
    as_the_wall(house, T16)
    (key,) = (line["refund"] for line in refunds(house))
    done(
        house,
        do.ApproveRefundTable(T16, T16, "王会计"),
        do.ExportRefundTable(T16, T16, "王会计"),
        do.FailRefund(T16, key, T16, "王会计", "account closed"),
    )
    as_the_wall(house, PAID_AT)
    assert liable(house) == []
    (line,) = refunds(house)
    assert (line["refund"], line["state"], line["table_at"]) == (
        key, "in_table", print_time(parse_time(moment("05 10:00"))),
    )  # fmt: skip


def test_brought_again_and_gone_on_with_nothing_is_paid_twice(house: Home, tmp_path: Path) -> None:
    """D36: an import into a house where a table is in people's hands leaves it there."""
    as_the_wall(house, T16)
    report = house.bring(tmp_path / "files", PAID_AT)

    assert (report.new, report.errors) == (0, [])
    assert [line["state"] for line in refunds(house)] == ["in_table"]
    assert house.books.ask(questions.refunds()) == []


def test_the_same_folder_imported_whole_pays_at_the_table(tmp_path: Path) -> None:
    missed().write(tmp_path / "files")
    with home(tmp_path / "home") as opened:
        opened.bring(tmp_path / "files", PAID_AT)
        assert liable(opened) == [("refund", "9.99", print_time(T16))]
        assert [line["state"] for line in refunds(opened)] == ["paid"]
        assert opened.books.ask(about.refund_tables_in_hand()) == []
