"""The costs of an order's cases, whoever bears them; R210's are the warehouse's to keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar

from services.logistics.domain import claim_events
from services.logistics.domain import claims_events as events
from services.logistics.domain.case_costs import OrderedGoods, Situation, situation
from services.logistics.domain.case_file import (
    Assigned,
    CaseFile,
    Chosen,
    Decided,
    Difference,
    Request,
    SignOff,
    first_out_of_area,
)
from services.logistics.domain.claim import expected_claims, unsaid
from services.logistics.domain.claim_life import COURIER, Claim, ExpectedClaim
from services.logistics.domain.entitlement import Wanted, wanted
from services.logistics.domain.goods import ParcelStory
from services.logistics.domain.sign_off import awaited
from shared.costs import Verdict, once_more, withdrawal
from shared.store.aggregate import Aggregate


class OrderClaims(Aggregate):
    """Opens with the first thing heard of an order; concludes only where a case is known.

    ``standing`` holds what is booked, by the number of the conclusion that it carries out.
    """

    TOPIC: ClassVar = "logistics.order-claims"
    KIND: ClassVar = "claims"

    @classmethod
    def opened_for(
        cls,
        order_no: str,
        at: datetime,
        lines: tuple[OrderedGoods, ...] = (),
        parcel: ParcelStory | None = None,
    ) -> OrderClaims:
        """A file for an order."""
        return cls.opened(events.ClaimsOpened, order_no, at, lines=lines, parcel=parcel)

    def begin(self) -> None:
        """An empty file, for the first event's ``apply``."""
        self.lines: dict[str, OrderedGoods] = {}
        self.parcels: dict[str, ParcelStory] = {}
        self.files: dict[str, CaseFile] = {}
        self.standing: dict[str, events.CostBooked] = {}
        self.withdrawn: dict[str, int] = {}
        self.concluded: dict[str, Wanted] | None = None
        self.expected: list[tuple[Situation, list[ExpectedClaim]]] | None = None

    @property
    def order_no(self) -> str:
        """The order whose cases these are."""
        return self.number

    @property
    def has_cases(self) -> bool:
        """Whether anything was heard of a case: only then are parcels followed."""
        return bool(self.files)

    @property
    def out_of_area(self) -> str | None:
        """The case that answers for transfers (D6)."""
        return first_out_of_area(self.files.values())

    # What is heard.

    def note_order(self, at: datetime, lines: tuple[OrderedGoods, ...]) -> None:
        """What was bought; lines may be added later."""
        if tuple(self.lines.values()) != lines:
            self.record(events.OrderNoted, at, lines=lines)

    def note_parcel(self, at: datetime, parcel: ParcelStory) -> None:
        """A parcel's story, again and again as it goes on."""
        if self.parcels.get(parcel.waybill) != parcel:
            self.record(events.ParcelNoted, at, parcel=parcel)
            self._settle_proved()

    def note_request(self, case_no: str, at: datetime, request: Request) -> None:
        """A case of the order."""
        known = self.files.get(case_no)
        if known is None or known.request != request:
            self.record(events.RequestNoted, at, case_no=case_no, request=request)
            self._settle_proved()

    def note_decision(self, case_no: str, at: datetime, decided: Decided) -> None:
        """A revision of the decision; an older one than the newest known changes only history."""
        known = self.files.get(case_no)
        if known is None or decided not in known.decisions:
            self.record(events.DecisionNoted, at, case_no=case_no, decided=decided)

    def note_remedy(self, case_no: str, at: datetime, chosen: Chosen) -> None:
        """What is carried out; an older revision than the newest known changes only history."""
        known = self.files.get(case_no)
        if known is None or chosen not in known.choices:
            self.record(events.RemedyNoted, at, case_no=case_no, chosen=chosen)

    def note_verdict(self, case_no: str, at: datetime, verdict: Verdict) -> None:
        """Who is liable after all."""
        known = self.files.get(case_no)
        if known is None or known.verdicts.get(verdict.at) != verdict:
            self.record(events.VerdictNoted, at, case_no=case_no, verdict=verdict)

    def note_damage(self, case_no: str, at: datetime, confirmed_at: datetime) -> None:
        """Damage confirmed from photos."""
        known = self.files.get(case_no)
        if known is None or known.damage_confirmed_at != confirmed_at:
            self.record(events.DamageNoted, at, case_no=case_no, confirmed_at=confirmed_at)

    def note_evidence(self, case_no: str, at: datetime, evidence: str) -> None:
        """A file that the claim can show."""
        known = self.files.get(case_no)
        if known is None or evidence not in known.evidence:
            self.record(events.EvidenceNoted, at, case_no=case_no, evidence=evidence)

    def note_difference(self, case_no: str, at: datetime, difference: Difference) -> None:
        """A price difference paid."""
        known = self.files.get(case_no)
        if known is None or known.differences.get(difference.refund) != difference:
            self.record(events.DifferenceNoted, at, case_no=case_no, difference=difference)

    def note_assigned(self, case_no: str, at: datetime, assigned: Assigned) -> None:
        """A cost that its keeper puts on the courier."""
        known = self.files.get(case_no)
        if known is None or assigned.entry.entry not in known.assigned:
            self.record(events.AssignedCostNoted, at, case_no=case_no, assigned=assigned)

    # Passing time.

    @property
    def deadline(self) -> datetime | None:
        """The earliest entry to book or take back, claim to open, or proof that is due."""
        return min(self._pending(), default=None) if self.files else None

    def let_time_pass(self, until: datetime) -> None:
        """Everything dated up to ``until``: proofs that failed, then claims, then entries."""
        for file in list(self.files.values()):
            proof = awaited(file, self.parcels)
            if proof and proof[1] <= until:
                self._settle(file, SignOff(proof[1], None), proved=False)
        for case, claims in list(self._claims()):
            for claim in claims:
                if claim.at <= until:
                    self._claim(case, claim)
        for number, booked in self._untrue():
            if booked.entry.certain_at <= until:
                self._withdraw(number)
        for number, one in self._bookable():
            if one.entry.certain_at <= until:
                self._book(number, one)

    # What the events remember; they call these.

    def file(self, case_no: str) -> CaseFile:
        """The file of a case, opened when first asked for."""
        return self.files.setdefault(case_no, CaseFile(case_no))

    def settle_sign_off(self, case_no: str, at: datetime, signed_by: str | None) -> None:
        """Who signed is known, or will never be."""
        self.file(case_no).sign_off = SignOff(at, signed_by)

    def think_again(self) -> None:
        """A fact is new: conclusions drawn before no longer hold."""
        self.concluded = self.expected = None

    def claim_of(self, case_no: str) -> Claim:
        """The claim of a case that has one."""
        claim = self.files[case_no].claim
        if claim is None:
            raise ValueError(f"no claim was opened for case {case_no}")
        return claim

    # Conclusions.

    def _wanted(self) -> dict[str, Wanted]:
        """Entries that the facts lead to; kept until a fact is new."""
        if self.concluded is None:
            self.concluded = wanted(self.files.values(), self.parcels, self.lines)
        return self.concluded

    def _bookable(self) -> list[tuple[str, Wanted]]:
        """What is wanted and not booked; what the desk's answer may still change waits for it (D1).

        A proof that failed makes a case entitled in that second, and it may come before others.
        """
        waits = [at for at in (f.unanswered_since for f in self.files.values()) if at is not None]
        answered = min(waits, default=None)
        return [
            (number, one)
            for number, one in self._wanted().items()
            if number not in self.standing and (answered is None or one.entry.certain_at < answered)
        ]

    def _untrue(self) -> list[tuple[str, events.CostBooked]]:
        """What stands and is not wanted, or not on the courier of the case's parcel (D6, D30)."""
        found = self._wanted()
        return [
            (number, booked)
            for number, booked in self.standing.items()
            if number not in found
            or (
                booked.entry.bearer.party == COURIER
                and not booked.place.same_parcel(found[number].place)
            )
        ]

    def _pending(self) -> Iterable[datetime]:
        yield from (one.entry.certain_at for _, one in self._bookable())
        yield from (booked.entry.certain_at for _, booked in self._untrue())
        yield from (claim.at for _, claims in self._claims() for claim in claims)
        yield from (
            due for f in self.files.values() for _, due in filter(None, [awaited(f, self.parcels)])
        )

    def _claims(self) -> Iterable[tuple[Situation, list[ExpectedClaim]]]:
        """What is to be announced of each case's claim."""
        if self.expected is None:
            cases = (situation(file, self.parcels, self.lines) for file in self.files.values())
            self.expected = [(case, expected_claims(case)) for case in cases if case]
        for case, claims in self.expected:
            said = case.file.claim.said_of(case.place) if case.file.claim else None
            if claims or said:
                yield case, unsaid(said, claims, case.phase.since)

    def _settle_proved(self) -> None:
        """A proof counts at once: the customer is waiting (R306)."""
        for file in list(self.files.values()):
            found = awaited(file, self.parcels)
            if found and found[0]:
                self._settle(file, found[0], proved=True)

    def _settle(self, file: CaseFile, sign_off: SignOff, *, proved: bool) -> None:
        case = situation(file, self.parcels, self.lines)
        self.record(
            events.SignOffSettled,
            sign_off.at,
            case_no=file.number,
            proved=proved,
            signed_by=sign_off.signed_by,
            place=case.place if case else None,
            policy=file.request.policy if file.request else None,
        )

    def _claim(self, case: Situation, claim: ExpectedClaim) -> None:
        """Open it, or say what it expects from now on."""
        known = case.file.claim
        about = {"case_no": case.file.number, "place": case.place, "policy": case.request.policy}
        if known is not None:
            revision = known.revision + 1
            self.record(
                claim_events.CourierClaimRevised, claim.at, claim=claim, revision=revision, **about
            )
            return
        self.record(
            claim_events.CourierClaimed,
            claim.at,
            claim=claim.number,
            expected=claim.expected,
            evidence=claim.evidence,
            rule=claim.rule,
            days=claim.days,
            **about,
        )

    def _book(self, number: str, one: Wanted) -> None:
        self.record(
            events.CostBooked,
            one.entry.certain_at,
            case_no=one.case_no,
            wanted=number,
            entry=once_more(one.entry, self.withdrawn.get(number, 0)),
            place=one.place,
            policy=one.policy,
            to=one.to,
        )

    def _withdraw(self, number: str) -> None:
        booked = self.standing[number]
        self.record(
            events.CostWithdrawn,
            booked.entry.certain_at,
            case_no=booked.case_no,
            wanted=number,
            entry=withdrawal(booked.entry),
            place=booked.place,
            policy=booked.policy,
            to=None,
        )
