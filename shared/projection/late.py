"""The rows of a ledger that came after a line had been drawn, found by their places.

Months' sums are kept by the month that rows belong to; these few are moved to where they are
printed, or left out where a statement was issued before they came. All others need no look.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.projection.reading import SOME_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from shared.projection.closings import Closings, Places
    from shared.projection.storage import Select

Row = tuple[Any, ...]
Tail = list[tuple[str, int, int]]
"""A month, a spot, and an offset there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose rows, of which month; ``until``: the latest ``certain_at`` and ``recorded_at``."""

    owner: str | None = None
    period: str | None = None
    until: tuple[str, str] = (SOME_DAY, SOME_DAY)

    @property
    def everything(self) -> bool:
        """Whether every row counts, whenever it was certain and recorded."""
        return self.until == (SOME_DAY, SOME_DAY)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A table that lines are drawn through, indexed by ``owner``, ``for_period``, spot, offset."""

    table: str
    totals: str
    owner: str
    columns: tuple[str, ...]
    """What is asked of a row; ``for_period`` comes behind them by itself."""

    def own(self, select: Select, closings: Closings, wanted: Wanted) -> Iterator[Row]:
        """Rows by the month that they belong to, late ones among them."""
        where, params = matching({self.owner: wanted.owner, "for_period": wanted.period})
        yield from select(
            f"SELECT {', '.join(self.columns)}, for_period FROM {self.table} WHERE {where}"  # noqa: S608  # names of ours
            f" AND certain_at <= ? AND recorded_at <= ? AND {within(closings)}",
            *params,
            *wanted.until,
        )

    def late(self, select: Select, closings: Closings, wanted: Wanted) -> Iterator[tuple[str, Row]]:
        """Rows that are printed in another month than their own, each with that month.

        Of all months: what a month opens on depends on those before it.
        """
        tail = [
            place
            for period in self._months(select, wanted.owner)
            if (first := closings.first_line(period)) is not None
            for place in _places(period, first)
        ]
        for row in self._at_or_behind(select, tail, wanted, within(closings, "l.")):
            *cells, for_period, spot, offset = row
            printed = closings.printed_in(for_period, spot, offset)
            if printed != for_period:
                yield printed, (*cells, for_period)

    def left_out(self, select: Select, bound: Places, wanted: Wanted, last: str) -> Iterator[Row]:
        """Rows of months up to ``last`` that had not been read at the bound."""
        months = [period for period in self._months(select, wanted.owner) if period <= last]
        tail = [place for period in months for place in _places(period, bound)]
        for row in self._at_or_behind(select, tail, wanted, "true"):
            yield row[:-2]

    def owners_later(self, select: Select, bound: Places, wanted: Wanted, last: str) -> list[str]:
        """Who had a row of a month after ``last`` at the bound."""
        months = [period for period in self._months(select, wanted.owner) if period > last]
        tail = [place for period in months for place in _places(period, bound)]
        if not tail:
            return []
        where, params = matching({self.owner: wanted.owner})
        rows = select(
            f"{self._joined(tail, 'DISTINCT whose.one', where)} AND l.log_offset < tail.place",
            *params,
        )
        return [owner for (owner,) in rows]

    def _months(self, select: Select, owner: str | None) -> list[str]:
        where, params = matching({self.owner: owner})
        rows = select(f"SELECT DISTINCT for_period FROM {self.totals} WHERE {where}", *params)  # noqa: S608  # names of ours
        return sorted(period for (period,) in rows)

    def _at_or_behind(
        self, select: Select, tail: Tail, wanted: Wanted, bounded: str
    ) -> Iterator[Row]:
        """Rows with their places."""
        if not tail:
            return
        columns = [f"l.{name}" for name in (*self.columns, "for_period", "spot", "log_offset")]
        where, params = matching({self.owner: wanted.owner})
        yield from select(
            f"{self._joined(tail, ', '.join(columns), where)} AND l.log_offset >= tail.place"
            f" AND l.certain_at <= ? AND l.recorded_at <= ? AND {bounded}",
            *params,
            *wanted.until,
        )

    def _joined(self, tail: Tail, columns: str, whose: str) -> str:
        """CROSS JOIN keeps SQLite from scanning the rows to look each up in the tail."""
        places = ", ".join(f"('{period}', {spot}, {place})" for period, spot, place in tail)
        return (
            f"WITH tail(for_period, spot, place) AS (VALUES {places}),"  # noqa: S608  # names and numbers of ours
            f" whose AS (SELECT DISTINCT {self.owner} AS one FROM {self.totals} WHERE {whose})"
            f" SELECT {columns} FROM whose CROSS JOIN tail CROSS JOIN {self.table} l"
            f" WHERE l.{self.owner} = whose.one AND l.for_period = tail.for_period"
            " AND l.spot = tail.spot"
        )


def within(closings: Closings, of: str = "") -> str:
    """The condition that a row stands before the bound, where there is one."""
    if closings.bound is None:
        return "true"
    if not closings.bound:
        return "false"
    cases = " ".join(f"WHEN {spot} THEN {end}" for spot, end in sorted(closings.bound.items()))
    return f"{of}log_offset < CASE {of}spot {cases} ELSE 0 END"


def _places(period: str, places: Places) -> Iterator[tuple[str, int, int]]:
    return ((period, spot, offset) for spot, offset in sorted(places.items()))


def matching(wanted: Mapping[str, str | None]) -> tuple[str, list[str]]:
    """A clause of equalities: with bounds an index would be read from end to end."""
    known = {column: value for column, value in wanted.items() if value is not None}
    return " AND ".join(f"{column} = ?" for column in known) or "true", [*known.values()]
