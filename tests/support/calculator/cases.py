"""A case with everything known about it: stage, facts, when it is decided, and on what."""

from dataclasses import dataclass, replace
from datetime import datetime

from tests.support.calculator import moments
from tests.support.calculator.decisions import LOST, Decision, Facts, decide
from tests.support.calculator.goods import Comeback, comeback
from tests.support.calculator.losses import lost_at
from tests.support.calculator.rows import Dossier, Parcel, Request, Scan

SIGNERS = {"customer", "third_party_with_consent", "third_party_without_consent"}
KEPT_AFTER_LOSS = {"price_difference", "invoice_copy"}


@dataclass(frozen=True, slots=True)
class Case:
    """One request, decided; `before_loss` is what it was when a loss turned it into R406."""

    dossier: Dossier
    request: Request
    parcel: Parcel | None
    rule: str
    remedy: str | None
    liable: str
    decided_at: datetime
    lost_at: datetime | None = None
    before_loss: "Case | None" = None

    @property
    def value(self) -> int:
        """Unit price × affected quantity."""
        return sum(
            self.dossier.lines[line.sku].unit_price * line.quantity for line in self.request.lines
        )

    @property
    def comeback(self) -> Comeback | None:
        return comeback(self.dossier, self.request, self.parcel)

    @property
    def scans(self) -> list[Scan]:
        return self.dossier.scans.get(self.parcel.waybill, []) if self.parcel else []

    def first_scan(self, status: str) -> datetime | None:
        return next((scan.at for scan in self.scans if scan.status == status), None)

    def liable_at(self, moment: datetime) -> str:
        """Who answers for it before any verdict: a loss makes it the courier's."""
        if self.before_loss and self.lost_at and moment < self.lost_at:
            return self.before_loss.liable
        return self.liable


def assess(dossier: Dossier, request: Request, end: datetime) -> Case:
    """Decide one request with everything known up to the end."""
    parcel = _its_parcel(dossier, request)
    stage = _stage(dossier, request, parcel)
    signed_by, signed_known = _signed_by(dossier, request, parcel, end)
    weight_check, weighed = _weight_check(dossier, request)
    facts = _facts(dossier, request, parcel, stage, signed_by, weight_check)
    decision = decide(facts)
    remedy = decision.choose(request.remedy, request.wish)
    decided = max(
        request.at,
        (request.verified_at or request.at) if decision.rule in {"R208", "R209"} else request.at,
        signed_known if decision.rule == "R306" else request.at,
        weighed if decision.rule == "R210" else request.at,
    )
    case = Case(
        dossier=dossier,
        request=request,
        parcel=parcel,
        rule=_rule(decision.rule, remedy),
        remedy=remedy,
        liable=decision.liable,
        decided_at=decided,
    )
    if will_not_sign(case):
        case = replace(case, liable="courier")
    return _turned_by_loss(case, stage, end)


def _rule(rule: str, remedy: str | None) -> str:
    """Every return insisted on because of the courier is R111 (D6)."""
    if remedy == "return_refund" and rule in {"R109", "R110", "R402", "R403", "R405"}:
        return "R111"
    return rule


def _its_parcel(dossier: Dossier, request: Request) -> Parcel | None:
    """The order's last outbound parcel shipped before the request (D30)."""
    earlier = [parcel for parcel in dossier.shipped("outbound") if parcel.shipped_at <= request.at]
    return earlier[-1] if earlier else None


def _stage(dossier: Dossier, request: Request, parcel: Parcel | None) -> str:
    if parcel is None:
        return "not_shipped"
    seen = {scan.status for scan in dossier.scans.get(parcel.waybill, []) if scan.at <= request.at}
    if "signed" in seen:
        return "signed"
    return "at_door" if seen & {"arrived", "refused"} else "in_transit"


def _facts(
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
        weight_check=weight_check,
        signed_by=signed_by,
        photos=request.photos,
        outer_photo=request.outer_photo,
        verified=request.verified,
        days_since_purchase=moments.whole_days(line.purchased_at, request.at),
        days_since_signed=moments.whole_days(signed[0], request.at) if signed else None,
        resellable=request.resellable,
        complete=request.complete,
    )


def _signed_by(
    dossier: Dossier, request: Request, parcel: Parcel | None, end: datetime
) -> tuple[str | None, datetime]:
    """Who signed, and when that was known: a claim, a scan, or 72 hours without proof (D25)."""
    if request.signed_by:
        return request.signed_by, request.at
    scans = [
        scan
        for scan in dossier.scans.get(parcel.waybill if parcel else "", [])
        if scan.status == "signed" and scan.signed_by in SIGNERS
    ]
    before = [scan for scan in scans if scan.at <= request.at]
    if before:
        return before[-1].signed_by, request.at
    due = request.at + moments.PROOF
    proof = next((scan for scan in scans if scan.at <= due), None)
    if proof:
        return proof.signed_by, proof.at
    return ("third_party_without_consent" if due <= end else None), due


def _weight_check(dossier: Dossier, request: Request) -> tuple[str | None, datetime]:
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


def _turned_by_loss(case: Case, stage: str, end: datetime) -> Case:
    """The parcel's loss turns every case requested before signing into R406 (D7)."""
    if case.parcel is None or stage == "signed" or case.remedy in KEPT_AFTER_LOSS:
        return case
    lost = lost_at(case.dossier, case.parcel, end)
    if lost is None or _abandoned(case, lost):
        return case
    decision = Decision("R406", LOST, "courier")
    return replace(
        case,
        rule={"lost": "R108", "stalled_tracking": "R403"}.get(case.request.cause, "R406"),
        remedy=decision.choose(case.request.remedy, case.request.wish),
        liable="courier",
        lost_at=max(lost, case.request.at),
        before_loss=case,
    )


def _abandoned(case: Case, lost: datetime) -> bool:
    refused = case.first_scan("refused")
    return will_not_sign(case) and refused is not None and refused <= lost


def will_not_sign(case: Case) -> bool:
    """R206: the wish is refund or return, or the remedy is refund (D12)."""
    insists = case.request.wish in {"refund", "return"} and case.remedy != "price_difference"
    return case.rule == "R206" and (case.remedy == "refund" or insists)
