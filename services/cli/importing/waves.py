"""Many rows a transaction without changing the books (import-and-store.md, lessons 1 to 3).

Rows of one order are its *closure*. An order without a case makes nobody answer, so its rows may
share a wave; where there is a case, each step gets a wave of its own, after everything that the
step before it set off has settled. A request, an inspection or a verdict never shares one.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.cli.importing.steps import Step


def level(steps: Sequence[Step], is_hot: Callable[[str], bool]) -> list[list[Step]]:
    """Put each step on the lowest wave that is safe for it; steps come in business order."""
    waves: defaultdict[int, list[Step]] = defaultdict(list)
    last: dict[str, int] = {}
    hot: dict[str, bool] = {}
    for step in steps:
        closure = step.closure
        if closure not in last:
            place = 0
            hot[closure] = is_hot(closure)
        else:
            place = last[closure] + (1 if hot[closure] or step.opens else 0)
        last[closure] = place
        waves[place].append(step)
    return [waves[place] for place in sorted(waves)]


def one_by_one(steps: Sequence[Step], _: Callable[[str], bool]) -> list[list[Step]]:
    """Row by row: what waves must equal, and what they are measured against."""
    return [[step] for step in steps]
