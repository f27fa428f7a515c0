"""Damage that a customer's photos show, confirmed as soon as they suffice (D1, R201, R211).

The request's cells count from the request (D32a), a photo brought later from its own moment.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain.weight_check import ClaimedLine
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

PHOTO, OUTER_PHOTO = "photo", "outer_photo"


@dataclass(frozen=True, slots=True)
class Photo:
    """A file that shows the damage (``photo``) or the package (``outer_photo``)."""

    at: datetime
    kind: str
    sha256: str
    outer_package: str | None = None


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

    def with_photo(self, photo: Photo, of_its_kind: int) -> Evidence:
        """What is shown once a photo is there, the so-many-eth of its kind."""
        if photo.kind == PHOTO:
            return replace(self, photos=max(self.photos or 0, of_its_kind))
        package = self.outer_package or photo.outer_package
        return replace(self, outer_photo=True, outer_package=package)


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
        report.photos = ()
        report.confirmed = None
        report.revision = 0


class EvidenceNoted(DomainEvent):
    """More of the evidence is known, as from the request's moment (D32a)."""

    TOPIC: ClassVar = "warehouse.damage-evidence-noted.v1"
    evidence: Evidence

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.evidence = self.evidence


class PhotoNoted(DomainEvent):
    """A photo was brought after the request, ``at`` that moment."""

    TOPIC: ClassVar = "warehouse.damage-photo-noted.v1"
    photo: Photo

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.photos = (*report.photos, self.photo)


class DamageConfirmed(DomainEvent):
    """The photos show the damage, since ``at``."""

    TOPIC: ClassVar = "warehouse.damage-confirmed.v1"
    order_no: str
    waybill: str | None
    lines: tuple[ClaimedLine, ...]
    photos: int
    policy: str | None
    revision: int

    def apply(self, report: DamageReport) -> None:
        """Remember."""
        report.confirmed = (self.at, self.photos)
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
        photos: tuple[Photo, ...]
        confirmed: tuple[datetime, int] | None
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

    def note_photo(self, photo: Photo) -> None:
        """Note a photo that was brought later."""
        if photo not in self.photos:
            self.record(PhotoNoted, photo.at, photo=photo)
            self.conclude()

    def conclude(self) -> None:
        """Confirm the damage as soon as the evidence shows it."""
        moment, photos = self._shown()
        if moment is None or self.confirmed == (moment, photos):
            return
        self.record(
            DamageConfirmed,
            moment,
            order_no=self.order_no,
            waybill=self.waybill,
            lines=self.lines,
            photos=photos,
            policy=self.policy,
            revision=self.revision + 1,
        )

    def _shown(self) -> tuple[datetime | None, int]:
        """Since when the damage is shown, and how many photos there are by now."""
        known, counted = self.evidence, {PHOTO: 0, OUTER_PHOTO: 0}
        since = self.requested_at if known.shows_damage(self.photos_needed) else None
        for photo in sorted(self.photos, key=lambda one: one.at):
            counted[photo.kind] += 1
            known = known.with_photo(photo, counted[photo.kind])
            if since is None and known.shows_damage(self.photos_needed):
                since = max(photo.at, self.requested_at)
        return since, known.photos or 0
