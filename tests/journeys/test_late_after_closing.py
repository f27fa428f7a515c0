"""Months closed before rows and cells come late: frozen, and nothing of it is lost (D14, D32a).

A house that never closed anything books the same: what it has in a closed month must stand in the
next one here, signed as it changes what is owed.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cli.month_places import months_of
from services.finance.domain.month_drawn import Who
from shared.dates import parse_time
from tests.support import late
from tests.support.house import Home, home
from tests.support.months import random_month

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.journey

FEW = settings(max_examples=2, deadline=None)
CLOSED = "2026-09"
WHO = Who("李敏", "账期已到")
NAMED = ("waybill", "case", "order_no", "sku", "cost", "certain_at", "rule", "policy", "for_period")


ACCOUNTS = {"courier": "courier", "warehouse": "warehouse", "dealer": "dealer", "staff": "agent"}


def signed(house: Home) -> Counter[tuple[str, ...]]:
    """Amounts as they change what is owed, by everything that a line says but its kind."""
    sums: Counter[tuple[str, ...]] = Counter()
    printed = house.printed()
    for name, account in ACCOUNTS.items():
        for ledger in printed[name]:
            for line in ledger["lines"]:
                owed = -1 if line.get("kind") == "chargeback" else 1
                key = (name, ledger[account], *(str(line.get(one)) for one in NAMED))
                sums[key] += owed * int(Decimal(line["amount"]) * 100)
    return sums


def frozen(house: Home) -> str:
    """Every closed month with lines."""
    printed = house.printed()
    return json.dumps(
        [
            month
            for name in ACCOUNTS
            for month in printed[name]
            if month["period"] <= CLOSED and month["lines"]
        ]
    )


@pytest.mark.parametrize("leave_out", [late.without_some_rows, late.without_some_cells])
@FEW
@given(seed=st.integers(min_value=0, max_value=10_000))
def test_what_comes_after_a_closing_changes_no_closed_month_and_is_booked_whole(
    leave_out: Callable[[late.Tables, Random], None], seed: int
) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        random_month(folder / "whole", seed, 12)
        tables = late.read(folder / "whole")
        leave_out(tables, Random(seed))
        late.write(folder / "early", tables)
        with home(folder / "never") as house:
            imported(house, folder)
            expected = signed(house)
        with home(folder / "home") as house:
            imported(house, folder, close=True)
            assert signed(house) == expected


def imported(house: Home, folder: Path, *, close: bool = False) -> None:
    """What was there early, perhaps closed, then all of it."""
    assert house.bring(folder / "early").errors == []
    before = ""
    if close:
        end = parse_time("2026-10-01")
        months_of(house.house).close(CLOSED, end, WHO, override=True)
        before = frozen(house)
    assert house.bring(folder / "whole").errors == []
    if close:
        assert frozen(house) == before
