"""Missed items: what the weight shows, and what it costs whom (R210, R212, R501, D5, D11)."""

from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from services.warehouse import publishing, reactions
from services.warehouse.application import Warehouse
from shared.contracts import logistics
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.warehouse import (
    MissedItemConfirmed,
    MissedItemRejected,
    WarehouseCharged,
    WarehouseChargeReversed,
)
from shared.money import Money
from shared.store.connect import environment
from tests.support.stage import Stage
from tests.warehouse import told
from tests.warehouse.told import CASE, ORDER, RESHIP, TABLE, WAYBILL, day

STORY = (told.order(("MILK", 3, 500), ("OATS", 1, 300)), told.shipped())


def lines_of(stage: Stage) -> list[tuple[str, str | None, str, str | None]]:
    return [
        (said.entry.cost, said.sku, str(said.entry.amount), said.rule)
        for said in stage.said_of(WarehouseCharged)
    ]


def test_r210_half_the_claimed_weight_lacking_is_a_mismatch(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.picked_up(1_650), told.requested(("MILK", 1)))

    (said,) = warehouse.said_of(MissedItemConfirmed)
    assert (said.expected_g, said.outbound_g, said.missing_g) == (1_900, 1_650, 500)
    assert (said.case_no, said.order_no, said.waybill, said.picker) == (CASE, ORDER, WAYBILL, "P7")
    assert (said.at, said.checked_at, said.rule) == (day(4), day(4), "R210")
    assert warehouse.said_of(MissedItemRejected) == []


def test_r212_less_than_half_is_a_match_and_the_numbers_are_the_proof(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.picked_up(1_651), told.requested(("MILK", 1)))

    (said,) = warehouse.said_of(MissedItemRejected)
    assert (said.expected_g, said.outbound_g, said.missing_g) == (1_900, 1_651, 500)
    assert (said.rule, said.lines[0].sku) == ("R212", "MILK")
    assert warehouse.said_of(MissedItemConfirmed) == []


def test_d11_an_unknown_unit_weight_leaves_the_check_unknown(warehouse: Stage) -> None:
    warehouse.hears(told.order(("MILK", 3, 500), ("OATS", 1, None)), told.shipped())
    warehouse.hears(told.picked_up(10), told.requested(("MILK", 1)))
    assert warehouse.said == []

    warehouse.hears(STORY[0])
    assert len(warehouse.said_of(MissedItemConfirmed)) == 1


def test_d11_the_weights_of_several_outbound_parcels_are_added(warehouse: Stage) -> None:
    second = told.shipped("SF-9", at=day(2))
    warehouse.hears(*STORY, second, told.picked_up(1_000), told.requested(("MILK", 1)))
    assert warehouse.said == []

    warehouse.hears(told.picked_up(900, "SF-9", at=day(5)))
    (said,) = warehouse.said_of(MissedItemRejected)
    assert (said.outbound_g, said.checked_at) == (1_900, day(5))


def test_d30_a_parcel_shipped_after_the_request_is_not_weighed(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.shipped("SF-9", at=day(6)), told.picked_up(1_400))
    warehouse.hears(told.requested(("MILK", 1)))

    assert len(warehouse.said_of(MissedItemConfirmed)) == 1


@pytest.mark.parametrize(
    "facts",
    [{"stage": "in_transit"}, {"outer_package": "damaged"}, {"outer_package": None}],
    ids=["R107 on the way", "R211", "package unknown"],
)
def test_only_a_signed_parcel_in_an_intact_package_is_weighed(
    warehouse: Stage, facts: dict[str, Any]
) -> None:
    warehouse.hears(*STORY, told.picked_up(1_000), told.requested(("MILK", 1), **facts))

    assert warehouse.said_of(MissedItemConfirmed) == []


def test_d32a_the_state_of_the_package_may_become_known_later(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.picked_up(1_000), told.requested(outer_package=None))
    warehouse.hears(told.requested())

    assert warehouse.said_of(MissedItemConfirmed)[0].at == day(4)


