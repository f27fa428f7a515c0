"""What is remembered of an order's cases and their costs."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.logistics.domain.case_costs import OrderedGoods
from services.logistics.domain.case_file import Assigned, Chosen, Decided, Difference, Request
from services.logistics.domain.goods import ParcelStory
from services.logistics.domain.places import Place
from shared.costs import CostEntry, Verdict
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.logistics.domain.claims import OrderClaims


class ClaimsOpened(FirstEvent):
    """The order's file, with what it was opened for: its goods, a parcel, or neither yet."""

    TOPIC: ClassVar = "logistics.claims-opened.v1"

    lines: tuple[OrderedGoods, ...]
    parcel: ParcelStory | None

    def apply(self, claims: OrderClaims) -> None:
        claims.begin()
        claims.lines = {line.sku: line for line in self.lines}
        if self.parcel:
            claims.parcels[self.parcel.waybill] = self.parcel


class OrderNoted(DomainEvent):
    """What was bought, at which price."""

    TOPIC: ClassVar = "logistics.order-noted.v1"

    lines: tuple[OrderedGoods, ...]

    def apply(self, claims: OrderClaims) -> None:
        claims.lines = {line.sku: line for line in self.lines}
        claims.think_again()


class ParcelNoted(DomainEvent):
    """A parcel of the order, as far as its story goes."""

    TOPIC: ClassVar = "logistics.parcel-noted.v1"

    parcel: ParcelStory

    def apply(self, claims: OrderClaims) -> None:
        claims.parcels[self.parcel.waybill] = self.parcel
        claims.think_again()


class CaseEvent(DomainEvent):
    """Something noted of one case."""

    case_no: str


class RequestNoted(CaseEvent):
    """The customer's request."""

    TOPIC: ClassVar = "logistics.request-noted.v1"

    request: Request

    def apply(self, claims: OrderClaims) -> None:
        claims.file(self.case_no).request = self.request
        claims.think_again()


class DecisionNoted(CaseEvent):
    """A revision of the decision."""

    TOPIC: ClassVar = "logistics.decision-noted.v1"

    decided: Decided

    def apply(self, claims: OrderClaims) -> None:
        decisions = claims.file(self.case_no).decisions
        decisions[:] = [d for d in decisions if d.revision != self.decided.revision]
        decisions.append(self.decided)
        decisions.sort(key=_revision)
        claims.think_again()


class RemedyNoted(CaseEvent):
    """What is carried out."""

    TOPIC: ClassVar = "logistics.remedy-noted.v1"

    chosen: Chosen

    def apply(self, claims: OrderClaims) -> None:
        choices = claims.file(self.case_no).choices
        choices[:] = [c for c in choices if c.revision != self.chosen.revision]
        choices.append(self.chosen)
        choices.sort(key=_revision)
        claims.think_again()


class VerdictNoted(CaseEvent):
    """Who is liable after all (R501)."""

    TOPIC: ClassVar = "logistics.verdict-noted.v1"

    verdict: Verdict

    def apply(self, claims: OrderClaims) -> None:
        claims.file(self.case_no).verdicts[self.verdict.at] = self.verdict
        claims.think_again()


class DamageNoted(CaseEvent):
    """The warehouse confirmed damage from photos."""

    TOPIC: ClassVar = "logistics.damage-noted.v1"

    confirmed_at: datetime

    def apply(self, claims: OrderClaims) -> None:
        claims.file(self.case_no).damage_confirmed_at = self.confirmed_at
        claims.think_again()


class EvidenceNoted(CaseEvent):
    """A file shows something of the case."""

    TOPIC: ClassVar = "logistics.evidence-noted.v1"

    evidence: str

    def apply(self, claims: OrderClaims) -> None:
        file = claims.file(self.case_no)
        file.evidence = (*file.evidence, self.evidence)
        claims.think_again()


class DifferenceNoted(CaseEvent):
    """A refund table paid a price difference."""

    TOPIC: ClassVar = "logistics.difference-noted.v1"

    difference: Difference

    def apply(self, claims: OrderClaims) -> None:
        claims.file(self.case_no).differences[self.difference.refund] = self.difference
        claims.think_again()


class AssignedCostNoted(CaseEvent):
    """Another keeper put a cost on the courier, or took one off it (D5)."""

    TOPIC: ClassVar = "logistics.assigned-cost-noted.v1"

    assigned: Assigned

    def apply(self, claims: OrderClaims) -> None:
        claims.file(self.case_no).assigned[self.assigned.entry.entry] = self.assigned
        claims.think_again()


class SignOffSettled(CaseEvent):
    """Who signed was shown, or the courier's time passed: ``proved`` or not (R306)."""

    TOPIC: ClassVar = "logistics.sign-off-settled.v1"

    proved: bool
    signed_by: str | None
    place: Place | None
    policy: str | None

    def apply(self, claims: OrderClaims) -> None:
        claims.settle_sign_off(self.case_no, self.at, self.signed_by)
        claims.think_again()


class CostBooked(CaseEvent):
    """An entry became certain; ``wanted`` is the conclusion that it carries out.

    ``to`` is who bears the cost now, of a reversal only.
    """

    TOPIC: ClassVar = "logistics.cost-booked.v1"

    wanted: str
    entry: CostEntry
    place: Place
    policy: str | None
    to: str | None

    def apply(self, claims: OrderClaims) -> None:
        claims.standing[self.wanted] = self


class CostWithdrawn(CaseEvent):
    """Late facts made an entry untrue: ``entry`` takes it back."""

    TOPIC: ClassVar = "logistics.cost-withdrawn.v1"

    wanted: str
    entry: CostEntry
    place: Place
    policy: str | None
    to: str | None

    def apply(self, claims: OrderClaims) -> None:
        del claims.standing[self.wanted]
        claims.withdrawn[self.wanted] = claims.withdrawn.get(self.wanted, 0) + 1


def _revision(one: Decided | Chosen) -> int:
    return one.revision
