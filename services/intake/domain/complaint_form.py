"""The tracking form of a complaint (R513): filled in when it is received, and later."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from services.intake.domain.cells import filled
from services.intake.domain.complaint_refusals import ComplaintDiffers

ComplaintKind = Literal[
    "quality", "wrong_item", "missed_item", "damage", "courier", "service", "price", "other"
]
"""What is complained about (001, 003)."""

Channel = Literal["chat", "phone", "email", "platform", "visit", "other"]

QUALITY: ComplaintKind = "quality"

Sha256 = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True)
class EvidenceReference:
    """A photo or document that is kept elsewhere; its digest tells it for good."""

    name: str
    media_type: str
    sha256: Sha256
    size: int


References = tuple[EvidenceReference, ...]


@dataclass(frozen=True, slots=True)
class ComplaintForm:
    """What the agent who takes a complaint writes down; empty cells may be filled later."""

    received_at: datetime
    channel: str
    kind: str
    description: str
    customer_id: str | None = None
    case_no: str | None = None
    order_no: str | None = None
    sku: str | None = None
    batch: str | None = None
    agent: str | None = None
    evidence: References = ()

    @property
    def names_a_thing(self) -> bool:
        """Whether it says what it is about: a case, an order or a product."""
        return any(one is not None for one in (self.case_no, self.order_no, self.sku))

    def merged(self, brought: ComplaintForm) -> ComplaintForm:
        """This with what ``brought`` adds; other content is refused by its column (D31)."""
        evidence = with_more(self.evidence, brought.evidence)
        same_evidence = replace(brought, evidence=self.evidence)
        return replace(filled(self, same_evidence, ComplaintDiffers), evidence=evidence)


def with_more(known: References, brought: References) -> References:
    """Each photo or document once, by its digest; the same one under other words is refused."""
    by_digest = {one.sha256: one for one in known}
    for one in brought:
        if by_digest.setdefault(one.sha256, one) != one:
            raise ComplaintDiffers("evidence")
    return tuple(sorted(by_digest.values(), key=lambda one: (one.name, one.sha256)))
