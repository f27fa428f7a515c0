"""D1: a parcel's freights and damage are charged once, to the case entitled first."""

from typing import Any

from tests.logistics import told
from tests.logistics.told import booked, day
from tests.support.stage import Stage

SECOND: dict[str, Any] = {"case_no": "C-2"}


def story(first_rule: str, second_rule: str, liable: str = "courier") -> list[Any]:
    return [
        told.ordered(),
        told.outbound(),
        told.requested("late_delivery", "in_transit", day(3)),
        told.requested("late_delivery", "in_transit", day(2), **SECOND),
        *told.decided(first_rule, "return_refund", liable),
        *told.decided(second_rule, "return_refund", "courier", **SECOND),
        *told.inspected(("MILK", 2, "damaged")),
    ]


def play(stage: Stage, *parts: Any) -> list[tuple[str, str]]:
    for one in parts:
        (stage.hears if hasattr(one, "TYPE") else stage.does)(one)
    stage.reaches(day(30))
    return [(line[0], line[1]) for line in booked(stage)]


def test_d1_at_one_moment_the_lower_number_is_charged(logistics: Stage) -> None:
    lines = play(logistics, *story("R111", "R111"))

    assert sorted(lines) == [
        ("courier", "goods"), ("courier", "outbound_freight"), ("courier", "return_freight")
    ]  # fmt: skip
    assert {said.case_no for said in logistics.said if hasattr(said, "entry") and said.case_no} == {
        told.CASE
    }


def test_d1_a_case_that_stays_with_the_merchant_does_not_take_it_from_the_courier(
    logistics: Stage,
) -> None:
    lines = play(logistics, *story("R107", "R111", liable="merchant"))

    assert {account for account, _ in lines} == {"courier"}


def test_d1_a_later_case_charges_its_own_costs_only(logistics: Stage) -> None:
    again = told.requested("damage", "at_door", day(12), **SECOND)
    lines = play(
        logistics,
        *story("R111", "R999"),
        again,
        *told.decided("R205", "reship", "courier", day(12), **SECOND),
        told.reship(at=day(13), **SECOND),
    )

    assert sorted(cost for _, cost in lines) == [
        "goods", "outbound_freight", "reship_freight", "return_freight"
    ]  # fmt: skip
