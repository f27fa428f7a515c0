"""Photos that inspection takes of goods that came back: 2–3 that show the damage (R506)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from services.warehouse.domain.register_row import RegisterRow
from shared.dates import print_time
from shared.errors import NotKnown, RuleViolation
from shared.evidence.file import KeptFile
from shared.evidence.look import Look, looks_at
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.warehouse.domain.returned_parcel import ReturnedParcel


class GoodsNotReceived(RuleViolation):
    """A photo of goods that have not come back."""


class SkuNotReceived(RuleViolation):
    """A photo of a product that is not in the parcel's rows."""

    column = "sku"


class PhotoNotKnown(NotKnown):
    """A look at a photo that the parcel does not have."""


@dataclass(frozen=True, slots=True)
class InspectionPhoto:
    """``sku``: the product it shows; null: the parcel as a whole, which no row counts."""

    sku: str | None
    file: KeptFile
    person: str | None = None


class InspectionPhotoAttached(DomainEvent):
    """A photo was taken, ``at`` that moment."""

    TOPIC: ClassVar = "warehouse.inspection-photo-attached.v1"
    photo: InspectionPhoto
    order_no: str | None
    case_no: str | None
    courier: str | None

    @property
    def file(self) -> KeptFile:
        """What the archive must keep."""
        return self.photo.file

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.photos = (*parcel.photos, (self.at, self.photo))


class EvidenceViewed(DomainEvent):
    """A person looked at a file: it is the customer's (R516)."""

    TOPIC: ClassVar = "warehouse.evidence-viewed.v1"
    sha256: str
    person: str
    reason: str

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.looks = (*parcel.looks, Look(self.at, self.sha256, self.person, self.reason))


def attach(parcel: ReturnedParcel, at: datetime, photo: InspectionPhoto) -> None:
    """Note a photo; the same of the same product again adds nothing."""
    if not parcel.rows:
        raise GoodsNotReceived(f"nothing of {parcel.number} has been received")
    if photo.sku is not None and all(row.sku != photo.sku for row in parcel.rows):
        raise SkuNotReceived(f"{parcel.number} has no row of {photo.sku}")
    shown = (photo.sku, photo.file.sha256)
    if any((known.sku, known.file.sha256) == shown for _, known in parcel.photos):
        return
    owner = {"order_no": parcel.order_no, "case_no": parcel.case_no, "courier": parcel.courier}
    parcel.record(InspectionPhotoAttached, at, photo=photo, **owner)
    parcel.tell_of_damage()


def look_at(parcel: ReturnedParcel, at: datetime, digest: str, person: str, reason: str) -> None:
    """Remember who looked at a photo, and why: every time (R516)."""
    if all(photo.file.sha256 != digest for _, photo in parcel.photos):
        raise PhotoNotKnown(f"parcel {parcel.number} has no photo {digest}")
    parcel.record(EvidenceViewed, at, sha256=digest, person=person, reason=reason)


def counted(
    rows: Iterable[RegisterRow], photos: Iterable[tuple[datetime, InspectionPhoto]]
) -> tuple[RegisterRow, ...]:
    """Rows with their photos: the cell, or the files of the product where they are more.

    Of several rows of one product the first has its files.
    """
    files: dict[str, int] = {}
    for _, photo in photos:
        if photo.sku is not None:
            files[photo.sku] = files.get(photo.sku, 0) + 1
    told = []
    for row in rows:
        taken = files.pop(row.sku, 0)
        told.append(replace(row, photos=taken) if taken > (row.photos or 0) else row)
    return tuple(told)


def listed(parcel: ReturnedParcel) -> list[dict[str, Any]]:
    """A parcel's photos as they are printed, in the order of time, with who looked at them."""
    return [
        {
            "at": print_time(at),
            "sku": photo.sku,
            "name": photo.file.name,
            "media_type": photo.file.media_type,
            "sha256": photo.file.sha256,
            "size": photo.file.size,
            "person": photo.person,
            "looks": looks_at(photo.file.sha256, parcel.looks),
        }
        for at, photo in sorted(parcel.photos, key=lambda one: one[0])
    ]
