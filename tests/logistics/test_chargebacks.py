"""Who is charged what, rule by rule and remedy by remedy (domain.md's table, D1, D12)."""

from typing import Any

import pytest

from shared.contracts.logistics import CourierChargeback, CourierClaimOpened, ParcelLost
from tests.logistics import told
from tests.logistics.told import CASE, ORDER, RETURN, WAYBILL, booked, charged, day, play
from tests.support.stage import Stage

SIGNED = (told.ordered(), told.outbound(), told.scan("signed", day(3)))
SENT = (told.ordered(), told.outbound(), told.scan("in_transit", day(3)))


def test_r108_damaged_and_refused(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "in_transit"),
        told.decided("R108", "reship", "courier"),
        told.reship(),
        told.scan("refused", day(5)),
        told.scan("returned", day(7.5)),
        told.inspected(("MILK", 1, "damaged"), ("MILK", 1, "good")),
    )

    assert booked(logistics) == charged(
        ("goods", "30.00", 9),
        ("outbound_freight", "8.00", 9),
        ("return_freight", "8.00", 9),
        ("reship_freight", "9.00", 9),
        rule="R108",
    )
    (*_, said) = logistics.said_of(CourierChargeback)
    assert (said.case_no, said.order_no, said.waybill) == (CASE, ORDER, WAYBILL)
    assert (said.courier, said.policy, said.entry.policy) == ("SF", "2026-01", "2026-01")


def test_r108_a_reship_sent_after_inspection_is_certain_when_shipped(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "in_transit"),
        told.decided("R108", "reship", "courier"),
        told.inspected(("MILK", 1, "damaged")),
        told.reship(at=day(11)),
    )

    assert booked(logistics)[-1] == ("courier", "reship_freight", "9.00", 11, "R108")


@pytest.mark.parametrize(
    ("cause", "rule"), [("lost", "R108"), ("stalled_tracking", "R403"), ("damage", "R406")]
)
def test_r406_silence_loses_a_parcel_for_every_cause(
    logistics: Stage, cause: str, rule: str
) -> None:
    play(
        logistics,
        SENT,
        told.requested(cause, "in_transit"),
        told.decided(rule, "reship", "courier"),
        told.reship(),
    )
    (lost,) = logistics.said_of(ParcelLost)[:1]
    play(logistics, told.decided(rule, "reship", "courier", lost.at, revision=2, rules=("R406",)))

    assert (lost.at, lost.by, lost.last_movement_at) == (day(8), "silence", day(3))
    assert booked(logistics) == charged(
        ("goods", "60.00", 8),
        ("outbound_freight", "8.00", 8),
        ("reship_freight", "9.00", 8),
        rule=rule,
    )


def test_r406_a_request_after_the_loss_books_at_its_own_moment(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.scan("lost", day(3.5)),
        told.requested("lost", "in_transit"),
        told.decided("R108", "refund", "courier", rules=("R406",)),
    )

    assert booked(logistics) == charged(
        ("goods", "60.00", 4), ("outbound_freight", "8.00", 4), rule="R108"
    )


def test_r108_nobody_owes_for_a_parcel_said_to_be_lost_that_comes_back(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("lost", "in_transit"),
        told.decided("R108", "reship", "courier"),
        told.reship(),
        told.inspected(("MILK", 2, "damaged"), at=day(7)),
    )

    assert booked(logistics) == []


def test_r109_another_courier_costs_the_first_its_way_back(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("courier_service", "in_transit"),
        told.decided("R109", "reship_other_courier", "courier"),
        told.reship(),
        told.inspected(("MILK", 2, "good")),
    )

    assert booked(logistics) == charged(("return_freight", "8.00", 8), rule="R109")


@pytest.mark.parametrize(
    ("rule", "remedy", "liable"),
    [
        ("R111", "return_refund", "courier"),
        ("R402", "reship_ems", "courier"),
        ("R403", "reship", "courier"),
        ("R107", "return_refund", "merchant"),
    ],
)
def test_r111_r402_r403_back_because_of_the_courier(
    logistics: Stage, rule: str, remedy: str, liable: str
) -> None:
    play(
        logistics,
        SENT,
        told.requested("late_delivery", "in_transit"),
        told.decided(rule, remedy, liable),
        told.reship(),
        told.inspected(("MILK", 1, "damaged"), ("TEA", 1, "damaged")),
    )

    assert booked(logistics) == charged(
        ("goods", "30.00", 9),
        ("outbound_freight", "8.00", 9),
        ("return_freight", "8.00", 9),
        rule=rule,
        account=liable,
    )


R203_REMEDIES = [
    pytest.param(
        "return_refund",
        [
            told.returned(),
            *told.inspected(("MILK", 1, "damaged"), ("MILK", 1, "good"), waybill=RETURN),
        ],
        [("goods", "30.00", 9), ("return_freight", "12.00", 9)],
        id="return_refund",
    ),
    pytest.param(
        "price_difference",
        [told.paid("15.50")],
        [("compensation", "15.50", 7)],
        id="price_difference",
    ),
    pytest.param(
        "reship",
        [told.reship()],
        [("goods", "60.00", 4), ("reship_freight", "9.00", 6)],
        id="reship",
    ),
]


@pytest.mark.parametrize(("rule", "liable"), [("R203", "courier"), ("R204", "merchant")])
@pytest.mark.parametrize(("remedy", "story", "costs"), R203_REMEDIES)
def test_r203_r204_damage_signed_for(
    logistics: Stage, rule: str, liable: str, remedy: str, story: list[Any], costs: list[Any]
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        told.decided(rule, remedy, liable),
        told.photographed(),
        story,
    )

    assert booked(logistics) == charged(*costs, rule=rule, account=liable)


