"""The import: windows that end at moments of global meaning, waves inside them, a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from services.cli.importing.checks import stage
from services.cli.importing.reading import RowError
from services.cli.importing.staging import Staging
from services.cli.importing.steps import BY_RANK, Step, grouped, in_order, step_of, wakes_of
from services.cli.importing.waves import level
from shared.store.service import LetTimePass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from services.cli.importing.party import ImportHouse
    from services.cli.importing.staging import Staged
    from shared.errors import RuleViolation

LOOK_AHEAD = 2_000
"""Groups of rows a window at most: what the import holds in memory."""
_TICK = timedelta(microseconds=1)


@dataclass
class Report:
    """What an import did; one line of ``errors`` a rejected row."""

    rows: int = 0
    new: int = 0
    unchanged: int = 0
    waiting: int = 0
    errors: list[RowError] = field(default_factory=list)
    ignored: list[dict[str, str]] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows that were not taken."""
        return sum(1 for error in self.errors if error.row is not None and error.row > 1)


def _silently(_done: int, _total: int) -> None:
    """Tell nobody how far it got."""


def import_folder(
    folder: Path,
    house: ImportHouse,
    until: datetime | None = None,
    slicing: Callable[[Sequence[Step], Callable[[str], bool]], list[list[Step]]] = level,
    progress: Callable[[int, int], None] = _silently,
) -> Report:
    """Bring a folder's rows in, in business order, and let time pass up to ``until``.

    ``progress`` hears (rows done, rows in all). The default ``until`` is the latest time of all
    rows and times inside rows (D32).
    """
    staging = Staging()
    try:
        brought = stage(folder, staging, house)
        report = Report(rows=brought.rows, errors=brought.errors, ignored=brought.ignored)
        end = until or brought.latest
        if end is not None:
            report.waiting = staging.waiting(end)
            _Import(staging, house, report, slicing, progress).run(end)
        house.project()
        report.errors.sort(key=_by_file)
        return report
    finally:
        staging.close()


def _by_file(error: RowError) -> tuple[int, int]:
    names = [f"{file.name}.csv" for file in BY_RANK.values()]
    return names.index(error.file) if error.file in names else len(names), error.row or 0


class _Import:
    """One run over the staged rows."""

    def __init__(
        self,
        staging: Staging,
        house: ImportHouse,
        report: Report,
        slicing: Callable[[Sequence[Step], Callable[[str], bool]], list[list[Step]]],
        progress: Callable[[int, int], None],
    ) -> None:
        self._staging = staging
        self._house = house
        self._report = report
        self._slicing = slicing
        self._progress = progress
        self._done = len(report.errors)

    def run(self, until: datetime) -> None:
        """From where business time stands to ``until``, window by window."""
        span = self._staging.span()
        reached = self._house.reached()
        groups = _Lookahead(grouped(self._staging.lines(until)))
        now = reached or (span[0] - _TICK if span else until)
        while now < until or groups:
            now = max(now, min(self._house.next_moment(now), until))
            self._window(groups, now)
            self._house.pass_time(now)

    def _window(self, groups: _Lookahead, end: datetime) -> None:
        """Every row and every waiting deadline up to a moment, in pages of bounded size."""
        waiting = _Waiting(self._house.due(end))
        while True:
            page = list(islice(groups.up_to(end), LOOK_AHEAD))
            steps = [step_of(rows) for rows in page]
            for rows in page:
                waiting.add(wakes_of(rows, end))
            # Rows of a moment come before its timers, also those of the next page.
            steps += waiting.up_to(page[-1][0].at - _TICK if groups.has_up_to(end) else end)
            steps.sort(key=in_order)
            for wave in self._slicing(steps, self._staging.is_hot):
                self._wave(wave)
            self._progress(self._done, self._report.rows)
            if not groups.has_up_to(end):
                return

    def _wave(self, wave: Sequence[Step]) -> None:
        """Carry out one wave, service by service, and let everything it set off settle."""
        by_service: defaultdict[str, list[Step]] = defaultdict(list)
        for step in wave:
            by_service[step.service].append(step)
        for service, steps in by_service.items():
            outcomes = self._house.handle_each(service, [step.command for step in steps])
            for step, outcome in zip(steps, outcomes, strict=True):
                if outcome.refused is not None and len(step.rows) > 1:
                    self._split(step)
                elif step.rows:
                    self._count(step.rows, outcome.changed, outcome.refused)
        self._house.drain()

    def _split(self, step: Step) -> None:
        """A refused group: each row on its own, so that one bad line stops no other."""
        for row in step.rows:
            alone = step_of((row,))
            outcome = self._house.handle_each(step.service, [alone.command])[0]
            self._count(alone.rows, outcome.changed, outcome.refused)

    def _count(self, rows: Sequence[Staged], changed: bool, refused: RuleViolation | None) -> None:
        self._done += len(rows)
        if refused is not None:
            column = getattr(refused, "column", None)
            self._report.errors += [
                RowError(f"{BY_RANK[row.rank].name}.csv", row.row, column, str(refused))
                for row in rows
            ]
        elif changed:
            self._report.new += len(rows)
        else:
            self._report.unchanged += len(rows)


class _Lookahead:
    """Groups of rows with one group of look-ahead."""

    def __init__(self, groups: Iterator[tuple[Staged, ...]]) -> None:
        self._groups = groups
        self._next = next(groups, None)

    def __bool__(self) -> bool:
        return self._next is not None

    def has_up_to(self, end: datetime) -> bool:
        """Whether a group is left up to a moment."""
        return self._next is not None and self._next[0].at <= end

    def up_to(self, end: datetime) -> Iterator[tuple[Staged, ...]]:
        """The groups up to a moment."""
        while self._next is not None and self._next[0].at <= end:
            group, self._next = self._next, next(self._groups, None)
            yield group


class _Waiting:
    """Deadlines inside a window, handed out with the rows among which they fall."""

    def __init__(self, due: Sequence[tuple[datetime, str, str, str | None]]) -> None:
        self._steps = [
            Step(at, service, order_no or aggregate_id, LetTimePass(aggregate_id, at))
            for at, service, aggregate_id, order_no in due
        ]

    def add(self, steps: Iterator[Step]) -> None:
        """More of them, from the rows just read."""
        self._steps.extend(steps)

    def up_to(self, edge: datetime) -> list[Step]:
        """Take out those up to a moment."""
        taken = {step.command: step for step in self._steps if step.at <= edge}
        self._steps = [step for step in self._steps if step.at > edge]
        return list(taken.values())
