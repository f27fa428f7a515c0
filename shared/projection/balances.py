"""A party's months as a running account: what was owed before, what came on top, what is left.

Each month opens on what the month before left, from the account's first line to its last (D13).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from shared.dates import next_month
from shared.projection.reading import fen, yuan

Printed = dict[str, Any]


def running(
    months: Iterable[Mapping[str, Any]], label: str, status: Callable[[str], str]
) -> Iterator[Printed]:
    """A row an account and month, those without a line among them; ``months`` as printed."""
    by_account: dict[str, dict[str, list[int]]] = defaultdict(dict)
    for month in months:
        amounts = [int(fen(line["amount"])) for line in month["lines"]]
        by_account[month[label]][month["period"]] = amounts
    for account, of in sorted(by_account.items()):
        opening = 0
        for period in _from_to(min(of), max(of)):
            amounts = of.get(period, [])
            closing = opening + sum(amounts)
            yield {
                label: account,
                "period": period,
                "status": status(period),
                "opening": yuan(opening),
                "charged": yuan(sum(amount for amount in amounts if amount > 0)),
                "taken_back": yuan(-sum(amount for amount in amounts if amount < 0)),
                "closing": yuan(closing),
            }
            opening = closing


def _from_to(first: str, last: str) -> Iterator[str]:
    while first <= last:
        yield first
        first = next_month(first)
