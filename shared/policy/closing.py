"""When a working day closes: what came in until then is to be finished by then (R509)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from shared.dates import SHANGHAI
from shared.policy.shelf import in_force

if TYPE_CHECKING:
    from shared.policy.model import Policy


def closing_of(policy: Policy, day: date) -> datetime:
    """The moment at which a day closes, under the limits that hold at its noon."""
    return datetime.combine(day, policy.limits_at(_noon(day)).day_closes, SHANGHAI)


def closing_on(day: date) -> datetime:
    """When a day closes under the policy that is in force on it."""
    return closing_of(in_force(_noon(day)), day)


def closes_after(policy: Policy, at: datetime) -> datetime:
    """The first closing at or after a moment: what comes in later is the next day's."""
    day = at.astimezone(SHANGHAI).date()
    closing = closing_of(policy, day)
    return closing if closing >= at else closing_of(policy, day + timedelta(days=1))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), SHANGHAI)
