"""What people decided about a courier's bill, row by row: accepted, disputed, answered (D15).

A decision outlives the edition it was made on: a bill that comes again is decided anew only where
it changed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from shared.errors import RuleViolation
from shared.ids import derived_id
from shared.money import Money
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from datetime import datetime

RowKind = Literal["outbound", "return", "reship", "transfer", "claim"]
Answer = Literal["conceded", "upheld"]

COSTS: dict[str, str] = {
    "outbound": "outbound_freight",
    "return": "return_freight",
    "reship": "reship_freight",
    "transfer": "transfer_fee",
    "claim": "compensation",
}
"""Kind of a row → the cost that an accepted difference of it is booked as."""


class NotDisputed(RuleViolation):
    """Nobody holds this row against the courier."""


@dataclass(frozen=True, slots=True)
class RowAt:
    """A row of a bill: the first, second … of its waybill and kind."""

    waybill: str
    kind: RowKind
    row: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """A row as it stood when a person decided: ``booked`` without what was accepted before.

    ``rows``: how many the bill has of its waybill and kind. The last one also stands for rows of
    an earlier edition that are gone, so that what was accepted for them is not forgotten.
    """

    at_row: RowAt
    billed: Money
    booked: Money
    rows: int = 1
    order_no: str | None = None
    case_no: str | None = None

    def stands_for(self, row: int) -> bool:
        """Whether what was accepted for a row of any edition counts for this one."""
        mine = self.at_row.row
        return row == mine or (mine >= self.rows and row > mine)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted for a row so far, in how many steps."""

    total: Money
    times: int


NOTHING = Accepted(Money.zero(), 0)


@dataclass(frozen=True, slots=True)
class Said:
    """Who decided, and why."""

    person: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Dispute:
    """A row held against the courier; ``state``: disputed, conceded, upheld."""

    state: str
    difference: Money
    said: Said
    since: datetime


class BillReviewOpened(FirstEvent):
    """The first decision about a courier's month."""

    TOPIC: ClassVar = "finance.bill-review-opened.v1"

    def apply(self, review: BillReview) -> None:
        """Remember."""
        review.accepted = {}
        review.disputes = {}


class DifferenceAccepted(DomainEvent):
    """The courier's amount holds: ``amount`` is what is left to book."""

    TOPIC: ClassVar = "finance.bill-difference-accepted.v1"
    compared: Compared
    entry: str
    amount: Money
    said: Said

    def apply(self, review: BillReview) -> None:
        """Remember."""
        row = self.compared.at_row
        of_key = review.accepted.setdefault((row.waybill, row.kind), {})
        before = of_key.get(row.row, NOTHING)
        of_key[row.row] = Accepted(before.total + self.amount, before.times + 1)
        review.disputes.pop(row, None)


class DifferenceDisputed(DomainEvent):
    """A row is held against the courier."""

    TOPIC: ClassVar = "finance.bill-difference-disputed.v1"
    row: RowAt
    difference: Money
    said: Said

    def apply(self, review: BillReview) -> None:
        """Remember."""
        review.disputes[self.row] = Dispute("disputed", self.difference, self.said, self.at)


class DisputeAnswered(DomainEvent):
    """The courier gave in, or did not."""

    TOPIC: ClassVar = "finance.bill-dispute-answered.v1"
    row: RowAt
    answer: Answer
    said: Said

    def apply(self, review: BillReview) -> None:
        """Remember."""
        before = review.disputes[self.row]
        review.disputes[self.row] = Dispute(self.answer, before.difference, self.said, before.since)


class DisputeWithdrawn(DomainEvent):
    """A dispute was dropped."""

    TOPIC: ClassVar = "finance.bill-dispute-withdrawn.v1"
    row: RowAt
    said: Said

    def apply(self, review: BillReview) -> None:
        """Forget the dispute."""
        review.disputes.pop(self.row)


class BillReview(Aggregate):
    """The decisions about one courier's month; its number is the bill's."""

    TOPIC: ClassVar = "finance.bill-review"
    KIND = "bill-review"

    if TYPE_CHECKING:
        accepted: dict[tuple[str, str], dict[int, Accepted]]
        """Waybill and kind → row → what was accepted."""
        disputes: dict[RowAt, Dispute]

    @classmethod
    def open(cls, bill: str, at: datetime) -> BillReview:
        """The review of a courier's month, before anything is decided."""
        return cls.opened(BillReviewOpened, bill, at)

    def accepted_of(self, compared: Compared) -> Money:
        """What was accepted before for a row, and for those it stands for."""
        row = compared.at_row
        of_key = self.accepted.get((row.waybill, row.kind), {})
        return Money.total(one.total for of, one in of_key.items() if compared.stands_for(of))

    def accept(self, compared: Compared, said: Said, at: datetime) -> None:
        """Book what is left between the bill and the books; nothing where nothing is left."""
        amount = compared.billed - compared.booked - self.accepted_of(compared)
        if not amount:
            return
        row = compared.at_row
        before = self.accepted.get((row.waybill, row.kind), {}).get(row.row, NOTHING)
        facts = (self.number, row.waybill, row.kind, str(row.row), str(before.times))
        entry = derived_id(at, "bill-difference", *facts)
        self.record(
            DifferenceAccepted, at, compared=compared, entry=entry, amount=amount, said=said
        )

    def dispute(self, row: RowAt, difference: Money, said: Said, at: datetime) -> None:
        """Hold a row against the courier; the same again changes nothing."""
        before = self.disputes.get(row)
        if before and (before.state, before.difference, before.said) == (
            "disputed", difference, said,
        ):  # fmt: skip
            return
        self.record(DifferenceDisputed, at, row=row, difference=difference, said=said)

    def answer(self, row: RowAt, answer: Answer, said: Said, at: datetime) -> None:
        """Note the courier's answer."""
        before = self._disputed(row)
        if (before.state, before.said) != (answer, said):
            self.record(DisputeAnswered, at, row=row, answer=answer, said=said)

    def withdraw(self, row: RowAt, said: Said, at: datetime) -> None:
        """Drop a dispute."""
        self._disputed(row)
        self.record(DisputeWithdrawn, at, row=row, said=said)

    def _disputed(self, row: RowAt) -> Dispute:
        if row not in self.disputes:
            raise NotDisputed(f"{row.waybill}:{row.kind} of {self.number} is not disputed")
        return self.disputes[row]
