"""What was so when the customer asked, and what was found out about it (D22, D25, D30, D33)."""

from datetime import datetime

from tests.support.calculator import moments
from tests.support.calculator.decisions import Facts
from tests.support.calculator.rows import Dossier, Parcel, Request, Scan

SIGNERS = {"customer", "third_party_with_consent", "third_party_without_consent"}


def its_parcel(dossier: Dossier, request: Request) -> Parcel | None:
    """The order's last outbound parcel shipped before the request (D30)."""
    earlier = [parcel for parcel in dossier.shipped("outbound") if parcel.shipped_at <= request.at]
    return earlier[-1] if earlier else None


def stage_of(dossier: Dossier, request: Request, parcel: Parcel | None) -> str:
    if parcel is None:
        return "not_shipped"
    seen = {scan.status for scan in dossier.scans.get(parcel.waybill, []) if scan.at <= request.at}
    if "signed" in seen:
        return "signed"
    return "at_door" if seen & {"arrived", "refused"} else "in_transit"


def facts_of(
    dossier: Dossier,
    request: Request,
    parcel: Parcel | None,
    stage: str,
    signed_by: str | None,
    weight_check: str | None,
) -> Facts:
    line = next(iter(dossier.lines.values()))
    signed = [
        scan.at
        for scan in dossier.scans.get(parcel.waybill if parcel else "", [])
        if scan.status == "signed" and scan.at <= request.at
    ]
    return Facts(
        stage=stage,
        cause=request.cause,
        outer_package=request.outer_package,
        liquid=any(dossier.lines[affected.sku].liquid for affected in request.lines),
        partly_good=request.partly_good,
        weight_check=weight_check if request.outer_package == "intact" else None,
        signed_by=signed_by,
        photos=request.photos,
        outer_photo=request.outer_photo,
        verified=request.verified,
        days_since_purchase=moments.whole_days(line.purchased_at, request.at),
        days_since_signed=moments.whole_days(signed[0], request.at) if signed else None,
        resellable=request.resellable,
        complete=request.complete,
    )


def signed_by_of(
    dossier: Dossier, request: Request, parcel: Parcel | None, end: datetime
) -> tuple[str | None, datetime]:
    """Who signed, and when that was known: a claim, a scan, or 72 hours without proof (D25).

    What time had brought stays, unless a late row says that somebody else had signed (D14).
    """
    fired = dossier.fired.signed_by.get(request.number)
    asserted = _asserted(dossier, request, parcel)
    if asserted and (fired is None or fired[0] != asserted):
        return asserted, request.at
    if fired:
        return fired
    due = request.at + moments.PROOF
    proof = next((scan for scan in _signatures(dossier, parcel) if scan.at <= due), None)
    if proof:
        return proof.signed_by, proof.at
    return ("third_party_without_consent" if due <= end else None), due


def _asserted(dossier: Dossier, request: Request, parcel: Parcel | None) -> str | None:
    """Who had signed as far as the request and the scans before it say."""
    before = [scan for scan in _signatures(dossier, parcel) if scan.at <= request.at]
    return request.signed_by or (before[-1].signed_by if before else None)


def _signatures(dossier: Dossier, parcel: Parcel | None) -> list[Scan]:
    scans = dossier.scans.get(parcel.waybill, []) if parcel else []
    return [scan for scan in scans if scan.status == "signed" and scan.signed_by in SIGNERS]


def weight_check_of(dossier: Dossier, request: Request) -> tuple[str | None, datetime]:
    """The outbound weight against the expected one, and when it was known (R210, D11)."""
    lines = dossier.lines.values()
    units = {line.sku: line.unit_weight_g for line in lines}
    parcels = [p for p in dossier.shipped("outbound") if p.shipped_at <= request.at]
    weighed = [_weighed(dossier, parcel) for parcel in parcels]
    if not weighed or None in weighed or None in units.values():
        return None, request.at
    packaging = sum(line.packaging_g or 0 for line in lines)
    expected = packaging + sum((units[line.sku] or 0) * line.quantity for line in lines)
    known = [scan for scan in weighed if scan]
    missing = expected - sum(scan.weight_g or 0 for scan in known)
    claimed = sum((units[line.sku] or 0) * line.quantity for line in request.lines)
    verdict = "mismatch" if 2 * missing >= claimed else "match"
    return verdict, max(scan.at for scan in known)


def _weighed(dossier: Dossier, parcel: Parcel) -> Scan | None:
    scans = dossier.scans.get(parcel.waybill, [])
    return next((s for s in scans if s.status == "picked_up" and s.weight_g is not None), None)
