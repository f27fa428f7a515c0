"""What an import has before it: the next groups of rows, and deadlines that fall among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.importing.steps import Step
from shared.store.service import LetTimePass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from services.cli.importing.staging import Staged


class Lookahead:
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


class Waiting:
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
