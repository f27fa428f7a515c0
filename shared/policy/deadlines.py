"""When a deadline falls: elapsed time, moved only by a dated overlay of the version (R517, D28)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

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


def _hours(limits: Limits, limit: Hours) -> timedelta:
    hours: int = getattr(limits, limit)
    return timedelta(hours=hours)
