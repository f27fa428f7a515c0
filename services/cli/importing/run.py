"""The import: windows that end at moments of global meaning, waves inside them, a report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING

from services.cli.importing.bills import bring_bills
from services.cli.importing.checks import stage
from services.cli.importing.lookahead import Lookahead, Waiting
from services.cli.importing.reading import RowError
from services.cli.importing.staging import Staging
from services.cli.importing.steps import grouped, in_order, step_of, wakes_of
from services.cli.importing.waves import level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from services.cli.importing.mapping import Mapping
    from services.cli.importing.party import ImportHouse
    from services.cli.importing.reading import Source
    from services.cli.importing.staging import Staged
    from services.cli.importing.steps import Step
    from shared.errors import RuleViolation

    Slicing = Callable[[Sequence[Step], Callable[[str], bool]], list[list[Step]]]
    Progress = Callable[[int, int], None]

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
    slicing: Slicing = level,
    progress: Progress = _silently,
    mapping: Mapping | None = None,
) -> Report:
    """Bring a folder's rows in, in business order, and let time pass up to ``until``.

    ``progress`` hears (rows done, rows in all). The default ``until`` is the latest time of all
    rows and times inside rows (D32).
    """
    staging = Staging()
    try:
        brought = stage(folder, mapping, staging, house)
        report = Report(rows=brought.rows, errors=brought.errors, ignored=brought.ignored)
        end = until or brought.latest
        if end is not None:
            report.waiting = staging.waiting(end)
            _Import(staging, house, report, brought.sources, (slicing, progress)).run(end)
        bring_bills(staging, house, report, brought.sources)
        progress(report.new + report.unchanged + len(report.errors), report.rows)
        house.project()
        report.errors = _in_report(report.errors, brought.sources)
        return report
    finally:
        staging.close()


def _in_report(errors: list[RowError], sources: Sequence[Source]) -> list[RowError]:
    """By file in the order of reading, then by row."""
    names = [source.name for source in sources]
    places = {name: names.index(name) for name in {*names}}
    return sorted(errors, key=lambda one: (places.get(one.file, len(names)), one.row or 0))


class _Import:
    """One run over the staged rows."""

    def __init__(
        self,
        staging: Staging,
        house: ImportHouse,
        report: Report,
        sources: Sequence[Source],
        how: tuple[Slicing, Progress],
    ) -> None:
        self._staging = staging
        self._house = house
        self._report = report
        self._sources = sources
        self._slicing, self._progress = how
        self._done = len(report.errors)

    def run(self, until: datetime) -> None:
        """From where business time stands to ``until``, window by window."""
        span = self._staging.span()
        reached = self._house.reached()
        groups = Lookahead(grouped(self._staging.lines(until)))
        now = reached or (span[0] - _TICK if span else until)
        while now < until or groups:
            now = max(now, min(self._house.next_moment(now), until))
            self._window(groups, now)
            self._house.pass_time(now)

    def _window(self, groups: Lookahead, end: datetime) -> None:
        """Every row and every waiting deadline up to a moment, in pages of bounded size."""
        waiting = Waiting(self._house.due(end))
        shared: list[Step] = []
        while True:
            page = list(islice(groups.up_to(end), LOOK_AHEAD))
            steps = [step_of(rows) for rows in page]
            shared += [step for step in steps if step.shared]
            steps = [step for step in steps if not step.shared]
            for rows in page:
                waiting.add(wakes_of(rows, end))
            # Rows of a moment come before its timers, also those of the next page.
            steps += waiting.up_to(page[-1][0].at - _TICK if groups.has_up_to(end) else end)
            steps.sort(key=in_order)
            for wave in self._slicing(steps, self._staging.is_hot):
                self._wave(wave)
            self._progress(self._done, self._report.rows)
            if not groups.has_up_to(end):
                break
        # What orders have in common is told in one order, however they were sliced.
        for wave in self._slicing(shared, lambda _: False):
            self._wave(wave)

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
            for row in rows:
                source = self._sources[row.source]
                error = RowError(source.name, row.row, source.told(column), str(refused))
                self._report.errors.append(error)
        elif changed:
            self._report.new += len(rows)
        else:
            self._report.unchanged += len(rows)
