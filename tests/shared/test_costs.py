"""D5: a verdict moves what is certain by its moment, and redirects what comes later (R501)."""

from datetime import datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.costs import (
    Bearer,
    Cost,
    CostEntry,
    Turn,
    Verdict,
    always,
    effective,
    entries,
    once_more,
    withdrawal,
)
from shared.dates import SHANGHAI
from shared.money import Money

START = datetime(2026, 9, 1, 10, tzinfo=SHANGHAI)


def day(number: int) -> datetime:
    return START + timedelta(days=number)


def cost(certain: int, fen: int = 5_000, name: str = "goods") -> Cost:
    return Cost(name, Money(fen), day(certain), "R203", key="WB1")


def verdict(on: int, party: str, account: str | None = None) -> Verdict:
    return Verdict(day(on), Bearer(party, account))


def told(found: list[CostEntry]) -> list[tuple[str, str, int, str]]:
    return [
        (entry.kind, entry.bearer.party, (entry.certain_at - START).days, entry.rule)
        for entry in found
    ]


COURIER_AT_5 = ("charge", "courier", 5, "R203")


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        pytest.param([], [COURIER_AT_5], id="no verdict"),
        pytest.param([verdict(8, "courier")], [COURIER_AT_5], id="same party changes nothing"),
        pytest.param(
            [verdict(8, "warehouse")],
            [
                COURIER_AT_5,
                ("reversal", "courier", 8, "R501"),
                ("charge", "warehouse", 8, "R501"),
            ],
            id="moved after it is certain",
        ),
        pytest.param(
            [verdict(5, "merchant")],
            [
                COURIER_AT_5,
                ("reversal", "courier", 5, "R501"),
                ("charge", "merchant", 5, "R501"),
            ],
            id="certain by the verdict's moment",
        ),
        pytest.param(
            [verdict(4, "merchant")],
            [("charge", "merchant", 5, "R501")],
            id="before it is certain it only redirects",
        ),
        pytest.param(
            [verdict(3, "merchant"), verdict(4, "courier")],
            [("charge", "courier", 5, "R501")],
            id="redirected back, still by a verdict",
        ),
        pytest.param(
            [verdict(7, "warehouse"), verdict(9, "courier")],
            [
                COURIER_AT_5,
                ("reversal", "courier", 7, "R501"),
                ("charge", "warehouse", 7, "R501"),
                ("reversal", "warehouse", 9, "R501"),
                ("charge", "courier", 9, "R501"),
            ],
            id="verdicts apply in turn",
        ),
        pytest.param(
            [verdict(4, "merchant"), verdict(9, "warehouse")],
            [
                ("charge", "merchant", 5, "R501"),
                ("reversal", "merchant", 9, "R501"),
                ("charge", "warehouse", 9, "R501"),
            ],
            id="redirected, then moved",
        ),
    ],
)
def test_r501_a_verdict_moves_a_cost(
    verdicts: list[Verdict], expected: list[tuple[str, str, int, str]]
) -> None:
    assert told(entries("C1", [cost(5)], always("courier"), verdicts)) == expected


def test_r501_a_reversal_names_what_it_reverses_and_the_verdict() -> None:
    charged, reversed_, moved = entries(
        "C1", [cost(5)], always("courier"), [verdict(8, "merchant")]
    )

    assert (reversed_.reverses, reversed_.verdict) == (charged.entry, day(8))
    assert (moved.reverses, moved.verdict) == (None, day(8))
    assert (charged.reverses, charged.verdict) == (None, None)


def test_a_cost_of_nothing_is_not_charged() -> None:
    assert entries("C1", [cost(5, fen=0)], always("courier"), []) == []


def test_d7_a_verdict_counts_against_who_answered_at_its_own_moment() -> None:
    def first(at: datetime) -> Bearer:
        return Bearer("courier" if at >= day(5) else "customer")

    assert effective(first, [verdict(3, "courier")]) == [verdict(3, "courier")]
    assert effective(first, [verdict(6, "courier")]) == []


