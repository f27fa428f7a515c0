"""The rows of a ledger that came after a line had been drawn, found by their places.

Months' sums are kept by the month that rows belong to; these few are moved to where they are
printed. All others need no look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shared.projection.closings import Closings
    from shared.projection.storage import Select

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table that lines are drawn through, indexed by ``owner``, ``for_period``, spot, offset."""

    table: str
    totals: str
    owner: str
    columns: tuple[str, ...]
    """What is asked of a row; ``for_period`` comes behind them by itself."""

    def late(
        self, select: Select, closings: Closings, owner: tuple[str, str], until: tuple[str, str]
    ) -> Iterator[tuple[str, Row]]:
        """Rows that are printed in another month than their own, each with that month.

        ``owner``: bounds; ``until``: latest ``certain_at`` and ``recorded_at``.
        """
        periods = select(
            f"SELECT DISTINCT for_period FROM {self.totals} WHERE {self.owner} BETWEEN ? AND ?",  # noqa: S608  # names of ours
            *owner,
        )
        tail = [*_tail(closings, sorted(period for (period,) in periods))]
        if not tail:
            return
        for row in select(self._statement(tail, closings), *owner, *until):
            *cells, for_period, spot, offset = row
            printed = closings.printed_in(for_period, spot, offset)
            if printed != for_period:
                yield printed, (*cells, for_period)

    def _statement(self, tail: Iterable[tuple[str, int, int]], closings: Closings) -> str:
        """CROSS JOIN keeps SQLite from scanning the rows to look each up in the tail."""
        places = ", ".join(f"('{period}', {spot}, {first})" for period, spot, first in tail)
        columns = ", ".join(f"l.{name}" for name in (*self.columns, "for_period"))
        return (
            f"WITH tail(for_period, spot, first) AS (VALUES {places}),"  # noqa: S608  # names and numbers of ours
            f" whose AS (SELECT DISTINCT {self.owner} AS one FROM {self.totals}"
            f" WHERE {self.owner} BETWEEN ? AND ?)"
            f" SELECT {columns}, l.spot, l.log_offset FROM whose CROSS JOIN tail"
            f" CROSS JOIN {self.table} l WHERE l.{self.owner} = whose.one"
            " AND l.for_period = tail.for_period AND l.spot = tail.spot"
            " AND l.log_offset >= tail.first AND l.certain_at <= ? AND l.recorded_at <= ?"
            f" AND {within(closings, 'l.')}"
        )


def _tail(closings: Closings, periods: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for period in periods:
        first = closings.first_line(period)
        if first is not None:
            yield from ((period, spot, offset) for spot, offset in sorted(first.items()))


def within(closings: Closings, of: str = "") -> str:
    """The condition that a row stands before the bound, where there is one."""
    if closings.bound is None:
        return "true"
    if not closings.bound:
        return "false"
    cases = " ".join(f"WHEN {spot} THEN {end}" for spot, end in sorted(closings.bound.items()))
    return f"{of}log_offset < CASE {of}spot {cases} ELSE 0 END"
