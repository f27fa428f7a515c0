"""D20 and D21: what a wish changes, what insisting opens, what stands for what was chosen."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from shared.policy.vocabulary import Remedy, Wish
from tests.policy.asking import carried_out, decided

BROKEN = {"cause": "damage", "stage": "signed", "photos": 2, "outer_package": "damaged"}
TRANSIT = {"cause": "damage", "stage": "in_transit"}
CANNOT = {"cause": "cannot_receive", "stage": "in_transit"}


@pytest.mark.parametrize(
    ("wish", "remedies"),
    [
        ("refund", ["return_refund", "price_difference", "reship", "replace_part"]),
        ("return", ["return_refund", "price_difference", "reship", "replace_part"]),
        ("reship", ["reship", "return_refund", "price_difference", "replace_part"]),
        ("exchange", ["return_refund", "price_difference", "reship", "replace_part"]),
        ("keep", ["price_difference", "replace_part", "return_refund", "reship"]),
        ("wait", ["return_refund", "price_difference", "reship", "replace_part"]),
        ("redeliver", ["return_refund", "price_difference", "reship", "replace_part"]),
        (None, ["return_refund", "price_difference", "reship", "replace_part"]),
    ],
)
def test_d20_what_fulfils_the_wish_comes_first(wish: str | None, remedies: list[str]) -> None:
    assert decided({**BROKEN, "partly_good": True, "wish": wish})["remedies"] == remedies


def test_d20_redeliver_is_fulfilled_by_a_change_of_address() -> None:
    wished = decided({**CANNOT, "wish": "redeliver"})["remedies"]

    assert wished == ["redeliver", "change_address", "return_refund"]


@pytest.mark.parametrize("wish", get_args(Wish))
def test_a_wish_never_widens_what_is_allowed(wish: str) -> None:
    assert sorted(decided({**BROKEN, "wish": wish})["remedies"]) == sorted(
        decided(BROKEN)["remedies"]
    )


@pytest.mark.parametrize("remedy", ["refund", "return_refund"])
def test_d20_the_chosen_remedy_insists_like_a_wish(remedy: Remedy) -> None:
    assert decided(TRANSIT, remedy)["remedies"] == ["reship", "return_refund"]
    assert decided(TRANSIT, "reship")["remedies"] == ["reship"]


@pytest.mark.parametrize(
    ("facts", "chosen", "done"),
    [
        pytest.param(BROKEN, "refund", "return_refund", id="refund-for-return-refund"),
        pytest.param(BROKEN, "reship_ems", "reship", id="ems-for-reship"),
        pytest.param(BROKEN, "price_difference", "price_difference", id="itself"),
        pytest.param(BROKEN, None, "return_refund", id="none-is-the-first"),
        pytest.param({**BROKEN, "wish": "keep"}, None, "price_difference", id="the-wished-first"),
        pytest.param(TRANSIT, "refund", "return_refund", id="insisting-opens-it"),
        pytest.param(
            {"cause": "lost", "stage": "in_transit"}, "return_refund", "refund", id="nothing-back"
        ),
        pytest.param(
            {"cause": "out_of_area", "stage": "at_door"}, "reship", "reship_ems", id="by-ems"
        ),
        pytest.param(
            {"cause": "courier_service", "stage": "at_door"},
            "reship_ems",
            "reship_other_courier",
            id="by-another-courier",
        ),
    ],
)
def test_d21_the_chosen_remedy_or_what_stands_for_it(
    facts: dict[str, Any], chosen: Remedy | None, done: str
) -> None:
    decision = carried_out(facts, chosen)

    assert decision is not None
    assert decision["remedies"][0] == done


@pytest.mark.parametrize(
    ("facts", "chosen"),
    [
        pytest.param(BROKEN, "exchange", id="not-allowed"),
        pytest.param({**BROKEN, "photos": 0}, "reship", id="not-yet"),
        pytest.param({"cause": "late_delivery", "stage": "at_door"}, "reship", id="never"),
        pytest.param(
            {"cause": "quality_defect", "stage": "signed", "verified": False}, None, id="rejected"
        ),
        pytest.param(
            {"cause": "disputed_sign_off", "stage": "signed"}, "reship", id="D25-nothing-goes-out"
        ),
    ],
)
def test_d21_nothing_takes_the_place_of_what_is_not_allowed(
    facts: dict[str, Any], chosen: Remedy | None
) -> None:
    assert carried_out(facts, chosen) is None


def test_the_fields_are_those_of_the_chosen_remedy() -> None:
    decision = carried_out(BROKEN, "reship")

    assert decision is not None
    assert decision["remedies"] == ["reship", "return_refund", "price_difference"]
    assert decision["return_path"] == "none"
    assert decision["advance_postage"] is False
    assert decision["bears"] == {"goods": "courier", "reship_freight": "courier"}
    assert decision["missing"] == []
    assert decision["rules"] == ["R201", "R203"]


def test_d12_a_reship_for_goods_that_are_given_up() -> None:
    wet = {"cause": "damage", "stage": "at_door", "liquid": True, "outer_package": "intact"}

    abandoned = carried_out({**wet, "wish": "return"}, "reship")
    kept = carried_out(wet, "reship")

    assert abandoned is not None
    assert kept is not None
    assert (abandoned["return_path"], abandoned["liable"]) == ("abandon", "courier")
    assert (kept["return_path"], kept["liable"]) == ("none", "merchant")


def test_d24_a_confirmed_payment_misses_nothing() -> None:
    paid = {**BROKEN, "wish": "keep", "customer_confirmed": True}

    assert decided(paid)["missing"] == []
    assert decided({**paid, "customer_confirmed": False})["missing"] == ["customer_confirmation"]
