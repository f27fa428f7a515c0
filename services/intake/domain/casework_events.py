"""What people did for a case beside the merchant's files, as the case remembers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.case_events import Subject
from services.intake.domain.choice import Choice
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase


@dataclass(slots=True)
class Work:
    """Everything that people did for one case."""

    choices: dict[datetime, Choice] = field(default_factory=dict)


class ChoiceMade(DomainEvent):
    """The customer chose a remedy after asking, or another one (D21)."""

    TOPIC: ClassVar = "intake.choice-made.v1"
    subject: Subject
    choice: Choice

    def apply(self, case: ReturnCase) -> None:
        case.work.choices[self.at] = self.choice


class ConfirmationTaken(DomainEvent):
    """The customer confirmed the payment in the chat, as a person took down (R507)."""

    TOPIC: ClassVar = "intake.confirmation-taken.v1"
    subject: Subject
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.confirmed_at = self.at


class EvidenceVerified(DomainEvent):
    """A person checked quality or a wrong item from the evidence (R208, R209, R303)."""

    TOPIC: ClassVar = "intake.evidence-verified.v1"
    subject: Subject
    verified: bool
    finding: str | None
    person: str

    def apply(self, case: ReturnCase) -> None:
        case.findings.checks[self.at] = self.verified
