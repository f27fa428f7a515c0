"""What people may ask of the desk about a case beside its facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


class DeskStep:
    """One of them: a step of a case, which is judged anew afterwards."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class RecordContact(DeskStep):
    """The customer was told how it goes on (R105, R504)."""

    case_no: str
    at: datetime
    person: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PauseCase(DeskStep):
    """The desk's own clocks stand still, ``until`` a moment or until the case is resumed."""

    case_no: str
    at: datetime
    person: str
    reason: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ResumeCase(DeskStep):
    """They run on."""

    case_no: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class ReopenCase(DeskStep):
    """A closed case is taken up again and reviewed anew (R504)."""

    case_no: str
    at: datetime
    person: str
    reason: str


DeskCommand = RecordContact | PauseCase | ResumeCase | ReopenCase
