"""When a deadline falls: elapsed time, moved only by a dated overlay of the version (R517, D28)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Literal

from shared.dates import SHANGHAI

if TYPE_CHECKING:
    from shared.policy.limits import Limits
    from shared.policy.model import Policy

Hours = Literal[
    "review_hours",
    "contact_hours",
    "inspection_hours",
    "stalled_hours",
    "courier_answer_hours",
    "address_hold_hours",
]
"""Limits that start a deadline."""


@dataclass(frozen=True, slots=True)
class Transit:
    """A parcel is on watch after ``normal_until``, and in trouble after ``trouble_after``."""

    normal_until: datetime
    trouble_after: datetime


def due(policy: Policy, start: datetime, limit: Hours) -> datetime:
    """The deadline of what began at ``start``, that moment included.

    It takes the limit of the moment it began in. Where it then falls into an overlay's period, that
    overlay's limit counts instead, though never to a moment before the period: a deadline that
    would have passed by then is not brought back into the past.
    """
    at = start + _hours(policy.limits_at(start), limit)
    for overlay in policy.overlays:
        if limit in overlay.limits and overlay.covers(at) and not overlay.covers(start):
            moved = start + _hours(policy.limits_at(at), limit)
            return max(moved, overlay.starts)
    return at


def transit(policy: Policy, province: str | None, shipped_at: datetime) -> Transit:
    """Until when a parcel is normally on its way, and from when it is in trouble (R404)."""
    known = policy.limits_at(shipped_at).transit
    normal = shipped_at + timedelta(days=known.normal_days(province))
    return Transit(normal, max(normal, shipped_at + timedelta(days=known.trouble_after_days)))


def promised(policy: Policy, customer_class: str | None, since: datetime) -> datetime | None:
    """Until when delivery is promised to a customer's class (R502); an unknown one has none."""
    promises: dict[str, int] = dict(policy.limits_at(since).delivery_promise_days.items())
    days = None if customer_class is None else promises.get(customer_class)
    return None if days is None else since + timedelta(days=days)


def next_working_day(policy: Policy, at: datetime) -> datetime:
    """The end of the first working day after a moment: until then a company's parcel waits (R407).

    "End" is the midnight that closes it, in Asia/Shanghai.
    """
    day = policy.calendar.next_worked(at.astimezone(SHANGHAI).date())
    return datetime.combine(day + timedelta(days=1), time(), SHANGHAI)


def _hours(limits: Limits, limit: Hours) -> timedelta:
    hours: int = getattr(limits, limit)
    return timedelta(hours=hours)
