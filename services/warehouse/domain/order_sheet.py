"""What was packed for an order against what is claimed missing, and what that costs (R210)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain import order_facts as facts
from services.warehouse.domain.missed_items import (
    RULE,
    AssignedCostBooked,
    CostBooked,
    CostWithdrawn,
    MissedItemChecked,
    costs_of,
)
from services.warehouse.domain.weight_check import (
    PackedLine,
    Weighing,
    WeightCheck,
    check,
)
from shared.costs import (
    Bearer,
    CostEntry,
    Verdict,
    always,
    effective,
    entries,
    once_more,
    withdrawal,
)
from shared.store.aggregate import Aggregate, DomainEvent

if TYPE_CHECKING:
    from collections.abc import Iterator


class OrderSheet(Aggregate):
    """Notes what may come in any order; concludes as soon as all weights are known."""

    TOPIC: ClassVar = "warehouse.order-sheet"
    KIND = "order-sheet"

    if TYPE_CHECKING:
        packed: tuple[PackedLine, ...]
        packaging_g: int
        outbound: dict[str, facts.SentParcel]
        reships: dict[str, facts.SentParcel]
        weighings: dict[str, Weighing]
        claims: dict[str, facts.Claim]
        checks: dict[str, tuple[WeightCheck, int]]
        judgements: dict[str, facts.Judgement]
        verdicts: dict[str, tuple[Verdict, ...]]
        payments: dict[str, tuple[facts.CasePayment, ...]]
        booked: dict[str, dict[str, CostEntry]]
        withdrawn: dict[str, int]
        assigned: set[str]

    @classmethod
    def open(
        cls, order_no: str, at: datetime, lines: tuple[PackedLine, ...] = (), packaging_g: int = 0
    ) -> OrderSheet:
        """The sheet of an order, perhaps before the order itself is known."""
        return cls.opened(
            facts.OrderSheetOpened, order_no, at, lines=lines, packaging_g=packaging_g
        )

    # What it notes.

    def note_order(self, at: datetime, lines: tuple[PackedLine, ...], packaging_g: int) -> None:
        """Note what should have been packed."""
        if (lines, packaging_g) != (self.packed, self.packaging_g):
            self.record(facts.OrderNoted, at, lines=lines, packaging_g=packaging_g)
            self._conclude()

    def note_parcel(self, parcel: facts.SentParcel) -> None:
        """Note a parcel that left; a reship names its case."""
        known = self.outbound if parcel.case_no is None else self.reships
        had = known.get(parcel.waybill)
        if had is not None:
            parcel = replace(
                parcel,
                courier=parcel.courier or had.courier,
                picker=parcel.picker or had.picker,
                freight=had.freight if parcel.freight is None else parcel.freight,
            )
        if parcel != had:
            self.record(facts.ParcelNoted, parcel.shipped_at, parcel=parcel)
            self._conclude()

    def note_weight(self, waybill: str, at: datetime, weight_g: int) -> None:
        """Note an outbound weight; of several, the first weighing of a parcel holds."""
        known = self.weighings.get(waybill)
        if known is None or at < known.at:
            self.record(facts.WeightNoted, at, waybill=waybill, weight_g=weight_g)
            self._conclude()

    def note_claim(self, case_no: str, claim: facts.Claim) -> None:
        """Note what a customer says is missing."""
        if self.claims.get(case_no) != claim:
            self.record(facts.ClaimNoted, claim.requested_at, case_no=case_no, claim=claim)
            self._conclude()

    def note_judgement(
        self, case_no: str, at: datetime, judgement: facts.Judgement, outer_package: str | None
    ) -> None:
        """Note what the policy decided of a claim, and the state of the package it knew."""
        claim = self.claims.get(case_no)
        if claim is None:
            return
        if self.judgements.get(case_no) != judgement:
            self.record(facts.JudgementNoted, at, case_no=case_no, judgement=judgement)
        self.note_claim(case_no, replace(claim, outer_package=outer_package or claim.outer_package))

    def note_verdict(self, case_no: str, at: datetime, to: Bearer) -> None:
        """Note a verdict on a claim; other cases' costs are kept elsewhere."""
        known = self.verdicts.get(case_no, ())
        if case_no in self.claims and Verdict(at, to) not in known:
            self.record(facts.VerdictNoted, at, case_no=case_no, to=to)

    def note_payment(self, case_no: str, payment: facts.CasePayment) -> None:
        """Note a payment, whatever its case: it may be heard before the request."""
        known = self.payments.get(case_no, ())
        if all(payment.refund != each.refund for each in known):
            self.record(facts.PaymentNoted, payment.at, case_no=case_no, payment=payment)

    def book_assigned(
        self,
        case_no: str,
        waybill: str | None,
        entry: CostEntry,
        to: str | None,
        policy: str | None,
    ) -> None:
        """Book what another keeper assigned to the warehouse."""
        if entry.entry not in self.assigned:
            self.record(
                AssignedCostBooked,
                entry.certain_at,
                case_no=case_no,
                entry=entry,
                to=to,
                policy=policy,
                **self._parcel_of(waybill),
            )

    # What it concludes.

    def _conclude(self) -> None:
        for case_no in sorted(self.claims):
            claim = self.claims[case_no]
            result = self._checked(claim) if claim.to_be_weighed else None
            last, revision = self.checks.get(case_no, (None, 0))
            if result is None or result == last:
                continue
            self.record(
                MissedItemChecked,
                result.checked_at,
                case_no=case_no,
                lines=claim.lines,
                result=result,
                policy=claim.policy,
                revision=revision + 1,
                **self._parcel_of(claim.waybill),
            )

    def _checked(self, claim: facts.Claim) -> WeightCheck | None:
        """The parcels are those shipped before the request (D30); their weights add up (D11)."""
        sent = [p for p in self.outbound.values() if p.shipped_at <= claim.requested_at]
        weighings = [self.weighings.get(parcel.waybill) for parcel in sent]
        return check(
            self.packed, self.packaging_g, claim.lines, weighings, claim.requested_at, claim.share
        )

    # What it books.

    @property
    def deadline(self) -> datetime | None:
        """The earliest moment at which something is to be booked or taken back."""
        if not self.judgements:
            return None
        moments = (
            entry.certain_at
            for case_no in self.judgements
            for _, entry, _ in self._outstanding(case_no)
        )
        return min(moments, default=None)

    def let_time_pass(self, until: datetime) -> None:
        """Book every cost that is certain by now."""
        outstanding = [
            (entry.certain_at, case_no, event, entry, wanted)
            for case_no in sorted(self.judgements)
            for event, entry, wanted in self._outstanding(case_no)
            if entry.certain_at <= until
        ]
        for at, case_no, event, entry, wanted in sorted(outstanding, key=lambda each: each[:2]):
            self.record(
                event,
                at,
                case_no=case_no,
                entry=entry,
                wanted=wanted,
                to=self._bearer_at(case_no, at).party if entry.kind == "reversal" else None,
                policy=self.judgements[case_no].policy,
                **self._parcel_of(self.claims[case_no].waybill),
            )

    def _outstanding(self, case_no: str) -> Iterator[tuple[type[DomainEvent], CostEntry, str]]:
        """What is booked and untrue, then what is true and not booked."""
        wanted = {entry.entry: entry for entry in self._wanted(case_no)}
        booked = self.booked.get(case_no, {})
        for number, entry in booked.items():
            if number not in wanted:
                yield CostWithdrawn, withdrawal(entry), number
        for number, entry in wanted.items():
            if number not in booked:
                times = self.withdrawn.get(number, 0)
                yield CostBooked, once_more(entry, times), number

    def _wanted(self, case_no: str) -> list[CostEntry]:
        claim, judgement = self.claims[case_no], self.judgements[case_no]
        result, _ = self.checks.get(case_no, (None, 0))
        if RULE not in judgement.rules or result is None or not result.mismatch:
            return []
        payments = sorted(self.payments.get(case_no, ()), key=lambda payment: payment.refund)
        reships = [self.reships[waybill] for waybill in sorted(self.reships)]
        own = [reship for reship in reships if reship.case_no == case_no]
        costs = costs_of(result.checked_at, claim.lines, payments, own)
        return entries(case_no, costs, always(judgement.liable), self.verdicts.get(case_no, ()))

    def _bearer_at(self, case_no: str, at: datetime) -> Bearer:
        first = always(self.judgements[case_no].liable)
        moves = [m for m in effective(first, self.verdicts.get(case_no, ())) if m.at <= at]
        return moves[-1].to if moves else first(at)

    def _parcel_of(self, waybill: str | None) -> dict[str, str | None]:
        parcel = self.outbound.get(waybill or "")
        return {
            "waybill": waybill,
            "courier": parcel.courier if parcel else None,
            "picker": parcel.picker if parcel else None,
        }
