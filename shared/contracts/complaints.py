"""What intake announces of complaints (R513) and ratings (R515), on ``intake.events``.

Staff's own words (what is complained about, findings) hold no names, phones or addresses (R516).
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.contracts.base import Announcement, Value


class EvidenceNamed(Value):
    """A photo or document that is kept elsewhere; its digest tells it for good."""

    name: str
    media_type: str
    sha256: str
    size: int


class OfComplaint(Announcement):
    """What every announcement of a complaint names beside its case and order."""

    KEY: ClassVar = "complaint_no"

    complaint_no: str


class ComplaintReceived(OfComplaint):
    """A complaint is recorded, again when more of its form is known; reviewed by ``due_at``."""

    TYPE: ClassVar = "ComplaintReceived"

    due_at: datetime
    channel: str
    kind: str
    description: str
    customer_id: str | None = None
    sku: str | None = None
    batch: str | None = None
    evidence: tuple[EvidenceNamed, ...] = ()
    agent: str | None = None


class ComplaintVerified(OfComplaint):
    """The complaint was checked: substantiated or not, and what was found."""

    TYPE: ClassVar = "ComplaintVerified"

    substantiated: bool
    finding: str
    person: str
    proof: tuple[EvidenceNamed, ...] = ()
    agent: str | None = None


class ComplaintSubstantiated(OfComplaint):
    """Quality of a product is at fault: stock of it is suspect, and so are orders between dates."""

    TYPE: ClassVar = "ComplaintSubstantiated"

    sku: str
    batch: str | None = None
    sold_from: datetime | None = None
    sold_until: datetime | None = None


class ComplaintAnswered(OfComplaint):
    """Not substantiated: the customer was told so, with the proof."""

    TYPE: ClassVar = "ComplaintAnswered"

    answer: str
    person: str
    proof: tuple[EvidenceNamed, ...]


class CorrectiveActionPlanned(OfComplaint):
    """What is done about it, by whom and until when; postponed: again with its next revision."""

    TYPE: ClassVar = "CorrectiveActionPlanned"

    action: str
    owner: str
    due_at: datetime
    reason: str | None = None
    """Why it was postponed."""


class CorrectiveActionDone(OfComplaint):
    """The action is done."""

    TYPE: ClassVar = "CorrectiveActionDone"

    owner: str
    person: str
    result: str


class ComplaintClosed(OfComplaint):
    """Nothing is left to do; ``outcome``: answered or corrected."""

    TYPE: ClassVar = "ComplaintClosed"

    outcome: str
    person: str


class ServiceRated(Announcement):
    """The customer rated the service of a case when it had ended: 1 (bad) to 5 (good)."""

    TYPE: ClassVar = "ServiceRated"
    KEY: ClassVar = "case_no"

    score: int
    comment: str | None = None
    agent: str | None = None


EVENTS: tuple[type[Announcement], ...] = (
    ComplaintReceived, ComplaintVerified, ComplaintSubstantiated, ComplaintAnswered,
    CorrectiveActionPlanned, CorrectiveActionDone, ComplaintClosed, ServiceRated,
)  # fmt: skip