def test_r205_refused_with_the_outer_package_damaged(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "at_door"),
        told.decided("R205", "return_refund", "courier", return_path="refuse"),
        told.inspected(("MILK", 2, "damaged")),
    )

    assert booked(logistics) == charged(
        ("goods", "60.00", 9),
        ("outbound_freight", "8.00", 9),
        ("return_freight", "8.00", 9),
        rule="R205",
    )


def test_r205_a_reship_signed_for_is_charged_like_r203(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "at_door"),
        told.decided("R205", "reship", "courier"),
        told.photographed(),
        told.scan("signed", day(5)),
        told.reship(),
    )

    assert booked(logistics) == charged(
        ("goods", "60.00", 5), ("reship_freight", "9.00", 6), rule="R205"
    )


def test_r205_a_reship_refused_after_all_is_charged_at_inspection(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "at_door"),
        told.decided("R205", "reship", "courier"),
        told.photographed(),
        told.reship(),
        told.inspected(("MILK", 2, "damaged")),
    )

    assert {line[3] for line in booked(logistics)} == {9}
    assert {line[1] for line in booked(logistics)} == {
        "goods", "outbound_freight", "return_freight", "reship_freight"
    }  # fmt: skip


@pytest.mark.parametrize("rule", ["R205", "R206"])
def test_d1_a_difference_without_photos_is_charged_to_nobody(logistics: Stage, rule: str) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "at_door"),
        told.decided(rule, "price_difference", "courier"),
        told.paid("15.50"),
    )

    assert booked(logistics) == []


def test_r206_abandoned_goods_are_charged_at_the_refusal(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "at_door", pieces=1),
        told.decided("R206", "refund", "courier", return_path="abandon"),
        told.scan("refused", day(5)),
    )

    assert booked(logistics) == charged(
        ("goods", "90.00", 5), ("outbound_freight", "8.00", 5), rule="R206"
    )


@pytest.mark.parametrize(
    ("remedy", "costs"),
    [
        ("refund", [("goods", "60.00", 4)]),
        ("reship", [("goods", "60.00", 4), ("reship_freight", "9.00", 6)]),
    ],
)
def test_r211_what_fell_out_needs_only_the_outer_photo(
    logistics: Stage, remedy: str, costs: list[Any]
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("missed_item", "signed"),
        told.decided("R211", remedy, "courier"),
        told.reship() if remedy == "reship" else [],
    )

    assert booked(logistics) == charged(*costs, rule="R211")


@pytest.mark.parametrize(
    ("rule", "remedy", "costs"),
    [
        ("R207", "exchange", [("goods", "60.00", 4), ("reship_freight", "9.00", 6)]),
        ("R208", "refund", [("goods", "60.00", 4)]),
        ("R209", "exchange", [("goods", "60.00", 4), ("reship_freight", "9.00", 6)]),
        ("R209", "keep_and_pay_difference", []),
        ("R305", "invoice_copy", []),
        ("R101", "refund", []),
        ("R210", "refund", []),
    ],
)
def test_d5_the_merchants_own_cases_are_kept_as_well(
    logistics: Stage, rule: str, remedy: str, costs: list[Any]
) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("quality_defect", "signed"),
        told.decided(rule, remedy, "merchant"),
        told.reship() if remedy == "exchange" else [],
    )

    assert booked(logistics) == charged(*costs, rule=rule, account="merchant")


def test_r102_damage_found_on_a_customers_refusal_is_not_charged(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("change_of_mind", "at_door"),
        told.decided("R102", "return_refund", "customer", return_path="refuse"),
        told.inspected(("MILK", 2, "damaged")),
    )

    assert booked(logistics) == []


def test_r503_a_dealers_own_fault_is_charged_when_a_reship_was_sent(logistics: Stage) -> None:
    request = told.requested("change_of_mind", "signed")
    play(logistics, SIGNED, request, told.decided("R302", None, "dealer"))
    assert booked(logistics) == []

    play(logistics, told.reship())

    assert booked(logistics) == charged(
        ("goods", "60.00", 6), ("reship_freight", "9.00", 6), rule="R503", account="dealer"
    )


def test_d21_nothing_is_booked_while_the_remedy_is_not_allowed(logistics: Stage) -> None:
    play(
        logistics,
        SIGNED,
        told.requested("damage", "signed"),
        told.decided("R203", None, "courier"),
        told.photographed(),
    )

    assert booked(logistics) == []


def test_orders_not_shipped_have_nothing_to_book(logistics: Stage) -> None:
    play(
        logistics,
        told.ordered(),
        told.requested("damage", "not_shipped"),
        told.decided("R203", "reship", "courier"),
        told.photographed(),
        told.outbound(shipped_at=day(5)),
    )

    assert booked(logistics) == []


def test_a_claim_says_what_it_expects_before_anything_is_certain(logistics: Stage) -> None:
    play(
        logistics,
        SENT,
        told.requested("damage", "in_transit"),
        told.decided("R108", "reship", "courier"),
    )

    (claim,) = logistics.said_of(CourierClaimOpened)
    assert (claim.at, claim.courier, claim.waybill, claim.rule) == (day(4), "SF", WAYBILL, "R108")
    assert [cost.cost for cost in claim.expected] == [
        "goods", "outbound_freight", "return_freight", "reship_freight"
    ]  # fmt: skip
