"""Where the line of a closed month is drawn: at reading, from places in the log, by every reader.

A row keeps its place (partition and offset). Closings and reopenings, in their sequence, say how
far the log had been read; so whoever knows them prints a row in the same month (D14). Pure.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from shared.dates import next_month

HELD, CLOSED, REOPENED = "hold", "closed", "reopened"
OPEN = "open"

Places = Mapping[int, int]
"""Spot (topic and partition as a number) → the next offset."""


@dataclass(frozen=True, slots=True)
class MonthStep:
    """A month was held, closed or reopened; ``upto`` is where the line stands."""

    sequence: int
    step: str
    period: str
    upto: Places = field(default_factory=dict)
    revision: int = 0
    person: str = ""
    reason: str = ""
    hash: str = ""
    hash_before: str = ""
    overrides: tuple[str, ...] = ()
    at: str = ""


class Closings:
    """Everything that was done about months, without a hole in its sequence.

    ``bound``: only rows before these places count, as when a statement was issued.
    """

    def __init__(self, steps: Sequence[MonthStep], bound: Places | None = None) -> None:
        self.steps = tuple(steps)
        self.bound = bound
        self._lines = [one for one in steps if one.step != HELD]

    @classmethod
    def known(cls, steps: Sequence[MonthStep]) -> Closings:
        """As far as the sequence goes without a hole: what is missing is still on its way."""
        ordered = {one.sequence: one for one in steps}
        first: list[MonthStep] = []
        while (one := ordered.get(len(first) + 1)) is not None:
            first.append(one)
        return cls(first)

    def issued(self, period: str, revision: int) -> Closings | None:
        """The books as they stood when a month was closed for the n-th time; null if it was not."""
        for place, one in enumerate(self.steps):
            if (one.step, one.period, one.revision) == (CLOSED, period, revision):
                return Closings(self.steps[: place + 1], one.upto)
        return None

    # Where a row is printed.

    def printed_in(self, for_period: str, spot: int, offset: int) -> str:
        """The month of a row: its own, or the first that was open when the row was read."""
        last = self._last_closed[self._epoch(spot, offset)]
        return for_period if for_period > last else next_month(last)

    def first_line(self, period: str) -> Places | None:
        """Where a month's line was drawn first: rows before it are surely the month's own.

        Null: it was never closed, and all of its rows are.
        """
        for one, last in zip(self._lines, self._last_closed[1:], strict=True):
            if last >= period:
                return one.upto
        return None

    def last_line(self, period: str) -> Places | None:
        """What freezes a closed month; null while it is open."""
        found: Places | None = None
        for one, last in zip(self._lines, self._last_closed[1:], strict=True):
            if last < period:
                found = None
            elif found is None:
                found = one.upto
        return found

    def _epoch(self, spot: int, offset: int) -> int:
        """How many lines had been drawn before the row."""
        drawn = self._drawn.get(spot)
        if drawn is None:
            drawn = self._drawn[spot] = [one.upto.get(spot, 0) for one in self._lines]
        return bisect_right(drawn, offset)

    @cached_property
    def _drawn(self) -> dict[int, list[int]]:
        return {}

    @cached_property
    def _last_closed(self) -> list[str]:
        """The last closed month before any step and after each; months up to it are closed."""
        closed: list[str] = []
        after = [""]
        for one in self._lines:
            if one.step == CLOSED:
                closed.append(one.period)
            elif closed:
                closed.pop()
            after.append(closed[-1] if closed else "")
        return after

    # What is said of a month.

    @property
    def last_closed(self) -> str:
        """The last closed month, ``""`` where none is."""
        return self._last_closed[-1]

    def status(self, period: str) -> str:
        """``open``, ``hold``, ``closed`` or ``reopened``."""
        if period <= self.last_closed:
            return CLOSED
        steps = [one.step for one in self.of(period)]
        return steps[-1] if steps and steps[-1] != CLOSED else OPEN

    def of(self, period: str) -> Iterator[MonthStep]:
        """What was done about a month."""
        return (one for one in self.steps if one.period == period)

    def closing(self, period: str) -> MonthStep | None:
        """The closing that holds now; null for a month that is open or was passed over."""
        if period > self.last_closed:
            return None
        return next((one for one in reversed(self._lines) if _closes(one, period)), None)


def _closes(one: MonthStep, period: str) -> bool:
    return (one.step, one.period) == (CLOSED, period)
