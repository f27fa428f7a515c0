"""A month's statement as it is read: figures, lines by kind, what it comes to (D13, D14)."""

from __future__ import annotations

from typing import Any

import pytest

from services.finance.statements.page import BREAK, page
from services.finance.statements.statement import StatementDoesNotAddUp, statement
from shared.money import Money
from tests.support.statements import ISSUE, account_month, charge, courier_month, line

MONTH = courier_month(
    line("freight", "12.00", 1),
    line("freight", "6.30", 2, cost="reship_freight", case="SH2"),
    line("transfer_fee", "5.00", 3, rule="R402"),
    line("chargeback", "79.80", 4),
    line("reversal", "9.80", 5, rule="R501"),
    line("adjustment", "-45.50", 6, for_period="2026-08"),
    opening="10.00",
)


def told(printed: dict[str, Any], party: str = "courier") -> dict[str, Any]:
    return page(statement(party, printed))


def test_lines_stand_by_kind_numbered_through_with_subtotals() -> None:
    groups = statement("courier", MONTH).groups

    assert [(group.kind, str(group.subtotal)) for group in groups] == [
        ("freight", "18.30"),
        ("transfer_fee", "5.00"),
        ("chargeback", "79.80"),
        ("reversal", "9.80"),
        ("adjustment", "-45.50"),
    ]
    assert [line.number for group in groups for line in group.lines] == [1, 2, 3, 4, 5, 6]


def test_opening_and_changes_come_to_the_net_of_d13() -> None:
    read = statement("courier", MONTH)

    assert Money.of("10.00") + Money.total(line.change for line in read.lines) == read.total
    assert str(read.total) == "-82.20"


def test_a_kind_of_several_costs_is_told_by_cost() -> None:
    rows = [(row["name"][1], row["count"], row["amount"]) for row in told(MONTH)["summary"]]

    assert rows == [
        ("Opening balance", "", "10.00"),
        ("Plus freight payable", "2", "18.30"),
        ("outbound freight", "1", "12.00"),
        ("reship freight", "1", "6.30"),
        ("Plus transfer fees", "1", "5.00"),
        ("Less chargebacks", "1", "79.80"),
        ("Plus chargebacks reversed", "1", "9.80"),
        ("Adjustments: closed months, bill differences", "1", "-45.50"),
        ("Net at the month's end", "", "-82.20"),
    ]


@pytest.mark.parametrize(
    ("opening", "said"),
    [
        ("0.01", ("商家应付快递公司", "The merchant pays the courier")),
        ("0.00", ("双方两清", "Nothing is owed")),
        ("-0.01", ("快递公司应付商家", "The courier pays the merchant")),
    ],
)
def test_who_pays_whom_is_said_in_words(opening: str, said: tuple[str, str]) -> None:
    assert told(courier_month(opening=opening))["outcome"]["said"] == said


@pytest.mark.parametrize(
    "wrong", [{"net": "-82.19"}, {"freight": "18.31"}, {"chargebacks": "79.80"}]
)
def test_a_statement_that_does_not_add_up_is_not_printed(wrong: dict[str, str]) -> None:
    with pytest.raises(StatementDoesNotAddUp):
        statement("courier", MONTH | wrong)


def test_an_adjustment_names_the_month_it_belongs_to() -> None:
    *_, late = told(MONTH)["groups"]

    assert late["columns"] == [
        *("number", "certain_at", "waybill", "cost", "order_no", "case", "rule"),
        *("for_period", "amount"),
    ]
    assert late["rows"][0][-2:] == ["2026-08", "-45.50"]


def test_every_rule_named_is_told_once_in_both_languages() -> None:
    rules = told(MONTH)["rules"]

    assert [rule for rule, _, _ in rules] == ["R203", "R402", "R501"]
    assert all(zh and en for _, zh, en in rules)


def test_an_open_month_is_a_draft_and_an_issue_names_revision_person_and_hash() -> None:
    draft, issued = told(MONTH), told(MONTH | {"issue": ISSUE, "status": "closed"})

    assert draft["draft"] is not None
    assert (draft["number"], draft["hashes"]) == ("SF-2026-09", [])
    assert issued["draft"] is None
    assert issued["number"] == "SF-2026-09-2"
    assert [value for _, value in issued["head"][4:]] == [
        ("2 替代第 1 版", "replaces revision 1"),
        ("2026-10-03 10:00", ""),
        ("王会计", ""),
    ]
    assert [value for _, value in issued["hashes"]] == ["ab" * 32, "ef" * 32, "cd" * 32]


def test_a_long_waybill_may_break_and_keeps_its_characters() -> None:
    number = "ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789"
    (group,) = told(courier_month(line("freight", "1.00", waybill=number)))["groups"]
    cell = group["rows"][0][2]

    assert BREAK in cell
    assert cell.replace(BREAK, "") == number


def test_an_empty_month_carries_its_balance() -> None:
    empty = statement("courier", courier_month(opening="-3.50"))

    assert empty.groups == ()
    assert str(empty.total) == "-3.50"


def test_an_account_tells_charges_from_what_was_taken_back_and_what_came_late() -> None:
    month = account_month(
        charge("178.00", 1), charge("-58.00", 2), charge("6.00", 3, for_period="2026-08")
    )
    groups = statement("warehouse", month).groups

    assert [(group.kind, str(group.subtotal)) for group in groups] == [
        ("charge", "178.00"),
        ("taken_back", "-58.00"),
        ("adjustment", "6.00"),
    ]
    assert told(month, "warehouse")["outcome"]["said"][1] == "The warehouse bears"


def test_an_agents_statement_tells_of_a_lost_commission_r512() -> None:
    month = account_month(charge("50.00"), party="staff", commission="cancelled")

    assert "cancelled" in str(told(month, "staff")["head"])
