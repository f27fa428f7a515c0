"""R407: a company takes no parcel in at the weekend; the courier brings it the next working day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from shared.errors import RuleViolation
from shared.policy.deadlines import next_working_day
from shared.policy.shelf import in_force


class ParcelNotOnItsWay(RuleViolation):
    """Nobody waits for a parcel that was signed for, came back or is lost."""

    def __init__(self, waybill: str) -> None:
        super().__init__(f"parcel {waybill} is no longer on its way")


@dataclass(frozen=True, slots=True)
class WeekendHold:
    """The parcel waits ``until`` the end of a working day: a note, no case."""

    at: datetime
    until: datetime
    note: str | None = None
    person: str | None = None


def held(at: datetime, note: str | None, person: str | None) -> WeekendHold:
    """A hold from a moment on, by the calendar of the policy in force."""
    return WeekendHold(at, next_working_day(in_force(at), at), note, person)
