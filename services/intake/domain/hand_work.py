"""Remedies carried out by hand: a part, an invoice copy, an address (R304, R305, R401)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.intake.domain import casework_events as did
from services.intake.domain.casework import asked_by_then
from services.intake.domain.casework_refusals import AddressHoldOver, OtherRemedy, WorkDiffers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from services.intake.domain.payments import Matter
    from services.intake.domain.recipient import Recipient
    from services.intake.domain.return_case import ReturnCase

PART, COPY, ADDRESS = "replace_part", "invoice_copy", "change_address"


@dataclass(frozen=True, slots=True)
class Correction:
    """Where to deliver instead, sealed (null of who is forgotten), and who says so."""

    recipient: Recipient | None
    person: str


def replace_part(case: ReturnCase, at: datetime, part: did.Part, person: str) -> None:
    """A part was bought where the customer is; the case closed when that was chosen (R304)."""
    if _is_new(case, at, case.work.parts, part):
        _carries_out(case, PART)
        case.record(did.PartReplaced, at, subject=case.subject, part=part, person=person)


def send_copy(case: ReturnCase, at: datetime, copy: did.InvoiceCopy, person: str) -> None:
    """A stamped copy of the invoice was sent; the case closed when that was chosen (R305)."""
    if _is_new(case, at, case.work.copies, copy):
        _carries_out(case, COPY)
        case.record(did.InvoiceCopySent, at, subject=case.subject, copy=copy, person=person)


def held_since(case: ReturnCase, matter: Matter, at: datetime) -> datetime | None:
    """Since when the courier holds the parcel; None where it never said so (R401, D26).

    Scanned again while it is held, it is held as before; after a correction a hold begins anew.
    """
    scanned = matter.parcel.held if matter.parcel is not None else ()
    told = [moment for moment in scanned if moment <= at]
    if not told:
        return None
    corrected = [moment for moment in case.work.addresses if moment < max(told)]
    return min(moment for moment in told if not corrected or moment > max(corrected))


def correct_address(
    case: ReturnCase,
    at: datetime,
    matter: Matter,
    until: datetime | None,
    correction: Correction,
) -> bool:
    """Tell the courier where to deliver, as long as it holds the parcel, ``until`` included.

    Whether that is new.
    """
    if not _is_new(case, at, case.work.addresses, correction.recipient):
        return False
    _carries_out(case, ADDRESS)
    parcel = matter.parcel
    if until is not None and at > until:
        raise AddressHoldOver(f"the courier held the parcel until {until.isoformat()}")
    if parcel is not None and parcel.returned_at is not None and parcel.returned_at <= at:
        raise AddressHoldOver(f"parcel {parcel.waybill} is back")
    case.record(
        did.AddressCorrected,
        at,
        subject=case.subject,
        recipient=correction.recipient,
        person=correction.person,
    )
    return True


def _is_new(case: ReturnCase, at: datetime, known: Mapping[datetime, Any], brought: Any) -> bool:
    if at in known:
        if known[at] != brought:
            raise WorkDiffers(f"something else was recorded at {at.isoformat()}")
        return False
    asked_by_then(case, at)
    return True


def _carries_out(case: ReturnCase, remedy: str) -> None:
    chosen = case.chosen.remedy if case.chosen is not None else None
    if chosen != remedy:
        raise OtherRemedy(f"case {case.number} carries out {chosen or 'nothing'}, not {remedy}")
