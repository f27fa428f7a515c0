"""Dealers' and agents' accounts: what keepers of costs assign to them (R503, R512, D5, D16)."""

import pytest

from services.finance.commands import RecordIncident
from shared.contracts.finance import (
    CommissionCancelled,
    DealerCharged,
    IncidentConfirmed,
    StaffCharged,
)
from shared.dates import parse_time
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
    (lost,) = finance.said_of(CommissionCancelled)
    assert (lost.agent, lost.at, lost.period, lost.rule) == ("A1", at(6), "2026-09", "R512")


def test_r512_three_incidents_a_month_do_not_lose_the_commission(finance: Stage) -> None:
    finance.does(*(RecordIncident("A1", at(day), "bad_review") for day in (3, 4, 5)))

    assert len(finance.said_of(StaffCharged)) == 3
    assert finance.said_of(CommissionCancelled) == []


@pytest.mark.parametrize(
    ("fourth", "lost"),
    [("2026-09-30T23:59:59+08:00", ["2026-09"]), ("2026-10-01T00:00:00+08:00", [])],
    ids=["the month's last second", "the next month's first"],
)
def test_r512_the_month_of_an_incident_is_the_calendars_in_shanghai(
    finance: Stage, fourth: str, lost: list[str]
) -> None:
    days = (at(1, hour=0), at(2), at(3), parse_time(fourth))
    finance.does(*(RecordIncident("A1", moment, "dispute") for moment in days))

    assert [said.period for said in finance.said_of(CommissionCancelled)] == lost


def test_r512_the_commission_is_lost_at_the_fourth_incident_of_those_known_then(
    finance: Stage,
) -> None:
    finance.does(*(RecordIncident("A1", at(day), "dispute") for day in (9, 3, 8, 5, 4)))

    assert [said.at for said in finance.said_of(CommissionCancelled)] == [at(9)]


def test_d31_all_of_an_incidents_row_is_its_key(finance: Stage) -> None:
    finance.does(
        RecordIncident("A1", at(3), "dispute"),
        RecordIncident("A1", at(3), "bad_review"),
        RecordIncident("A1", at(3), "dispute", "C-1", "O-1"),
        RecordIncident("A1", at(3), "dispute", "C-1", "O-1"),
        RecordIncident("A2", at(3), "dispute", "C-1", "O-1"),
    )

    charged = [(said.agent, said.case_no, said.order_no) for said in finance.said_of(StaffCharged)]
    assert charged == [("A1", None, None)] * 2 + [("A1", "C-1", "O-1"), ("A2", "C-1", "O-1")]


def test_r512_each_incident_is_confirmed_once_with_its_kind(finance: Stage) -> None:
    dispute = RecordIncident("A1", at(3), "dispute", "C-1", "O-1")
    finance.does(dispute, dispute, RecordIncident("A1", at(3), "bad_review"))

    told = [(said.agent, said.kind, said.case_no) for said in finance.said_of(IncidentConfirmed)]
    assert told == [("A1", "dispute", "C-1"), ("A1", "bad_review", None)]