def test_r210_a_refund_is_charged_once_a_product(warehouse: Stage) -> None:
    both = told.requested(("MILK", 1), ("OATS", 1))
    warehouse.hears(*STORY, told.picked_up(1_000), both, told.decided())
    warehouse.hears(told.paid("57.30", ("MILK", 1, "28.65"), ("OATS", 1, "28.65")))
    assert lines_of(warehouse) == []  # Nothing is booked before time has passed (ADR 0002).

    warehouse.reaches(TABLE)
    assert lines_of(warehouse) == [
        ("refund", "MILK", "28.65", "R210"),
        ("refund", "OATS", "28.65", "R210"),
    ]
    said = warehouse.said_of(WarehouseCharged)[0]
    assert (said.at, said.entry.certain_at, said.picker, said.policy) == (
        TABLE, TABLE, "P7", "2026-01",
    )  # fmt: skip
    warehouse.reaches(day(30))
    assert len(warehouse.said_of(WarehouseCharged)) == 2


def test_r210_reship_freight_and_compensation_are_one_line_a_case(warehouse: Stage) -> None:
    both = told.requested(("MILK", 1), ("OATS", 1))
    warehouse.hears(*STORY, told.picked_up(1_000), both, told.decided(), told.chosen("reship"))
    warehouse.hears(told.shipped(RESHIP, "reship", at=day(5), freight=Money.of("8.00")))
    shares = (("MILK", 1, "5.00"), ("OATS", 1, "5.00"))
    warehouse.hears(told.paid("10.00", *shares, kind="price_difference")).reaches(TABLE)

    assert lines_of(warehouse) == [
        ("reship_freight", None, "8.00", "R210"),
        ("compensation", None, "10.00", "R210"),
    ]
    assert [said.at for said in warehouse.said_of(WarehouseCharged)] == [day(5), TABLE]


def test_d3_an_unknown_reship_freight_is_booked_when_known_as_if_it_had_been(
    warehouse: Stage,
) -> None:
    warehouse.hears(*STORY, told.picked_up(1_000), told.requested(), told.decided())
    warehouse.hears(told.chosen("reship"))
    warehouse.hears(told.shipped(RESHIP, "reship", at=day(5))).reaches(day(9))
    assert lines_of(warehouse) == []

    known: dict[str, Any] = {"at": day(5), "shipped_at": day(5), "order_no": ORDER, "case_no": CASE}
    warehouse.hears(
        logistics.FreightRecorded(waybill=RESHIP, kind="reship", freight=Money.of("8.00"), **known)
    ).reaches(day(9))
    assert lines_of(warehouse) == [("reship_freight", "MILK", "8.00", "R210")]
    assert warehouse.said_of(WarehouseCharged)[0].at == day(5)


def test_r210_a_reship_beside_a_refund_costs_the_warehouse_nothing(warehouse: Stage) -> None:
    refunded(warehouse).hears(told.chosen("refund"))
    warehouse.hears(told.shipped(RESHIP, "reship", at=day(5), freight=Money.of("8.00")))

    assert lines_of(warehouse.reaches(day(9))) == [("refund", "MILK", "30.00", "R210")]


def test_d1_a_cost_that_arose_before_the_mismatch_waits_for_it(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.requested(), told.decided(), told.chosen("reship"))
    warehouse.hears(told.shipped(RESHIP, "reship", at=day(5), freight=Money.of("8.00")))
    warehouse.hears(told.picked_up(1_000, at=day(7))).reaches(day(9))

    assert warehouse.said_of(WarehouseCharged)[0].at == day(7)


def test_a_case_under_another_rule_costs_the_warehouse_nothing(warehouse: Stage) -> None:
    warehouse.hears(*STORY, told.picked_up(1_000), told.requested())
    warehouse.hears(
        told.decided("R107", liable="merchant"), told.paid("30.00", ("MILK", 1, "30.00"))
    )

    assert warehouse.reaches(day(9)).said_of(WarehouseCharged) == []


def refunded(stage: Stage) -> Stage:
    stage.hears(*STORY, told.picked_up(1_000), told.requested(), told.decided())
    return stage.hears(told.paid("30.00", ("MILK", 1, "30.00")))


