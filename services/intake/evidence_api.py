"""The evidence of a case over HTTP: brought, listed, looked at, proven. No rule lives here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from services.intake.commands import AttachEvidence, LookAtEvidence
from services.intake.domain.evidence import EvidenceKind, listed
from services.intake.domain.evidence_events import EvidenceAttached
from services.intake.domain.refusals import EvidenceNotKnown
from shared.evidence.soundness import soundness
from shared.http import files
from shared.http.codec import local
from shared.http.entry import AtDesk
from shared.http.fitness import fit
from shared.http.routes import RepeatableRoute
from shared.http.versions import look
from shared.policy.vocabulary import OuterPackage

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase
    from shared.evidence.file import KeptFile

router = APIRouter(route_class=RepeatableRoute, tags=["evidence"])


@dataclass(frozen=True, slots=True)
class Bringing:
    """What a file shows, since when, and who brought it."""

    kind: EvidenceKind
    at: files.At
    outer_package: OuterPackage | None = None
    person: Annotated[str | None, Query(max_length=200, description="Who brought it.")] = None

    def command(self, case_no: str, file: KeptFile) -> AttachEvidence:
        """For the desk."""
        fit("person", self.person)
        return AttachEvidence(
            case_no=case_no,
            at=local(self.at),
            kind=self.kind,
            name=file.name,
            media_type=file.media_type,
            sha256=file.sha256,
            size=file.size,
            outer_package=self.outer_package,
            person=self.person,
        )


@router.post("/cases/{case_no}/evidence", openapi_extra=files.asks_for_file())
def attach_evidence(
    desk: AtDesk,
    archive: files.Archive,
    case_no: str,
    brought: files.File,
    bringing: Annotated[Bringing, Depends()],
) -> dict[str, Any]:
    """Attach a file, which is the body; from its moment on the case is decided with it."""
    look(desk, f"case:{case_no}")  # Before anything is kept for a case that is not.
    file = brought.file
    command = bringing.command(case_no, file)
    archive.keep(brought)  # An event never names a file that is not kept.
    changed = desk.handle(command)
    return {"case_no": case_no, "sha256": file.sha256, "size": file.size, "changed": changed}


@router.get("/cases/{case_no}/evidence")
def list_evidence(desk: AtDesk, case_no: str) -> list[dict[str, Any]]:
    """What was attached to a case, in the order in which it counts, and who looked at it."""
    case: ReturnCase = look(desk, f"case:{case_no}")
    return listed(case.findings.attached, case.looks)


@router.get("/cases/{case_no}/evidence/{sha256}", response_class=Response)
def fetch_evidence(
    desk: AtDesk, archive: files.Archive, case_no: str, sha256: files.Digest, by: files.Looking
) -> Response:
    """The file itself; that a person looked, and why, is recorded (R516)."""
    case: ReturnCase = look(desk, f"case:{case_no}")
    attached = [one.evidence.file for one in case.findings.attached]
    file = next((one for one in attached if one.sha256 == sha256), None)
    if file is None:
        raise EvidenceNotKnown(f"case {case_no} has no file {sha256}")
    moment = by.moment()
    content = archive.content(sha256)
    desk.handle(LookAtEvidence(case_no, moment, sha256, by.person, by.reason))
    return files.handed_out(file, content)


@router.get("/evidence/soundness")
def prove_evidence(desk: AtDesk, archive: files.Archive) -> dict[str, Any]:
    """Whether every file that a case names is still there, unaltered."""
    return files.told_of(soundness(desk.service, EvidenceAttached.TOPIC, archive))
