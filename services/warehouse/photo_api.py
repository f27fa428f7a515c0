"""Photos of goods that came back, over HTTP: brought, listed, looked at, proven."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from services.warehouse.commands import AttachInspectionPhoto, LookAtInspectionPhoto
from services.warehouse.domain.inspection_photos import (
    InspectionPhotoAttached,
    PhotoNotKnown,
    listed,
)
from shared.evidence.soundness import soundness
from shared.http import files
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.fitness import fit
from shared.http.routes import RepeatableRoute
from shared.http.versions import look

if TYPE_CHECKING:
    from services.warehouse.domain.returned_parcel import ReturnedParcel
    from shared.evidence.file import KeptFile

router = APIRouter(route_class=RepeatableRoute, tags=["returned goods"])


@dataclass(frozen=True, slots=True)
class Bringing:
    """Which product a photo shows, when it was taken and by whom."""

    at: files.At
    sku: Annotated[str | None, Query(description="What it shows; else the whole parcel.")] = None
    person: Annotated[str | None, Query(max_length=200, description="Who brought it.")] = None

    def command(self, waybill: str, file: KeptFile) -> AttachInspectionPhoto:
        """For the desk."""
        fit("person", self.person)
        fit("sku", self.sku)
        return AttachInspectionPhoto(
            waybill=waybill,
            at=local(self.at),
            name=file.name,
            media_type=file.media_type,
            sha256=file.sha256,
            size=file.size,
            sku=self.sku,
            person=self.person,
        )


@router.post("/returned-parcels/{waybill}/photos", openapi_extra=files.asks_for_file())
def attach_photo(
    desk: AtDesk,
    archive: files.Archive,
    waybill: str,
    brought: files.File,
    bringing: Annotated[Bringing, Depends()],
) -> dict[str, Any]:
    """Attach a photo, which is the body, to what came back in a parcel (R506)."""
    look(desk, f"returned-parcel:{waybill}")  # Before anything is kept for one that is not.
    file = brought.file
    command = bringing.command(waybill, file)
    archive.keep(brought)  # An event never names a file that is not kept.
    changed = desk.handle(command)
    return {"waybill": waybill, "sha256": file.sha256, "size": file.size, "changed": changed}


@router.get("/returned-parcels/{waybill}/photos")
def list_photos(desk: AtDesk, waybill: str) -> list[dict[str, Any]]:
    """The photos of a parcel, in the order of time, and who looked at them."""
    return listed(look(desk, f"returned-parcel:{waybill}"))


@router.get("/returned-parcels/{waybill}/photos/{sha256}", response_class=Response)
def fetch_photo(
    desk: AtDesk, archive: files.Archive, waybill: str, sha256: files.Digest, by: files.Looking
) -> Response:
    """The photo itself; that a person looked, and why, is recorded (R516)."""
    parcel: ReturnedParcel = look(desk, f"returned-parcel:{waybill}")
    file = next((one.file for _, one in parcel.photos if one.file.sha256 == sha256), None)
    if file is None:
        raise PhotoNotKnown(f"parcel {waybill} has no photo {sha256}")
    moment = by.moment()
    content = archive.content(sha256)
    desk.handle(LookAtInspectionPhoto(waybill, moment, sha256, by.person, by.reason))
    return files.handed_out(file, content)


@router.get("/evidence/soundness")
def prove_photos(desk: AtDesk, archive: files.Archive) -> dict[str, Any]:
    """Whether every photo that a parcel names is still there, unaltered."""
    return files.told_of(soundness(desk.service, InspectionPhotoAttached.TOPIC, archive))
