"""Damage that a customer's photos show; it is confirmed at the request's moment (D1, R211)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain.weight_check import ClaimedLine
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the request says and shows of damage; unknown is null."""

    cause: str
    outer_package: str | None = None
    photos: int | None = None
    outer_photo: bool | None = None

    def shows_damage(self, photos_needed: int) -> bool:
        """Photos of the goods; for goods lost from a damaged parcel one of it suffices (D11)."""
        photos = (self.photos or 0) >= photos_needed
        if self.cause == "damage":
            return photos
        return self.outer_package == "damaged" and (photos or self.outer_photo is True)


class DamageReported(FirstEvent):
    """A request speaks of damage or of something missing."""

    TOPIC: ClassVar = "warehouse.damage-reported.v1"
    order_no: str
    waybill: str | None
    lines: tuple[ClaimedLine, ...]
    evidence: Evidence
    photos_needed: int
    policy: str | None

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.requested_at = self.at
        report.order_no, report.waybill = self.order_no, self.waybill
        report.lines, report.evidence = self.lines, self.evidence
        report.photos_needed, report.policy = self.photos_needed, self.policy
        report.confirmed = None
        report.revision = 0


class EvidenceNoted(DomainEvent):
    """More of the evidence is known, as from the request's moment (D32a)."""

    TOPIC: ClassVar = "warehouse.damage-evidence-noted.v1"
    evidence: Evidence

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.evidence = self.evidence


class DamageConfirmed(DomainEvent):
    """The photos show the damage."""

    TOPIC: ClassVar = "warehouse.damage-confirmed.v1"
    order_no: str
    waybill: str | None
    lines: tuple[ClaimedLine, ...]
    photos: int
    policy: str | None
    revision: int

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.confirmed = self.photos
        report.revision = self.revision


class DamageReport(Aggregate):
    """One a case whose cause may be damage."""

    TOPIC: ClassVar = "warehouse.damage-report"
    KIND = "damage-report"
    CAUSES = frozenset({"damage", "missed_item"})

    if TYPE_CHECKING:
        requested_at: datetime
        order_no: str
        waybill: str | None
        lines: tuple[ClaimedLine, ...]
        evidence: Evidence
        photos_needed: int
        policy: str | None
        confirmed: int | None
        revision: int

    def note(self, evidence: Evidence) -> None:
        """Note evidence known now; what is left out stays as it was."""
        known = self.evidence
        fuller = replace(
            evidence,
            cause=known.cause,
            outer_package=evidence.outer_package or known.outer_package,
            photos=known.photos if evidence.photos is None else evidence.photos,
            outer_photo=known.outer_photo if evidence.outer_photo is None else evidence.outer_photo,
        )
        if fuller != known:
            self.record(EvidenceNoted, self.requested_at, evidence=fuller)
        self.conclude()

    def conclude(self) -> None:
        """Confirm the damage as soon as the evidence shows it."""
        photos = self.evidence.photos or 0
        if not self.evidence.shows_damage(self.photos_needed) or self.confirmed == photos:
            return
        self.record(
            DamageConfirmed,
            self.requested_at,
            order_no=self.order_no,
            waybill=self.waybill,
            lines=self.lines,
            photos=photos,
            policy=self.policy,
            revision=self.revision + 1,
        )
