"""Months closed and reopened between imports: the calculator and the services agree (D14).

Closed months' bytes never change, and every month opens on the net of the one before (D13).
"""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.calculator import Close, compute, compute_deeds
from tests.support.closed import carry_out, heads, ledgers, netted
from tests.support.house import home
from tests.support.month_deeds import closed_in_time, random_deeds

if TYPE_CHECKING:
    from tests.support.closed import Deed

pytestmark = pytest.mark.journey

ORDERS = 10
FOUND = (12, 46, 76)
"""Months that showed a disagreement once."""


def assert_agreed(folder: Path, deeds: list[Deed]) -> None:
    with home(folder / "home") as house:
        carry_out(house, deeds)
        printed = ledgers(house)
        refunds = house.printed()["refunds"]
    books = asdict(compute_deeds(deeds))
    expected = {name: books[name] for name in printed}
    assert heads(printed) == heads(expected)
    assert netted(printed) == netted(expected)
    assert refunds == books["refunds"]


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(min_value=0, max_value=100_000))
def test_d14_whatever_comes_and_is_closed_in_between_the_calculator_agrees(seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        assert_agreed(folder, random_deeds(folder, seed, ORDERS))


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(min_value=0, max_value=100_000))
def test_d32_months_closed_as_soon_as_they_are_over_print_what_open_ones_do(seed: int) -> None:
    """Nothing of a month becomes known after its last second when every row comes in time."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        deeds = closed_in_time(folder, seed, ORDERS)
        with home(folder / "home") as house:
            carry_out(house, deeds)
            printed = ledgers(house)
        books = asdict(compute(folder / "whole"))
    expected = {name: [_closed(one, deeds) for one in books[name]] for name in printed}
    assert heads(printed) == heads(expected)
    assert netted(_of_any_case(printed)) == netted(_of_any_case(expected))


def _of_any_case(printed: dict[str, Any]) -> dict[str, Any]:
    """D6: a transfer's case may ask later; a closed month prints what was known."""
    for ledger in printed["courier"]:
        for line in ledger["lines"]:
            line["case"] = None if line["kind"] == "transfer_fee" else line["case"]
    return printed


def _closed(ledger: dict[str, Any], deeds: list[Deed]) -> dict[str, Any]:
    return ledger | {"status": "closed"} if Close(ledger["period"]) in deeds else ledger


@pytest.mark.parametrize("seed", FOUND)
def test_d14_months_that_once_disagreed(seed: int, tmp_path: Path) -> None:
    assert_agreed(tmp_path, random_deeds(tmp_path, seed, ORDERS))
