"""R306: the courier shows who signed within three days, or it counts as without consent (D25)."""

from __future__ import annotations

from datetime import datetime

from services.logistics.domain.case_costs import case_parcel
from services.logistics.domain.case_file import DISPUTED, CaseFile, Request, SignOff
from services.logistics.domain.goods import ParcelStory
from services.logistics.domain.scans import SIGNED, SIGNERS
from shared.policy.deadlines import due
from shared.policy.shelf import in_force


def disputed(request: Request) -> bool:
    """Whether the request is about who signed; a lost parcel that was signed for counts as one."""
    return request.cause == DISPUTED or (request.cause, request.stage) == (
        "lost",
        "signed",
    )


def due_at(request: Request) -> datetime:
    """Until when the courier may show its proof, that moment included (D22)."""
    return due(in_force(request.at), request.at, "courier_answer_hours")


def awaited(
    file: CaseFile, parcels: dict[str, ParcelStory]
) -> tuple[SignOff | None, datetime] | None:
    """The courier's proof so far, and when its time is up; null where none is awaited."""
    request = file.request
    if request is None or file.sign_off or request.signed_by or not disputed(request):
        return None
    parcel = case_parcel(request.at, parcels.values())
    shown = (
        [s for s in parcel.scans if s.status == SIGNED and s.signed_by in SIGNERS] if parcel else []
    )
    if any(scan.at <= request.at for scan in shown):
        return None  # Known when the customer asked.
    last = due_at(request)
    proof = next((SignOff(s.at, s.signed_by) for s in shown if s.at <= last), None)
    return proof, last
