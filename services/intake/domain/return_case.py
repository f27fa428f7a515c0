"""A case: one request, judged anew whenever something is learnt, until nothing is left to do.

Facts are noted as they come; ``review.py`` draws what follows from all of them (ADR 0001).
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from services.intake.domain import case_events as said
from services.intake.domain import evidence_events
from services.intake.domain.case_events import Chosen, Piece, Statement, Subject, Verdict
from services.intake.domain.casework_events import Work
from services.intake.domain.cells import filled
from services.intake.domain.desk_work import DeskWork
from services.intake.domain.dossier import Dossier
from services.intake.domain.earlier import ChosenBefore
from services.intake.domain.evidence import Evidence
from services.intake.domain.facts import Findings, Outset, outset
from services.intake.domain.payments import Payment, priced
from services.intake.domain.recipient import Recipient
from services.intake.domain.refusals import EvidenceNotKnown, VerdictDiffers
from services.intake.domain.request import Request
from shared.evidence.look import Look
from shared.policy.facts import Facts
from shared.store.aggregate import Aggregate


class ReturnCase(Aggregate):
    """Opens on request; a closed one is closed anew when late facts change its outcome."""

    TOPIC: ClassVar = "intake.return-case"
    KIND: ClassVar = "case"

    if TYPE_CHECKING:  # The library would make fields of a dataclass out of these.
        request: Request
        statement: Statement
        findings: Findings
        decided: tuple[datetime, dict[str, Any], dict[str, Any], str, Any] | None
        chosen: Chosen | None
        chosen_at: datetime | None
        chosen_before: tuple[ChosenBefore, ...] | None
        revisions: dict[str, int]
        slip: tuple[tuple[Piece, ...], Recipient | None] | None
        slip_kind: str | None
        reship: tuple[str, tuple[Piece, ...], Recipient | None] | None
        requested: dict[str, Payment]
        ready: dict[str, tuple[Payment, datetime, str | None]]
        paid: dict[str, datetime]
        verdicts: dict[datetime, Verdict]
        closed: tuple[datetime, str] | None
        work: Work
        asked_for: tuple[str, ...]
        looks: tuple[Look, ...]
        desk: DeskWork

    @classmethod
    def asked(cls, case_no: str, request: Request, dossier: Dossier, policy: str) -> ReturnCase:
        """A new case; refused when it does not fit its order. The policy holds for good (D28)."""
        request.fit(dossier.order)
        statement = stated(request, dossier, outset(request, dossier), policy)
        case = cls.opened(
            said.CaseOpened, case_no, request.at, request=request, statement=statement
        )
        case.let_time_pass(request.at)
        return case

    def begin(self, request: Request, statement: Statement) -> None:
        """The state of a new case. For the first event alone."""
        self.request, self.statement = request, statement
        self.findings, self.desk = Findings(), DeskWork()
        self.decided, self.chosen, self.chosen_at, self.chosen_before = None, None, None, None
        self.revisions = {"request": 1, "decision": 0, "remedy": 0, "slip": 0, "reship": 0}
        self.slip, self.slip_kind, self.reship, self.closed = None, None, None, None
        self.requested, self.ready, self.paid = {}, {}, {}
        self.verdicts, self.work, self.asked_for, self.looks = {}, Work(), (), ()

    @property
    def order_no(self) -> str:
        """The order that the case is about."""
        return self.subject.order_no

    @property
    def subject(self) -> Subject:
        """What the case's announcements name."""
        return self.statement.subject

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The affected goods."""
        return tuple(Piece(line.sku, line.quantity) for line in self.request.lines)

    # What is learnt.

    def ask_again(self, brought: Request, dossier: Dossier) -> None:
        """The same request with more cells or lines; other content is refused (D31)."""
        merged = self.request.merged(brought)
        merged.fit(dossier.order)
        begun = outset(merged, dossier)
        self.restate(merged, stated(merged, dossier, begun, self.subject.policy))

    def restate(self, request: Request, statement: Statement) -> None:
        """Say the request again when more of it is known, or of what it is about."""
        if (request, statement) != (self.request, self.statement):
            self.record(
                said.RequestRestated,
                request.at,
                request=request,
                statement=statement,
                revision=self.revisions["request"] + 1,
            )

    def note_weight(self, at: datetime, result: str) -> None:
        """The warehouse's comparison: ``mismatch`` or ``match`` (R210, R212)."""
        if self.findings.weight != (at, result):
            self.record(said.WeightNoted, at, result=result)

    def note_sign_off(self, at: datetime, signed_by: str) -> None:
        """Who signed, as far as the courier could show it in time (R306, D25)."""
        if self.findings.sign_off != (at, signed_by):
            self.record(said.SignOffNoted, at, signed_by=signed_by)

    def note_paid(self, at: datetime, refund: str) -> None:
        """A payment of the case was made by a refund table."""
        if refund not in self.paid:
            self.record(said.PaymentNoted, at, refund=refund)

    def attach(self, at: datetime, brought: Evidence) -> None:
        """A file that shows something from its moment on; the same again adds nothing."""
        if not any(one.evidence.same_as(brought) for one in self.findings.attached):
            about = {"subject": self.subject, "evidence": brought}
            self.record(evidence_events.EvidenceAttached, at, **about)

    def look_at(self, at: datetime, digest: str, person: str, reason: str) -> None:
        """Remember who looked at a file, and why: every time (R516)."""
        if all(one.evidence.file.sha256 != digest for one in self.findings.attached):
            raise EvidenceNotKnown(f"case {self.number} has no file {digest}")
        look = {"sha256": digest, "person": person, "reason": reason}
        self.record(evidence_events.EvidenceViewed, at, **look)

    def give_verdict(self, at: datetime, brought: Verdict, dossier: Dossier) -> None:
        """Decide who is liable; verdicts of other moments stand beside each other (R501)."""
        known = self.verdicts.get(at)
        verdict = brought if known is None else filled(known, brought, VerdictDiffers)
        if verdict == known:
            return
        accounts = {"staff": self.request.agent, "dealer": dossier.order.dealer_id}
        self.record(
            said.LiabilityDecided,
            at,
            subject=self.subject,
            verdict=verdict,
            from_party=self._liable_before(at),
            account=accounts.get(verdict.liable),
        )

    def _liable_before(self, at: datetime) -> str:
        earlier = [moment for moment in self.verdicts if moment < at]
        if earlier:
            return self.verdicts[max(earlier)].liable
        if self.chosen is not None and self.chosen.liable is not None:
            return self.chosen.liable
        return str(self.decided[2]["liable"]) if self.decided else "merchant"

    # What time brings: the moments inside the request's row (ADR 0002).

    @property
    def deadline(self) -> datetime | None:
        """The next moment inside the row that has not passed yet."""
        return min((at for at, _ in self._ahead()), default=None)

    def let_time_pass(self, until: datetime) -> None:
        """Take the verification and the confirmation as their moments pass."""
        for at, name in sorted(self._ahead()):
            if at > until:
                return
            if name == "verified":
                self.record(said.VerificationNoted, at, verified=self.request.verified)
            else:
                self.record(said.RefundConfirmed, at, subject=self.subject)

    def _ahead(self) -> list[tuple[datetime, str]]:
        request, findings = self.request, self.findings
        ahead = []
        if request.verified_later and request.verified_at and findings.verified is None:
            ahead.append((request.verified_at, "verified"))
        confirmed_at = findings.confirmed_at  # By a person perhaps; the first moment counts.
        if request.confirmed_at and (confirmed_at is None or request.confirmed_at < confirmed_at):
            ahead.append((request.confirmed_at, "confirmed"))
        return ahead


def stated(request: Request, dossier: Dossier, begun: Outset, policy: str) -> Statement:
    """The request in the words that others hear, as far as it is known now."""
    parcel, order = begun.parcel, dossier.order
    subject = Subject(
        dossier.order_no,
        parcel.waybill if parcel else None,
        parcel.courier if parcel else None,
        policy,
    )
    lines = priced(request, order)
    return Statement(subject, _told(begun.facts), lines, order.customer_id, order.dealer_id)


@lru_cache(maxsize=10_000)
def _told(facts: Facts) -> dict[str, Any]:
    return facts.as_json()