def test_r501_a_later_verdict_moves_what_was_certain(warehouse: Stage) -> None:
    refunded(warehouse).reaches(day(7))
    warehouse.hears(told.verdict("courier", day(8))).reaches(day(8))

    (charged,) = warehouse.said_of(WarehouseCharged)
    (back,) = warehouse.said_of(WarehouseChargeReversed)
    (moved,) = warehouse.said_of(CaseCostAssigned)
    assert (back.at, back.to, back.rule) == (day(8), "courier", "R501")
    assert (back.entry.reverses, str(back.entry.amount)) == (charged.entry.entry, "30.00")
    assert (moved.party, moved.rule, moved.entry.cost, str(moved.entry.amount)) == (
        "courier", "R501", "refund", "30.00",
    )  # fmt: skip
    assert (moved.at, moved.entry.verdict) == (day(8), day(8))


def test_r501_verdicts_apply_in_turn_and_the_same_party_again_changes_nothing(
    warehouse: Stage,
) -> None:
    refunded(warehouse).hears(
        told.verdict("staff", day(8), "A1"), told.verdict("staff", day(9), "A1")
    )
    warehouse.hears(told.verdict("warehouse", day(10))).reaches(day(11))

    assert [said.at for said in warehouse.said_of(WarehouseCharged)] == [TABLE, day(10)]
    first, second = warehouse.said_of(CaseCostAssigned)
    assert (first.party, first.account, first.entry.reverses, first.to) == (
        "staff",
        "A1",
        None,
        None,
    )
    assert (second.entry.reverses, second.to, second.at) == (
        first.entry.entry,
        "warehouse",
        day(10),
    )


def test_r501_a_verdict_before_anything_is_certain_only_redirects(warehouse: Stage) -> None:
    refunded(warehouse).hears(told.verdict("courier", day(4.5))).reaches(day(7))

    assert warehouse.said_of(WarehouseCharged) == []
    (moved,) = warehouse.said_of(CaseCostAssigned)
    assert (moved.party, moved.at, moved.rule, moved.entry.verdict) == (
        "courier", TABLE, "R501", None,
    )  # fmt: skip


def test_d14_a_verdict_that_comes_late_takes_back_what_it_makes_untrue(warehouse: Stage) -> None:
    refunded(warehouse).reaches(day(7))
    warehouse.hears(told.verdict("courier", day(4.5))).reaches(day(8))

    (back,) = warehouse.said_of(WarehouseChargeReversed)
    assert (back.at, back.rule, back.to) == (TABLE, "R210", "courier")
    assert [said.party for said in warehouse.said_of(CaseCostAssigned)] == ["courier"]


def test_d5_what_another_keeper_assigns_is_booked_once(warehouse: Stage) -> None:
    told_twice = (told.assigned("E-1", "30.00"), told.assigned("E-1", "30.00"))
    warehouse.hears(*STORY, *told_twice)
    warehouse.hears(told.assigned("E-2", "30.00", reverses="E-1", to="courier", at=day(12)))

    (charged,) = warehouse.said_of(WarehouseCharged)
    (back,) = warehouse.said_of(WarehouseChargeReversed)
    assert (charged.entry.entry, charged.sku, charged.quantity, charged.picker) == (
        "E-1", "MILK", 1, "P7",
    )  # fmt: skip
    assert (back.entry.reverses, back.to, back.at) == ("E-1", "courier", day(12))


def test_facts_in_any_order_and_twice_give_the_same_lines(tmp_path: Path) -> None:
    """Order within a key holds: the case's own messages keep theirs, everything else is free."""
    case = (told.requested(), told.chosen("reship"), told.verdict("courier", day(8)))
    reship = told.shipped(RESHIP, "reship", at=day(5), freight=Money.of("8.00"))
    free = [
        STORY[0],
        STORY[1],
        told.picked_up(1_000),
        reship,
        told.paid("9.00", ("MILK", 1, "9.00")),
    ]
    results = set()
    for number, order in enumerate(list(permutations(free))[::9]):
        service = Warehouse(environment("embedded", "warehouse", tmp_path / str(number)))
        stage = Stage(service, reactions, publishing.announce)
        stage.hears(
            order[0], case[0], *order[1:3], told.decided(), case[1], order[0], *order[3:], case[2]
        )
        said = stage.reaches(day(9)).said
        results.add(frozenset(each.model_dump_json(exclude={"revision"}) for each in said))
        service.close()
    assert len(results) == 1
