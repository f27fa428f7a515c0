"""What happens to a random month: it comes in steps, some rows late, and is closed between them."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

from tests.support.calculator import Close, Hold, Reopen, Step, moments, reading
from tests.support.late import (
    read,
    without_some_cells,
    without_some_orders,
    without_some_rows,
    write,
)
from tests.support.months import random_month

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from tests.support.closed import Deed

STEPS = 4


def random_deeds(folder: Path, seed: int, orders: int) -> list[Deed]:
    """A month's files without some rows and cells first, then whole; months closed in between."""
    rng = Random(seed)
    random_month(folder / "whole", seed, orders)
    tables = read(folder / "whole")
    without_some_orders(tables, rng)
    without_some_rows(tables, rng)
    without_some_cells(tables, rng)
    early = write(folder / "early", tables)
    end = reading.last_moment(reading.read([folder / "whole"]))
    found: list[Deed] = []
    closed: list[str] = []
    whole_from = rng.randrange(1, STEPS)
    for count, until in enumerate(_moments(folder / "whole", end, rng)):
        found.append(Step(folder / "whole" if count >= whole_from else early, until))
        found += _deeds(until, closed, rng)
    return [*found, Step(folder / "whole", end)]


def closed_in_time(folder: Path, seed: int, orders: int) -> list[Deed]:
    """The whole files up to each month's end, and the month closed in its very next second."""
    random_month(folder / "whole", seed, orders)
    rows = reading.read([folder / "whole"])
    end = reading.last_moment(rows)
    bought = min(moments.parse(row["purchased_at"]) for row in rows["orders"])
    months = moments.months_between(moments.month(bought), moments.month(end))
    found: list[Deed] = []
    for month, following in pairwise(months):
        found += [Step(folder / "whole", moments.parse(f"{following}-01")), Close(month)]
    return [*found, Step(folder / "whole", end)]


def _moments(folder: Path, end: datetime, rng: Random) -> list[datetime]:
    first = min(moments.parse(row["purchased_at"]) for row in read(folder)["orders"])
    return sorted(first + (end - first) * rng.random() for _ in range(STEPS))


def _deeds(until: datetime, closed: list[str], rng: Random) -> list[Deed]:
    """Mostly months that are over; the last closed one is sometimes opened again."""
    this = moments.month(until)
    months = moments.months_between("2026-08", this)
    over = [
        one
        for one in months
        if one > max(closed, default="") and (one < this or rng.random() < 0.2)
    ]
    found: list[Deed] = []
    if closed and rng.random() < 0.4:
        found.append(Reopen(closed.pop()))
    elif over and rng.random() < 0.8:
        month = rng.choice(over[-3:])
        found += [Hold(month)] if rng.random() < 0.3 else []
        found.append(Close(month))
        closed.append(month)
    return found
