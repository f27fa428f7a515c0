"""Dealers' and agents' accounts: what keepers of costs assign to them (R503, R512, D5, D16)."""

import pytest

from services.finance.application import AccountNotKnown
from shared.contracts.finance import DealerCharged, StaffCharged
from tests.finance.told import assigned, at, order
from tests.support.stage import Stage


def test_r501_a_cost_moved_to_an_agent_is_booked_once(finance: Stage) -> None:
    finance.hears(assigned("E-1", "staff", "A1"), assigned("E-1", "staff", "A1"))
    finance.hears(assigned("E-2", "staff", "A1", reverses="E-1", moment=at(12), to="dealer"))

    charged, back = finance.said_of(StaffCharged)
    assert (charged.agent, charged.case_no, str(charged.entry.amount), charged.rule) == (
        "A1", "C-1", "30.00", "R501",
    )  # fmt: skip
    assert (charged.at, charged.entry.entry, charged.waybill) == (at(9), "E-1", "SF-1")
    assert (back.entry.reverses, back.at) == ("E-1", at(12))


def test_r503_a_dealer_is_named_or_the_orders_own(finance: Stage) -> None:
    finance.hears(order(("MILK", 1, "30.00"), dealer_id="D-7"))
    finance.hears(assigned("E-1", "dealer"), assigned("E-2", "dealer", "D-8"))

    assert [said.dealer_id for said in finance.said_of(DealerCharged)] == ["D-7", "D-8"]


def test_a_cost_of_nobody_is_refused(finance: Stage) -> None:
    with pytest.raises(AccountNotKnown):
        finance.hears(assigned("E-1", "staff"))


def test_other_parties_costs_are_none_of_finances(finance: Stage) -> None:
    finance.hears(assigned("E-1", "warehouse"), assigned("E-2", "merchant"))

    assert finance.said == []
