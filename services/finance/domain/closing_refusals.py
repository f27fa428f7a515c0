"""Why a month is not held, closed or reopened."""

from __future__ import annotations

from shared.errors import RuleViolation


class MonthBlocked(RuleViolation):
    """Something is missing; ``blockers`` names each (D14)."""

    def __init__(self, period: str, blockers: tuple[str, ...]) -> None:
        super().__init__(f"{period} cannot be closed: {'; '.join(blockers)}")
        self.period = period
        self.blockers = blockers


class MonthIsClosed(RuleViolation):
    """A closed month is not held: it is reopened first."""


class MonthNotHeld(RuleViolation):
    """With four eyes somebody holds a month before another closes it."""


class HeldBySamePerson(RuleViolation):
    """With four eyes another person closes than the one who held."""


class MonthNotLastClosed(RuleViolation):
    """Only the last closed month is reopened: later ones stand on it."""


class BookMovedOn(RuleViolation):
    """Another month was held, closed or reopened since the books were looked at."""


class TablesBehind(RuleViolation):
    """The tables are being filled again and have not read what a closing before covers."""
