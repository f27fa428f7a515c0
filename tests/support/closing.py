"""Months being closed as a log tells it: the line stands where the log ends at that moment."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from shared.contracts.months import CourierStatementIssued, MonthClosed, MonthHeld, MonthReopened
from shared.money import Money
from tests.support.announced import ListedLog, day, record

if TYPE_CHECKING:
    from datetime import datetime

    from shared.contracts.base import Announcement
    from shared.contracts.months import Upto


class Book:
    """Steps about months, said on a log in their sequence."""

    def __init__(self, log: ListedLog) -> None:
        self.log = log
        self._sequence = 0
        self._revisions: dict[str, int] = defaultdict(int)

    def hold(self, period: str, recorded_at: datetime | None = None) -> None:
        """Somebody holds a month."""
        self._say(MonthHeld(**self._step(period)), recorded_at)

    def close(self, period: str, recorded_at: datetime | None = None) -> None:
        """Somebody closes it, with everything that the log holds."""
        self._revisions[period] += 1
        closed = MonthClosed(
            **self._step(period),
            revision=self._revisions[period],
            hash="0" * 64,
            upto=self._upto(),
        )
        self._say(closed, recorded_at)

    def reopen(self, period: str, recorded_at: datetime | None = None) -> None:
        """Somebody reopens it."""
        self._say(MonthReopened(**self._step(period), upto=self._upto()), recorded_at)

    def _say(self, said: Announcement, recorded_at: datetime | None) -> None:
        self.log.say(record(said, recorded_at) if recorded_at else said)

    def _step(self, period: str) -> dict[str, Any]:
        self._sequence += 1
        return {"at": day(40), "period": period, "sequence": self._sequence, "person": "李敏"}

    def _upto(self) -> Upto:
        found: dict[str, list[int]] = defaultdict(list)
        for (topic, _), end in sorted(self.log.ends().items()):
            found[topic].append(end)
        return {topic: tuple(ends) for topic, ends in found.items()}


def issued(courier: str, period: str, net: str) -> CourierStatementIssued:
    """A statement of a courier."""
    nothing = Money.zero()
    return CourierStatementIssued(
        at=day(40),
        courier=courier,
        statement=f"{courier}:{period}",
        period=period,
        opening=nothing,
        freight=nothing,
        transfer_fees=nothing,
        chargebacks=nothing,
        adjustments=nothing,
        net=Money.of(net),
        lines=0,
        hash="1" * 64,
    )
