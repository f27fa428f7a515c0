"""Who is expected to bear what is pending, and how old it is (R501, D22)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from services.finance.domain.pending import (
    CLAIM,
    REMEDY,
    VERDICT,
    WITHDRAWN,
    Said,
    age_of,
    expected_party,
    standing_since,
    still_expected,
)
from shared.dates import SHANGHAI

RESHIP, DIFFERENCE = "reship_freight", "compensation"
COURIER = Said(REMEDY, "2026-09-02", party="courier")
CLAIMED = Said(CLAIM, "2026-09-02", costs=(("goods", 9100), (RESHIP, None)))

EXPECTED = {
    "nothing is decided yet": (RESHIP, (), None),
    "R108: the courier, as its claim says": (RESHIP, (COURIER, CLAIMED), "courier"),
    "R109: a reship that the claim does not name stays the merchant's": (
        RESHIP,
        (COURIER, Said(CLAIM, "2026-09-02", costs=(("return_freight", 800),))),
        "merchant",
    ),
    "R203: a difference that the claim does not name, too": (
        DIFFERENCE,
        (COURIER, CLAIMED),
        "merchant",
    ),
    "D7: a claim given up": (RESHIP, (COURIER, CLAIMED, Said(WITHDRAWN, "2026-09-09")), "merchant"),
    "a claim told again counts as told last": (
        DIFFERENCE,
        (COURIER, CLAIMED, Said(CLAIM, "2026-09-02", 2, costs=((DIFFERENCE, 500),))),
        "courier",
    ),
    "R106: the merchant's own": (RESHIP, (Said(REMEDY, "1", party="merchant"),), "merchant"),
    "R104: a customer's price difference is the merchant's": (
        DIFFERENCE,
        (Said(REMEDY, "1", party="customer"),),
        "merchant",
    ),
    "R210: the warehouse": (DIFFERENCE, (Said(REMEDY, "1", party="warehouse"),), "warehouse"),
    "R503: the dealer bears the reship": (RESHIP, (Said(REMEDY, "1", party="dealer"),), "dealer"),
    "R503: and no difference": (DIFFERENCE, (Said(REMEDY, "1", party="dealer"),), "merchant"),
    "R501: a verdict counts before the decision": (
        RESHIP,
        (COURIER, CLAIMED, Said(VERDICT, "2026-09-05", party="staff")),
        "staff",
    ),
    "R501: verdicts apply in turn": (
        RESHIP,
        (
            Said(VERDICT, "2026-09-09", party="warehouse"),
            Said(VERDICT, "2026-09-05", party="staff"),
            COURIER,
        ),
        "warehouse",
    ),
    "a remedy chosen anew counts by its revision": (
        RESHIP,
        (Said(REMEDY, "2026-09-02", 2, party="courier"), Said(REMEDY, "2026-09-02", party="staff")),
        "courier",
    ),
}


@pytest.mark.parametrize(("cost", "said", "party"), EXPECTED.values(), ids=EXPECTED)
def test_whom_a_pending_cost_is_expected_from(
    cost: str, said: tuple[Said, ...], party: str | None
) -> None:
    assert expected_party(cost, said) == party
    assert expected_party(cost, reversed(said)) == party


def test_a_claim_given_up_expects_nothing() -> None:
    assert still_expected([COURIER, CLAIMED]) == CLAIMED.costs
    assert still_expected([CLAIMED, Said(WITHDRAWN, "2026-09-09")]) == ()


@pytest.mark.parametrize(
    ("legs", "since"),
    [
        ([("1", 900)], "1"),
        ([("1", 900), ("2", -900)], None),
        ([("1", 900), ("2", -900), ("3", 500)], "3"),
        ([("1", 900), ("2", 500), ("3", -899)], "1"),
        ([("1", 900), ("2", 500), ("3", -900)], "2"),
        ([("1", -900), ("2", 900), ("3", 1)], "3"),
    ],
    ids=["stands", "settled", "anew", "a fen is left", "the first is settled", "charged first"],
)
def test_the_oldest_is_settled_first(legs: list[tuple[str, int]], since: str | None) -> None:
    assert standing_since(legs) == since


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (0, (0, "0-7")),
        (8 * 24 - 1, (7, "0-7")),
        (8 * 24, (8, "8-15")),
        (16 * 24 - 1, (15, "8-15")),
        (16 * 24, (16, "16-30")),
        (31 * 24 - 1, (30, "16-30")),
        (31 * 24, (31, "31+")),
    ],
)
def test_d22_ages_are_whole_days_rounded_down(hours: int, expected: tuple[int, str]) -> None:
    since = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)

    assert age_of(since, since + timedelta(hours=hours)) == expected
