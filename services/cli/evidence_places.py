"""Where evidence belongs: to a case, or to goods that came back. Its address, commands, list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.intake.commands import AttachEvidence, LookAtEvidence
from services.intake.domain.evidence import listed
from services.warehouse.commands import AttachInspectionPhoto, LookAtInspectionPhoto
from services.warehouse.domain import inspection_photos

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from shared.evidence.file import KeptFile
    from shared.evidence.look import Look

Told = dict[str, "str | None"]
"""What is said about a file beside its name, as the address carries it."""


@dataclass(frozen=True, slots=True)
class Place:
    """What files are attached to, in one of the services."""

    service: str
    aggregate_id: str
    path: str
    attaching: Callable[[datetime, KeptFile, Mapping[str, str | None]], Any]
    looking: Callable[[Look], Any]
    listed: Callable[[Any], list[dict[str, Any]]]


def of_case(case_no: str) -> Place:
    """The evidence of a case."""

    def attaching(at: datetime, file: KeptFile, told: Mapping[str, str | None]) -> AttachEvidence:
        return AttachEvidence(
            case_no=case_no,
            at=at,
            kind=str(told["kind"]),
            name=file.name,
            media_type=file.media_type,
            sha256=file.sha256,
            size=file.size,
            outer_package=told["outer_package"],
            person=told["person"],
        )

    def looking(look: Look) -> LookAtEvidence:
        return LookAtEvidence(case_no, look.at, look.sha256, look.person, look.reason)

    return Place(
        "intake",
        f"case:{case_no}",
        f"/cases/{case_no}/evidence",
        attaching,
        looking,
        lambda case: listed(case.findings.attached, case.looks),
    )


def of_parcel(waybill: str) -> Place:
    """The inspection photos of a parcel that came back."""

    def attaching(
        at: datetime, file: KeptFile, told: Mapping[str, str | None]
    ) -> AttachInspectionPhoto:
        return AttachInspectionPhoto(
            waybill=waybill,
            at=at,
            name=file.name,
            media_type=file.media_type,
            sha256=file.sha256,
            size=file.size,
            sku=told["sku"],
            person=told["person"],
        )

    def looking(look: Look) -> LookAtInspectionPhoto:
        return LookAtInspectionPhoto(waybill, look.at, look.sha256, look.person, look.reason)

    return Place(
        "warehouse",
        f"returned-parcel:{waybill}",
        f"/returned-parcels/{waybill}/photos",
        attaching,
        looking,
        inspection_photos.listed,
    )
