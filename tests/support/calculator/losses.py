"""The clock of silence: when a parcel counts as lost (D7)."""

from collections.abc import Iterable
from datetime import datetime

from tests.support.calculator.moments import SILENCE
from tests.support.calculator.rows import Dossier, Parcel

ENDS = {"signed", "returned"}


def lost_at(dossier: Dossier, parcel: Parcel, end: datetime) -> datetime | None:
    """The moment the loss is confirmed, by a scan or by 120 hours of silence; None: never."""
    if parcel.waybill in dossier.fired.lost_at:
        return dossier.fired.lost_at[parcel.waybill]
    last = parcel.shipped_at
    for at, status in _movements(dossier, parcel):
        if at > last + SILENCE:
            break
        if status == "lost":
            return at
        if status in ENDS:
            return None
        last = max(last, at)
    return last + SILENCE if last + SILENCE <= end else None


def _movements(dossier: Dossier, parcel: Parcel) -> Iterable[tuple[datetime, str]]:
    scans = [(scan.at, scan.status) for scan in dossier.scans.get(parcel.waybill, [])]
    received = [
        (row.received_at, "returned") for row in dossier.inspections.get(parcel.waybill, [])
    ]
    return sorted(scans + received)
