"""Dealers' and agents' accounts: what keepers of costs assign to them (R503, R512, D5, D16)."""

from services.finance.commands import RecordIncident
from services.finance.domain.charges import CommissionCancelled, RunningAccount
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


def test_a_cost_of_nobody_in_particular_is_not_lost(finance: Stage) -> None:
    finance.hears(order(("MILK", 1, "30.00")), assigned("E-1", "dealer"), assigned("E-2", "staff"))

    assert finance.said_of(DealerCharged)[0].dealer_id == "unknown"
    assert finance.said_of(StaffCharged)[0].agent == "unknown"


def test_other_parties_costs_are_none_of_finances(finance: Stage) -> None:
    finance.hears(assigned("E-1", "warehouse"), assigned("E-2", "merchant"))

    assert finance.said == []


def test_r512_each_incident_costs_the_agent_and_the_fourth_the_commission(finance: Stage) -> None:
    incidents = [RecordIncident("A1", at(day), "dispute", "C-1") for day in (3, 3, 4, 5, 6)]
    finance.does(*incidents)

    charged = finance.said_of(StaffCharged)
    assert [(said.at, str(said.entry.amount), said.rule) for said in charged] == [
        (at(day), "50.00", "R512") for day in (3, 4, 5, 6)
    ]
    number = RunningAccount.number_of("staff", "A1")
    cancelled = [
        event
        for event in finance.service.events.get(RunningAccount.id_of(number))
        if isinstance(event, CommissionCancelled)
    ]
    assert [(event.at, event.period) for event in cancelled] == [(at(6), "2026-09")]
