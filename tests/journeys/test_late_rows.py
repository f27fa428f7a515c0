"""Rows and cells that come after their time: the calculator and the services agree (D14, D32a).

What late rows make untrue stays printed with its reversal of the same moment; it is netted here.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.calculator import Step, compute_steps
from tests.support.house import home, unproved, without_ids
from tests.support.late import read, without_some_cells, without_some_rows, write
from tests.support.months import random_month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.support.late import Tables

pytestmark = pytest.mark.journey

FEW = settings(max_examples=4, deadline=None)
SEEDS = st.integers(min_value=0, max_value=10_000)


def netted(ledgers: Iterable[dict[str, Any]]) -> Counter[tuple[Any, ...]]:
    """Every line's amount by everything else that it says, charges less reversals."""
    sums: Counter[tuple[Any, ...]] = Counter()
    for ledger in ledgers:
        for line in ledger["lines"]:
            kind = line.get("kind", "warehouse")
            sign = -1 if kind == "reversal" else 1
            names = {**line, "courier": ledger.get("courier"), "amount": None}
            names["kind"] = "chargeback" if kind == "reversal" else kind
            key = tuple(sorted(names.items(), key=str))
            sums[key] += sign * int(Decimal(line["amount"]) * 100)
    return Counter({key: amount for key, amount in sums.items() if amount})


@pytest.mark.parametrize("leave_out", [without_some_rows, without_some_cells])
@FEW
@given(seed=SEEDS)
def test_late_rows_and_cells_bring_what_they_would_have_brought(
    leave_out: Callable[[Tables, Random], None], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        random_month(folder / "whole", seed, 15)
        tables = read(folder / "whole")
        leave_out(tables, Random(seed))
        steps = [Step(write(folder / "early", tables)), Step(folder / "whole")]
        with home(folder / "home") as house:
            for step in steps:
                assert house.bring(step.folder).errors == []
            printed = without_ids(house.printed())
        books = compute_steps(steps)
        assert unproved(folder / "home") == []
    assert netted(printed["courier"]) == netted(books.courier)
    assert netted(printed["warehouse"]) == netted(books.warehouse)
    assert printed["refunds"] == books.refunds
