"""A case with everything known about it: stage, facts, when it is decided, and on what."""

from dataclasses import dataclass, replace
from datetime import datetime

from tests.support.calculator import findings
from tests.support.calculator.decisions import LOST, Decision, Facts, decide
from tests.support.calculator.goods import Comeback, comeback
from tests.support.calculator.losses import lost_at
from tests.support.calculator.rows import Dossier, Parcel, Request, Scan

DEALERS_RULES = {"R101", "R102", "R104", "R301", "R302", "R401"}
KEPT_AFTER_LOSS = {"price_difference", "invoice_copy"}


@dataclass(frozen=True, slots=True)
class Case:
    """One request, decided; `before_loss` is what it was when a loss turned it into R406.

    `in_doubt` is what a dealer's misuse was until it was verified as a defect (R303).
    `answering` is who answers on paper, `liable` for the remedy that is carried out.
    """

    dossier: Dossier
    request: Request
    parcel: Parcel | None
    facts: Facts
    decision: Decision
    rule: str
    remedy: str | None
    answering: str
    liable: str
    decided_at: datetime
    lost_at: datetime | None = None
    before_loss: "Case | None" = None
    in_doubt: "Case | None" = None

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

    @property
    def before(self) -> "Case | None":
        """What it was before something else than a verdict made another party answer."""
        return self.before_loss or self.in_doubt

    @property
    def turned_at(self) -> datetime | None:
        """The loss, or the verification, that did."""
        if self.before_loss:
            return self.lost_at
        return self.request.verified_at if self.in_doubt else None

    def liable_at(self, moment: datetime) -> str:
        """Who answers for it before any verdict."""
        if self.before and self.turned_at and moment < self.turned_at:
            return self.before.liable
        return self.liable


def assess(dossier: Dossier, request: Request, end: datetime) -> Case:
    """Decide one request with everything known up to the end."""
    parcel = findings.its_parcel(dossier, request)
    stage = findings.stage_of(dossier, request, parcel)
    signed_by, signed_known = findings.signed_by_of(dossier, request, parcel, end)
    weight_check, weighed = findings.weight_check_of(dossier, request)
    facts = findings.facts_of(dossier, request, parcel, stage, signed_by, weight_check)
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
        facts=facts,
        decision=decision,
        rule=_rule(decision.rule, remedy),
        remedy=remedy,
        answering=_answering(dossier, request, decision),
        liable=_answering(dossier, request, decision),
        decided_at=decided,
    )
    if will_not_sign(case):
        case = replace(case, liable="courier")
    return _turned_by_loss(_doubted(case, stage), stage, end)


def _doubted(case: Case, stage: str) -> Case:
    """A dealer's misuse until it is verified: then it never was its own fault (R303, R503)."""
    verified_at, asked_at = case.request.verified_at, case.request.at
    if case.request.cause != "misuse" or stage != "signed" or not case.dossier.dealer_id:
        return case
    if not case.request.verified or not verified_at or verified_at <= asked_at:
        return case
    return replace(case, in_doubt=replace(case, liable="dealer"))


def _answering(dossier: Dossier, request: Request, decision: Decision) -> str:
    """The dealer where the customer would answer for its own cause (R503, D26)."""
    own = decision.rule in DEALERS_RULES or request.cause == "misuse"
    dealers = dossier.dealer_id and own and decision.liable == "customer"
    return "dealer" if dealers else decision.liable


def _rule(rule: str, remedy: str | None) -> str:
    """Every return insisted on because of the courier is R111 (D6)."""
    if remedy == "return_refund" and rule in {"R109", "R110", "R402", "R403", "R405"}:
        return "R111"
    return rule


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
        decision=decision,
        remedy=decision.choose(case.request.remedy, case.request.wish),
        answering="courier",
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
