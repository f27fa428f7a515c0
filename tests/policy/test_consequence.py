"""What a recorded case costs, and whom, under a version: the money worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from shared.money import Money
from shared.policy.consequence import Consequence, Happened, consequence, moves
from shared.policy.facts import parse_facts
from shared.policy.vocabulary import Cost
from tests.policy.asking import policy
from tests.policy.drafts import FIFTEEN_DAYS, R203_OURS, draft

DAMAGED = {"cause": "damage", "stage": "signed", "outer_package": "damaged", "photos": 2}
LATE = {"cause": "change_of_mind", "stage": "signed", "days_since_signed": 9}
RESTORED = {"resellable": True, "complete": True}
REFUSED = {"cause": "change_of_mind", "stage": "at_door"}
LEAKING = {"cause": "damage", "stage": "at_door", "liquid": True, "wish": "refund"}
SHORT = {"cause": "missed_item", "stage": "signed", "outer_photo": True, "weight_check": "mismatch"}


def happened(facts: dict[str, Any], remedy: Any = None, **rest: Any) -> Happened:
    """Goods for 50.00 of an order for 80.00; 8.00 out, 9.00 back, 6.00 again; 5.00 agreed."""
    freights: dict[Cost, Money] = {
        "outbound_freight": Money.of("8.00"),
        "return_freight": Money.of("9.00"),
        "reship_freight": Money.of("6.00"),
    }
    return Happened(
        facts=parse_facts(facts),
        remedy=remedy,
        value=Money.of("50.00"),
        order_value=Money.of("80.00"),
        amount=Money.of("5.00"),
        freights=freights,
        came_back_damaged=Money.of("20.00"),
        came_back_not_good=Money.of("30.00"),
        **rest,
    )


def costs(of: Consequence) -> dict[str, str]:
    return {cost: f"{party} {amount}" for cost, (party, amount) in of.costs.items()}


@pytest.mark.parametrize(
    ("case", "expected", "paid"),
    [
        pytest.param(
            happened(DAMAGED, "reship"),
            {"goods": "courier 50.00", "reship_freight": "courier 6.00"},
            "0.00",
            id="R203-reship",
        ),
        pytest.param(
            happened(DAMAGED, "return_refund"),
            {"goods": "courier 20.00", "return_freight": "courier 9.00"},
            "50.00",
            id="R203-return-D10-what-inspection-found",
        ),
        pytest.param(
            happened(DAMAGED, "price_difference"),
            {"compensation": "courier 5.00"},
            "5.00",
            id="R203-difference",
        ),
        pytest.param(happened(LATE), {}, "0.00", id="R302-rejected"),
        pytest.param(
            happened({**LATE, **RESTORED, "days_since_signed": 7}),
            {"goods": "customer 30.00", "return_freight": "customer 9.00"},
            "20.00",
            id="R301-D10-only-what-came-back-good",
        ),
        pytest.param(
            happened(REFUSED),
            {"outbound_freight": "customer 8.00", "return_freight": "customer 9.00"},
            "33.00",
            id="R102-less-both-freights",
        ),
        pytest.param(
            happened({**REFUSED, "days_since_success": 16}),
            {"outbound_freight": "customer 8.00", "return_freight": "customer 9.00"},
            "31.52",
            id="R508-commission-on-what-is-left",
        ),
        pytest.param(
            happened({**REFUSED, "days_since_success": 16, "small_quantity": True}),
            {"outbound_freight": "customer 8.00", "return_freight": "customer 9.00"},
            "33.00",
            id="R508-not-for-small-quantities",
        ),
        pytest.param(
            happened(LEAKING),
            {"goods": "courier 80.00", "outbound_freight": "courier 8.00"},
            "50.00",
            id="R206-abandoned-the-whole-order",
        ),
        pytest.param(
            happened(SHORT, "reship"),
            {"reship_freight": "warehouse 6.00", "compensation": "warehouse 5.00"},
            "5.00",
            id="R210-D11-reship-with-compensation",
        ),
        pytest.param(
            happened(DAMAGED, "reship", verdict="staff"),
            {"goods": "staff 50.00", "reship_freight": "staff 6.00"},
            "0.00",
            id="R501-a-verdict-holds",
        ),
        pytest.param(happened(DAMAGED, "exchange"), {}, "0.00", id="D21-not-allowed"),
    ],
)
def test_what_a_case_costs_and_pays(case: Happened, expected: dict[str, str], paid: str) -> None:
    told = consequence(case, policy())

    assert (costs(told), str(told.paid)) == (expected, paid)


def moved(case: Happened, *edits: tuple[str, str]) -> list[tuple[str, str | None, str | None, str]]:
    before, after = consequence(case, policy()), consequence(case, draft(*edits))
    return [(m.cost, m.source, m.target, str(m.amount)) for m in moves(before, after)]


def test_r203_every_cost_moves_with_the_liability() -> None:
    assert moved(happened(DAMAGED, "reship"), R203_OURS) == [
        ("goods", "courier", "merchant", "50.00"),
        ("reship_freight", "courier", "merchant", "6.00"),
    ]


def test_r501_nothing_moves_where_a_verdict_holds() -> None:
    assert moved(happened(DAMAGED, "reship", verdict="warehouse"), R203_OURS) == []


def test_r301_what_only_the_second_version_brings_comes_from_nobody() -> None:
    assert moved(happened(LATE | RESTORED), FIFTEEN_DAYS) == [
        ("goods", None, "customer", "30.00"),
        ("return_freight", None, "customer", "9.00"),
    ]


RESHIP_IF_SIGNED = '[row.remedies.reship]\nbears = ["goods", "reship_freight"]\n'
EXPIRED = (
    'rule = "R207"\ncovers = [{ cause = ["expired"], stage = ["signed"] }]\n'
    'liable = "merchant"\n[row.remedies.exchange]\nbears = ["goods", "reship_freight"]'
)


def test_what_only_the_first_version_brings_goes_to_nobody() -> None:
    assert moved(happened(DAMAGED, "reship"), (RESHIP_IF_SIGNED + "[row.remedies.replace_part]",
                                               "[row.remedies.replace_part]")) == [
        ("goods", "courier", None, "50.00"),
        ("reship_freight", "courier", None, "6.00"),
    ]  # fmt: skip


def test_d10_an_amount_that_shrinks_moves_in_two_parts() -> None:
    """Goods that come back cost what inspection found; goods that do not, their value."""
    theirs = EXPIRED.replace('"merchant"', '"courier"') + "\nregister = true"
    case = happened({"cause": "expired", "stage": "signed"})

    assert moved(case, (EXPIRED, theirs)) == [
        ("goods", "merchant", "courier", "20.00"),
        ("goods", "merchant", None, "30.00"),
        ("reship_freight", "merchant", "courier", "6.00"),
    ]
