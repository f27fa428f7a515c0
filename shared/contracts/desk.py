"""What intake announces of people's own work on a case, on ``intake.events`` (R105, R504, R509).

Staff's own words (notes, reasons) hold no names, phones or addresses (R516).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.contracts.base import Announcement


class StepAtDesk(Announcement):
    """What a person did about a case, ``at`` that moment."""

    KEY: ClassVar = "case_no"

    person: str


class CustomerContacted(StepAtDesk):
    """The customer was told how it goes on."""

    TYPE: ClassVar = "CustomerContacted"

    note: str | None = None


class CasePaused(StepAtDesk):
    """The desk's own clocks stand still, ``until`` a moment or until a person resumes it."""

    TYPE: ClassVar = "CasePaused"

    reason: str
    until: datetime | None = None


class CaseResumed(StepAtDesk):
    """They run on."""

    TYPE: ClassVar = "CaseResumed"


class CaseReopened(StepAtDesk):
    """A closed case is taken up again: it is to be reviewed anew, from then on."""

    TYPE: ClassVar = "CaseReopened"

    reason: str


EVENTS: tuple[type[Announcement], ...] = (
    CustomerContacted, CasePaused, CaseResumed, CaseReopened,
)  # fmt: skip
