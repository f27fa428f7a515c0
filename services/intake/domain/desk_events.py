"""What a case remembers of people's own work on it (R105, R504, R509)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.case_events import Subject
from services.intake.domain.desk_work import Pause
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase


class CustomerContacted(DomainEvent):
    """The customer was told how it goes on."""

    TOPIC: ClassVar = "intake.customer-contacted.v1"
    subject: Subject
    person: str
    note: str | None

    def apply(self, case: ReturnCase) -> None:
        case.desk.contacted((self.at, self.person, self.note))


class CasePaused(DomainEvent):
    """The desk's own clocks stand still, ``until`` a moment or until somebody resumes it."""

    TOPIC: ClassVar = "intake.case-paused.v1"
    subject: Subject
    person: str
    reason: str
    until: datetime | None

    def apply(self, case: ReturnCase) -> None:
        case.desk.paused(Pause(self.at, self.until, self.person, self.reason))


class CaseResumed(DomainEvent):
    """They run on."""

    TOPIC: ClassVar = "intake.case-resumed.v1"
    subject: Subject
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.desk.resumed(self.at)


class CaseReopened(DomainEvent):
    """A closed case is taken up again."""

    TOPIC: ClassVar = "intake.case-reopened.v1"
    subject: Subject
    person: str
    reason: str

    def apply(self, case: ReturnCase) -> None:
        case.closed = None
        case.desk.reopened(self.at)
