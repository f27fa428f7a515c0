"""What an order sheet notes: the order, its parcels, weights, claims, decisions and payments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain.weight_check import ClaimedLine, PackedLine, Weighing
from shared.costs import Bearer, Verdict
from shared.money import Money
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.warehouse.domain.order_sheet import OrderSheet

INTACT = "intact"
SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class SentParcel:
    """A parcel that left: the order's own (outbound), or a reship for a case."""

    waybill: str
    shipped_at: datetime
    courier: str | None = None
    picker: str | None = None
    case_no: str | None = None
    freight: Money | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """Pieces said to be missing; ``share`` of their weight must be lacking (R210)."""

    requested_at: datetime
    waybill: str | None
    lines: tuple[ClaimedLine, ...]
    stage: str | None
    outer_package: str | None
    share: Decimal
    policy: str | None

    def weighed_since(self, seen: tuple[datetime, str] | None) -> datetime | None:
        """From when only the weight can tell (R210, R212); null while it need not.

        That is a parcel signed for in an intact package, as the request says or else a photo shows.
        """
        at, package = seen or (self.requested_at, None)
        if self.outer_package is not None:
            at, package = self.requested_at, self.outer_package
        if self.stage != SIGNED or package != INTACT:
            return None
        return max(at, self.requested_at)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the policy says of a claim."""

    rules: tuple[str, ...]
    liable: str
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Paid:
    """What of a payment fell to one product."""

    sku: str
    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True)
class CasePayment:
    """A refund table paid a case."""

    refund: str
    kind: str
    at: datetime
    amount: Money
    shares: tuple[Paid, ...]


class OrderSheetOpened(FirstEvent):
    """Something of an order is known."""

    TOPIC: ClassVar = "warehouse.order-sheet-opened.v1"
    lines: tuple[PackedLine, ...]
    packaging_g: int

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.packed, sheet.packaging_g = self.lines, self.packaging_g
        sheet.outbound, sheet.reships, sheet.weighings = {}, {}, {}
        sheet.claims, sheet.checks, sheet.judgements = {}, {}, {}
        sheet.remedies, sheet.verdicts, sheet.payments = {}, {}, {}
        sheet.booked, sheet.withdrawn, sheet.assigned = {}, {}, set()
        sheet.packages = {}


class OrderNoted(DomainEvent):
    """What should have been packed."""

    TOPIC: ClassVar = "warehouse.order-noted.v1"
    lines: tuple[PackedLine, ...]
    packaging_g: int

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.packed, sheet.packaging_g = self.lines, self.packaging_g


class ParcelNoted(DomainEvent):
    """A parcel left, or more of it is known."""

    TOPIC: ClassVar = "warehouse.parcel-noted.v1"
    parcel: SentParcel

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        kept = sheet.outbound if self.parcel.case_no is None else sheet.reships
        kept[self.parcel.waybill] = self.parcel


class WeightNoted(DomainEvent):
    """The courier weighed a parcel as it picked it up."""

    TOPIC: ClassVar = "warehouse.outbound-weight-noted.v1"
    waybill: str
    weight_g: int

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.weighings[self.waybill] = Weighing(self.at, self.weight_g)


class ClaimNoted(DomainEvent):
    """A customer says that something is missing, or more of this is known."""

    TOPIC: ClassVar = "warehouse.missed-item-claim-noted.v1"
    case_no: str
    claim: Claim

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.claims[self.case_no] = self.claim


class PackageSeen(DomainEvent):
    """A photo brought after the request shows the outer package, ``at`` that moment."""

    TOPIC: ClassVar = "warehouse.outer-package-seen.v1"
    case_no: str
    outer_package: str

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.packages[self.case_no] = (self.at, self.outer_package)


class JudgementNoted(DomainEvent):
    """What the policy decided of a claim."""

    TOPIC: ClassVar = "warehouse.missed-item-judgement-noted.v1"
    case_no: str
    judgement: Judgement

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.judgements[self.case_no] = self.judgement


class RemedyNoted(DomainEvent):
    """What is carried out for a claim; null: nothing."""

    TOPIC: ClassVar = "warehouse.missed-item-remedy-noted.v1"
    case_no: str
    remedy: str | None

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        sheet.remedies[self.case_no] = self.remedy


class VerdictNoted(DomainEvent):
    """Who is liable, as found later (R501)."""

    TOPIC: ClassVar = "warehouse.missed-item-verdict-noted.v1"
    case_no: str
    to: Bearer
    of: str | None = None

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        known = sheet.verdicts.get(self.case_no, ())
        sheet.verdicts[self.case_no] = (*known, Verdict(self.at, self.to, self.of))


class PaymentNoted(DomainEvent):
    """A refund table paid a case of the order."""

    TOPIC: ClassVar = "warehouse.payment-noted.v1"
    case_no: str
    payment: CasePayment

    def apply(self, sheet: OrderSheet) -> None:
        """Remember."""
        known = sheet.payments.get(self.case_no, ())
        sheet.payments[self.case_no] = (*known, self.payment)
