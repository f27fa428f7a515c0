"""What a case remembers of its evidence, of who looked at it, and of what it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.case_events import Subject
from services.intake.domain.evidence import Attached, Evidence
from shared.evidence.file import KeptFile
from shared.evidence.look import Look
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase


class EvidenceAttached(DomainEvent):
    """A file was brought that shows something of the case, ``at`` that moment."""

    TOPIC: ClassVar = "intake.evidence-attached.v1"
    subject: Subject
    evidence: Evidence

    @property
    def file(self) -> KeptFile:
        """What the archive must keep."""
        return self.evidence.file

    def apply(self, case: ReturnCase) -> None:
        attached = Attached(self.at, self.evidence)
        case.findings.attached = (*case.findings.attached, attached)


class EvidenceViewed(DomainEvent):
    """A person looked at a file: it is the customer's (R516)."""

    TOPIC: ClassVar = "intake.evidence-viewed.v1"
    sha256: str
    person: str
    reason: str

    def apply(self, case: ReturnCase) -> None:
        case.looks = (*case.looks, Look(self.at, self.sha256, self.person, self.reason))


class EvidenceRequested(DomainEvent):
    """What the customer is asked to show; nothing, once all of it is there."""

    TOPIC: ClassVar = "intake.evidence-requested.v1"
    subject: Subject
    rule: str
    missing: tuple[str, ...]

    def apply(self, case: ReturnCase) -> None:
        case.asked_for = self.missing
