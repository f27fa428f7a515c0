"""A decision that a later fact changes: what it had made certain stands until then, no longer.

Each story: two of milk, 60.00, of dealer D9, asked about on day 4; the reship left on day 6, 9.00.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.contracts.logistics import CourierChargeback, CourierChargebackReversed
from tests.logistics import told
from tests.logistics.told import Line, booked, by_moment, charged, day, play

if TYPE_CHECKING:
    from tests.support.stage import Stage

PARCELS = [told.ordered(), told.outbound(), told.reship()]
DEALERS = told.decided("R401", None, "dealer")
BY_THE_DEALER = charged(
    ("goods", "60.00", 6), ("reship_freight", "9.00", 6), rule="R503", account="dealer"
)


def taken_back(on: float, rule: str) -> list[Line]:
    lines = [("-dealer", cost, amount, on, rule) for _, cost, amount, _, _ in BY_THE_DEALER]
    return sorted([*BY_THE_DEALER, *lines], key=by_moment)


def turned(rule: str, remedy: str | None, liable: str, *rules: str) -> list[Any]:
    """On day 8 another decision holds."""
    return told.decided(rule, remedy, liable, at=day(8), revision=2, rules=rules)


def lost(remedy: str | None) -> list[Any]:
    return [told.scan("lost", day(8)), *turned("R406", remedy, "courier")]


@pytest.mark.parametrize(
    ("then", "rule"),
    [
        pytest.param(lost(None), "R406", id="D21: a loss with a remedy that it does not allow"),
        pytest.param(turned("R208", None, "merchant"), "R208", id="R303: a defect, undecided yet"),
    ],
)
def test_r503_what_the_dealer_bore_leaves_it_when_another_decision_holds(
    logistics: Stage, then: list[Any], rule: str
) -> None:
    play(logistics, PARCELS, told.requested("wrong_address", "in_transit"), DEALERS, then)
    assert booked(logistics) == taken_back(8, rule)


def test_d32_it_does_not_matter_whether_time_passed_before_the_loss(logistics: Stage) -> None:
    asked = told.requested("wrong_address", "in_transit")
    logistics.does(PARCELS[1], PARCELS[2]).hears(PARCELS[0], asked, *DEALERS).reaches(day(7))
    assert booked(logistics) == BY_THE_DEALER
    play(logistics, lost(None))
    assert booked(logistics) == taken_back(8, "R406")


@pytest.mark.parametrize("newest_first", [False, True])
def test_revisions_of_a_remedy_may_arrive_in_any_order(
    logistics: Stage, *, newest_first: bool
) -> None:
    """R203: the goods were reshipped until, on day 8, the customer took the difference instead."""
    first = told.decided("R203", "reship", "courier")
    then = told.decided("R203", "price_difference", "courier", at=day(8), revision=2)
    logistics.hears(*([*then, *first] if newest_first else [*first, *then]))
    signed = [told.ordered(), told.outbound(), told.scan("signed", day(3))]
    asked = told.requested("damage", "signed")
    play(logistics, signed, asked, told.photographed())
    goods = ("goods", "60.00")
    assert booked(logistics) == [
        ("courier", *goods, 4, "R203"),
        ("-courier", *goods, 8, "R203"),
    ]


@pytest.mark.parametrize(
    "verdict", [told.verdict("staff", day(7)), told.verdict("courier", day(7))]
)
def test_d7_what_a_verdict_has_moved_stays(logistics: Stage, verdict: Any) -> None:
    asked = told.requested("wrong_address", "in_transit")
    play(logistics, PARCELS, asked, DEALERS, verdict, lost(None))
    account = verdict.to_party
    moved = charged(
        ("goods", "60.00", 7), ("reship_freight", "9.00", 7), rule="R501", account=account
    )
    assert booked(logistics) == sorted([*taken_back(7, "R501"), *moved], key=by_moment)


@pytest.mark.parametrize("answered", [True, False], ids=["answered", "not answered yet"])
def test_d1_nothing_is_booked_while_the_desk_has_not_answered_who_signed(
    logistics: Stage, *, answered: bool
) -> None:
    """C-1's 72 hours end in the second in which C-2 is entitled to the same parcel's freight."""
    signed = [told.ordered(), told.outbound(), told.scan("refused", day(4.5))]
    play(
        logistics,
        signed,
        told.requested("disputed_sign_off", "in_transit"),
        told.decided("R306", None, "courier"),
        told.requested("damage", "at_door", at=day(7), case_no="C-2"),
        told.decided("R206", "refund", "courier", at=day(7), case_no="C-2", return_path="abandon"),
    )
    assert booked(logistics) == []
    if answered:
        play(logistics, told.decided("R306", "refund", "courier", at=day(7), revision=2))
        assert booked(logistics) == sorted(
            [
                *charged(("goods", "60.00", 7), ("outbound_freight", "8.00", 7), rule="R306"),
                ("courier", "goods", "90.00", 7, "R206"),
            ],
            key=by_moment,
        )


def test_d30_a_charge_follows_the_cases_parcel_when_that_was_told_late(logistics: Stage) -> None:
    """YT's parcel of day 2 is the last one before the request, not SF's of day 1."""
    asked = told.requested("damage", "signed")
    decided = told.decided("R203", "reship", "courier")
    play(logistics, told.ordered(), told.outbound(), asked, decided, told.photographed())
    play(logistics, told.outbound("9.00", waybill="YT-1", courier="YT", shipped_at=day(2)))

    said = [
        (one.courier, one.waybill, bool(one.entry.reverses), str(one.entry.amount))
        for one in logistics.said
        if isinstance(one, CourierChargeback | CourierChargebackReversed)
    ]
    assert said == [
        ("SF", told.WAYBILL, False, "60.00"),
        ("SF", told.WAYBILL, True, "60.00"),
        ("YT", "YT-1", False, "60.00"),
    ]
    assert len({one.entry.entry for one in logistics.said_of(CourierChargeback)}) == 2
