"""R501 in every direction: a later verdict moves what is certain and redirects what comes (D5)."""

from typing import Any

import pytest

from shared.contracts.costs import CaseCostAssigned
from shared.contracts.logistics import CourierChargeback, CourierChargebackReversed
from tests.logistics import told
from tests.logistics.told import WAYBILL, booked, charged, day
from tests.support.stage import Stage

PARTIES = ["courier", "warehouse", "merchant", "customer", "staff", "dealer"]


def damaged(rule: str = "R203", liable: str = "courier", remedy: str = "reship") -> list[Any]:
    return [
        told.ordered(),
        told.outbound(),
        told.scan("signed", day(3)),
        told.requested("damage", "signed"),
        *told.decided(rule, remedy, liable),
        told.photographed(),
        told.reship(),
    ]


def play(stage: Stage, *story: Any, until: float = 30) -> Stage:
    for one in story:
        (stage.hears if hasattr(one, "TYPE") else stage.does)(one)
    return stage.reaches(day(until))


@pytest.mark.parametrize("to", [party for party in PARTIES if party != "courier"])
def test_r501_from_the_courier_to_another_party(logistics: Stage, to: str) -> None:
    play(logistics, *damaged(), told.verdict(to, day(8)))

    moved = [("goods", "60.00", 8), ("reship_freight", "9.00", 8)]
    assert sorted(booked(logistics)) == sorted(
        charged(("goods", "60.00", 4), ("reship_freight", "9.00", 6), rule="R203")
        + charged(*moved, rule="R501", account="-courier")
        + charged(*moved, rule="R501", account=to)
    )
    for said in logistics.said_of(CourierChargebackReversed):
        assert (said.to, said.entry.verdict, said.waybill) == (to, day(8), WAYBILL)


@pytest.mark.parametrize("to", [party for party in PARTIES if party != "merchant"])
def test_r501_from_the_merchant_to_another_party(logistics: Stage, to: str) -> None:
    play(logistics, *damaged("R204", "merchant"), told.verdict(to, day(8)))

    mine = [line for line in booked(logistics) if line[0] == to]
    assert mine == charged(
        ("goods", "60.00", 8), ("reship_freight", "9.00", 8), rule="R501", account=to
    )


def test_r501_a_verdict_names_the_account_that_the_case_knows(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("staff", day(8)), told.verdict("dealer", day(9)))

    accounts = {said.party: said.account for said in logistics.said_of(CaseCostAssigned)}
    assert accounts == {"staff": "A5", "dealer": "D9"}


def test_r501_a_warehouse_learns_the_picker(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("warehouse", day(8)))

    assert {said.picker for said in logistics.said_of(CaseCostAssigned)} == {"P7"}


def test_r501_the_same_party_changes_nothing(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("courier", day(8)))

    assert booked(logistics) == charged(
        ("goods", "60.00", 4), ("reship_freight", "9.00", 6), rule="R203"
    )


def test_r501_before_anything_is_certain_it_redirects(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("warehouse", day(3.9)))

    assert booked(logistics) == charged(
        ("goods", "60.00", 4), ("reship_freight", "9.00", 6), rule="R501", account="warehouse"
    )


def test_r501_later_costs_go_straight_to_the_new_party(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("warehouse", day(5)))

    assert ("warehouse", "reship_freight", "9.00", 6, "R501") in booked(logistics)
    assert ("courier", "goods", "60.00", 4, "R203") in booked(logistics)
    assert ("-courier", "goods", "60.00", 5, "R501") in booked(logistics)


def test_r501_verdicts_apply_in_turn(logistics: Stage) -> None:
    play(logistics, *damaged(), told.verdict("warehouse", day(8)), told.verdict("courier", day(9)))

    goods = [(line[0], line[3]) for line in booked(logistics) if line[1] == "goods"]
    assert goods == [
        ("courier", 4), ("-courier", 8), ("warehouse", 8), ("-warehouse", 9), ("courier", 9)
    ]  # fmt: skip


def test_r501_a_reship_is_charged_whether_or_not_time_passed_between(logistics: Stage) -> None:
    """Booking on the way or at the end: the entries, and their numbers, are the same."""
    for until, part in [(4, damaged()), (7, []), (8, [told.verdict("merchant", day(8))])]:
        play(logistics, *part, until=until)
    play(logistics)

    numbers = [said.entry.entry for said in logistics.said_of(CourierChargeback)]
    assert len(numbers) == len(set(numbers)) == 2
    assert len(booked(logistics)) == 6


def test_r501_a_rejected_case_has_nothing_to_move(logistics: Stage) -> None:
    story = [told.requested("missed_item", "signed"), *told.decided("R212", None, "customer")]
    play(logistics, *damaged()[:3], *story, told.verdict("warehouse", day(8)))

    assert booked(logistics) == []


def test_d5_what_the_warehouse_assigns_is_booked_to_the_cases_courier(logistics: Stage) -> None:
    story = [told.requested("missed_item", "signed"), *told.decided("R210", "refund", "warehouse")]
    back = told.assigned("refund", "30.00", day(9), reverses="refund-9", to="merchant")
    play(logistics, *damaged()[:3], *story, told.assigned("refund", "30.00", day(8)), back, back)

    (said,) = logistics.said_of(CourierChargeback)
    assert (said.courier, said.waybill, said.rule) == ("SF", WAYBILL, "R501")
    assert said.entry.cost == "refund"
    (reversed_,) = logistics.said_of(CourierChargebackReversed)
    assert (reversed_.to, reversed_.entry.reverses) == ("merchant", "refund-9")


def test_d5_an_assigned_cost_waits_for_its_case(logistics: Stage) -> None:
    play(logistics, told.assigned("refund", "30.00", day(8)))
    assert booked(logistics) == []

    play(logistics, *damaged()[:4])
    assert booked(logistics) == charged(("refund", "30.00", 8), rule="R501")


def test_d14_a_verdict_that_comes_late_corrects_what_was_booked(logistics: Stage) -> None:
    play(logistics, *damaged())
    play(logistics, told.verdict("warehouse", day(3.9)))

    net: dict[tuple[str, str], float] = {}
    for account, cost, amount, _, _ in booked(logistics):
        signed = -float(amount) if account.startswith("-") else float(amount)
        key = (account.lstrip("-"), cost)
        net[key] = net.get(key, 0) + signed
    assert {key: amount for key, amount in net.items() if amount} == {
        ("warehouse", "goods"): 60.0,
        ("warehouse", "reship_freight"): 9.0,
    }


def test_d24_the_merchant_answers_until_the_outer_photo_comes(logistics: Stage) -> None:
    play(logistics, *damaged("R201", "merchant"))
    play(logistics, *told.decided("R203", "reship", "courier", day(4), revision=2))

    assert [line for line in booked(logistics) if line[0] == "courier"] == charged(
        ("goods", "60.00", 4), ("reship_freight", "9.00", 6), rule="R203"
    )
    assert len([line for line in booked(logistics) if line[0] == "-merchant"]) == 2


def test_d7_before_the_loss_another_may_have_answered(logistics: Stage) -> None:
    """A verdict that names the courier of a customer's case counts, also once the loss does."""
    story = [told.requested("change_of_mind", "in_transit")]
    play(
        logistics,
        *damaged()[:2],
        told.scan("in_transit", day(3)),
        *story,
        *told.decided("R102", "return_refund", "customer"),
        told.verdict("courier", day(6)),
    )
    loss = told.decided("R406", "reship", "courier", day(8), revision=2)
    play(logistics, *loss, told.reship())

    assert {(line[0], line[4]) for line in booked(logistics)} == {("courier", "R501")}
