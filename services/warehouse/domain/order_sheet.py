"""What was packed for an order against what is claimed missing, and what that costs (R210)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain import order_facts as facts
from services.warehouse.domain.missed_item_costs import Booking, MissedItem, bookings
from services.warehouse.domain.missed_items import (
    AssignedCostBooked,
    CostBooked,
    CostWithdrawn,
    MissedItemChecked,
)
from services.warehouse.domain.weight_check import (
    PackedLine,
    Weighing,
    WeightCheck,
    check,
)
from shared.costs import CostEntry, Verdict
from shared.store.aggregate import Aggregate

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
        packages: dict[str, tuple[datetime, str]]
        judgements: dict[str, facts.Judgement]
        remedies: dict[str, str | None]
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

    @property
    def order_no(self) -> str:
        """The order it belongs to."""
        return self.number

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

    def note_package(self, case_no: str, at: datetime, outer_package: str) -> None:
        """Note what an outer photo shows; of several, the first counts (R210)."""
        known = self.packages.get(case_no)
        if known is None or at < known[0]:
            self.record(facts.PackageSeen, at, case_no=case_no, outer_package=outer_package)
            self._conclude()

    def note_judgement(self, case_no: str, at: datetime, judgement: facts.Judgement) -> None:
        """Note what the policy decided of a claim."""
        if case_no in self.claims and self.judgements.get(case_no) != judgement:
            self.record(facts.JudgementNoted, at, case_no=case_no, judgement=judgement)

    def note_remedy(self, case_no: str, at: datetime, remedy: str | None) -> None:
        """Note what is carried out for a claim."""
        if case_no in self.claims and self.remedies.get(case_no) != remedy:
            self.record(facts.RemedyNoted, at, case_no=case_no, remedy=remedy)

    def note_verdict(self, case_no: str, verdict: Verdict) -> None:
        """Note a verdict on a claim; other cases' costs are kept elsewhere."""
        if case_no in self.claims and verdict not in self.verdicts.get(case_no, ()):
            told = {"to": verdict.to, "of": verdict.of}
            self.record(facts.VerdictNoted, verdict.at, case_no=case_no, **told)

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
        picker: str | None,
        policy: str | None,
    ) -> None:
        """Book what another keeper assigned to the warehouse."""
        if entry.entry not in self.assigned:
            place = self._parcel_of(waybill)
            self.record(
                AssignedCostBooked,
                entry.certain_at,
                case_no=case_no,
                entry=entry,
                to=to,
                policy=policy,
                **place | {"picker": picker or place["picker"]},
            )

    # What it concludes.

    def _conclude(self) -> None:
        for case_no in sorted(self.claims):
            claim = self.claims[case_no]
            since = claim.weighed_since(self.packages.get(case_no))
            result = self._checked(claim, since) if since else None
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

    def _checked(self, claim: facts.Claim, since: datetime) -> WeightCheck | None:
        """The parcels are those shipped before the request (D30); their weights add up (D11)."""
        sent = [p for p in self.outbound.values() if p.shipped_at <= claim.requested_at]
        weighings = [self.weighings.get(parcel.waybill) for parcel in sent]
        return check(self.packed, self.packaging_g, claim.lines, weighings, since, claim.share)

    # What it books.

    @property
    def deadline(self) -> datetime | None:
        """The earliest moment at which something is to be booked or taken back."""
        if not self.judgements:
            return None
        waiting = (one for case_no in self.judgements for one in self._outstanding(case_no))
        return min((one.entry.certain_at for one in waiting), default=None)

    def let_time_pass(self, until: datetime) -> None:
        """Book every cost that is certain by now."""
        waiting = (one for case_no in sorted(self.judgements) for one in self._outstanding(case_no))
        due = [one for one in waiting if one.entry.certain_at <= until]
        for one in sorted(due, key=lambda one: (one.entry.certain_at, one.case_no)):
            self.record(
                CostWithdrawn if one.untrue else CostBooked,
                one.entry.certain_at,
                case_no=one.case_no,
                entry=one.entry,
                wanted=one.wanted,
                to=one.to,
                policy=self.judgements[one.case_no].policy,
                **self._parcel_of(self.claims[one.case_no].waybill),
            )

    def _outstanding(self, case_no: str) -> Iterator[Booking]:
        claim, judgement = self.claims[case_no], self.judgements[case_no]
        result, _ = self.checks.get(case_no, (None, 0))
        matter = MissedItem(
            case_no,
            claim,
            judgement,
            self.remedies.get(case_no),
            result,
            tuple(self.payments.get(case_no, ())),
            tuple(each for each in self.reships.values() if each.case_no == case_no),
            self.verdicts.get(case_no, ()),
        )
        return bookings(matter, self.booked.get(case_no, {}), self.withdrawn)

    def _parcel_of(self, waybill: str | None) -> dict[str, str | None]:
        parcel = self.outbound.get(waybill or "")
        return {
            "waybill": waybill,
            "courier": parcel.courier if parcel else None,
            "picker": parcel.picker if parcel else None,
        }
