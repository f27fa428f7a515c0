"""The moments of refund tables, from the policy in force at each of them (R507, R517, D8)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from shared.dates import SHANGHAI
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from shared.policy.model import Policy

_INSTANT = timedelta(microseconds=1)
_DAY = timedelta(days=1)


def table_for(ready_at: datetime, reached: datetime | None) -> datetime:
    """The table that pays what is ready: never one that business time has passed (D8, D14)."""
    if reached is None or ready_at > reached:
        return _first_from(ready_at)
    return next_table(reached)


def next_table(after: datetime) -> datetime:
    """The first refund table later than a moment."""
    return _first_from(after + _INSTANT)


def _first_from(moment: datetime) -> datetime:
    day = moment.astimezone(SHANGHAI).date()
    while True:
        for table in _tables_of(day, in_force(moment)):
            if table >= moment:
                return table
        day += _DAY


@lru_cache(maxsize=4_000)
def _tables_of(day: date, _policy: Policy) -> tuple[datetime, ...]:
    """A day's tables; where limits change during the day, each moment's own hold.

    The policy only tells what is remembered apart, should another one be used from now on.
    """
    midnight = datetime.combine(day, time(), SHANGHAI)
    times = {*_times_at(midnight), *_times_at(midnight + _DAY - _INSTANT)}
    moments = (datetime.combine(day, each, SHANGHAI) for each in sorted(times))
    return tuple(moment for moment in moments if moment.time() in _times_at(moment))


def _times_at(moment: datetime) -> tuple[time, ...]:
    return in_force(moment).limits_at(moment).refund_tables