def test_an_agent_is_another_account_of_the_same_party() -> None:
    found = entries(
        "C1", [cost(5)], always("staff", "A1"), [verdict(8, "staff", "A2")]
    )  # fmt: skip

    assert [entry.bearer.account for entry in found] == ["A1", "A1", "A2"]


def test_d14_an_entry_that_became_untrue_is_taken_back_as_it_was() -> None:
    [charged] = entries("C1", [cost(5)], always("courier"), [])
    back = withdrawal(charged)

    assert (back.kind, back.reverses, back.certain_at) == ("reversal", charged.entry, day(5))
    assert withdrawal(back).kind == "charge"
    assert once_more(charged, 0) == charged
    assert len({charged.entry, back.entry, once_more(charged, 1).entry}) == 3


PARTIES = st.sampled_from(["courier", "warehouse", "merchant", "customer", "dealer", "staff"])
VERDICTS = st.lists(
    st.builds(verdict, st.integers(0, 20), PARTIES), max_size=4, unique_by=lambda v: v.at
)
COSTS = st.lists(
    st.builds(
        cost,
        st.integers(0, 20),
        st.integers(0, 9_999),
        st.sampled_from(["goods", "reship_freight", "compensation"]),
    ),
    max_size=4,
)


@given(COSTS, VERDICTS, PARTIES)
def test_r501_a_moved_liability_nets_to_zero(
    costs: list[Cost], verdicts: list[Verdict], first: str
) -> None:
    net: dict[str, int] = {}
    for entry in entries("C1", costs, always(first), verdicts):
        signed = entry.amount.fen if entry.kind == "charge" else -entry.amount.fen
        net[entry.bearer.party] = net.get(entry.bearer.party, 0) + signed
    last = max(verdicts, key=lambda v: v.at).to.party if verdicts else first

    assert sum(net.values()) == sum(c.amount.fen for c in costs)
    assert {party for party, amount in net.items() if amount} <= {last}


@given(COSTS, VERDICTS, PARTIES)
def test_the_order_in_which_verdicts_arrive_does_not_matter(
    costs: list[Cost], verdicts: list[Verdict], first: str
) -> None:
    found = [entries("C1", costs, always(first), list(order)) for order in permutations(verdicts)]

    assert all(other == found[0] for other in found)


@given(COSTS, VERDICTS)
def test_entry_numbers_are_stable_and_distinct(costs: list[Cost], verdicts: list[Verdict]) -> None:
    distinct = list({(c.cost, c.certain_at, c.amount): c for c in costs}.values())
    found = entries("C1", distinct, always("courier"), verdicts)

    assert len({entry.entry for entry in found}) == len(found)


def test_d21_what_is_released_leaves_its_account_and_moves_nowhere() -> None:
    turns = [Turn(day(7), Bearer("merchant"), "R208"), Turn(day(9), None, "R406")]
    found = entries("C1", [cost(5)], always("dealer", "D1"), [], turns)
    assert told(found) == [
        ("charge", "dealer", 5, "R203"),
        ("reversal", "dealer", 7, "R208"),
        ("charge", "merchant", 7, "R208"),
        ("reversal", "merchant", 9, "R406"),
    ]
    assert [entry.verdict for entry in found] == [None, day(7), day(7), None]


@pytest.mark.parametrize("on", [6, 7])
def test_d7_a_verdict_before_a_turn_settles_the_case_one_at_its_second_does_not(on: int) -> None:
    turns = [Turn(day(7), None, "R406")]
    found = entries("C1", [cost(5)], always("dealer", "D1"), [verdict(on, "courier")], turns)
    settled = [("reversal", "dealer", 6, "R501"), ("charge", "courier", 6, "R501")]
    released = [("reversal", "dealer", 7, "R406")]
    assert told(found)[1:] == (settled if on == 6 else released)
