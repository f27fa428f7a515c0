"""A courier's bill of one month: a claim to be checked, replaced whole when it comes again (D15).

Its lines stand in pages named by their content, so that 100,000 of them are stored in pieces and a
bill that comes again is recognised without them. A bill changes no ledger.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, ClassVar, Literal

from shared.dates import print_time
from shared.errors import RuleViolation
from shared.money import Money
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

BillKind = Literal["outbound", "return", "reship", "transfer"]


class BillPageMissing(RuleViolation):
    """A bill names a page that was not brought."""


@dataclass(frozen=True, slots=True)
class BilledLine:
    """One line as the courier wrote it; ``claim``: what it grants, positive (D15)."""

    waybill: str
    kind: BillKind
    date: datetime | None = None
    weight_g: int | None = None
    freight: Money | None = None
    fee: Money | None = None
    claim: Money | None = None


@dataclass(frozen=True, slots=True)
class BillTotals:
    """What lines come to; an empty cell counts as nothing."""

    lines: int
    freight: Money
    fee: Money
    claim: Money

    @classmethod
    def of(cls, lines: Sequence[BilledLine]) -> BillTotals:
        """The totals of some lines."""
        return cls(
            len(lines),
            Money.total(line.freight for line in lines if line.freight is not None),
            Money.total(line.fee for line in lines if line.fee is not None),
            Money.total(line.claim for line in lines if line.claim is not None),
        )

    @classmethod
    def sum(cls, parts: Sequence[BillTotals]) -> BillTotals:
        """The totals of several pages."""
        return cls(
            sum(part.lines for part in parts),
            Money.total(part.freight for part in parts),
            Money.total(part.fee for part in parts),
            Money.total(part.claim for part in parts),
        )


def digest_of(lines: Iterable[BilledLine]) -> str:
    """What names a page: the same lines in the same order, the same digest."""
    written = sha256()
    for line in lines:
        date = "" if line.date is None else print_time(line.date)
        amounts = (line.weight_g, line.freight, line.fee, line.claim)
        cells = (line.waybill, line.kind, date, *("" if a is None else str(a) for a in amounts))
        written.update("\x1f".join(cells).encode())
        written.update(b"\x1e")
    return written.hexdigest()


class BillPageNoted(FirstEvent):
    """Lines of a bill were brought."""

    TOPIC: ClassVar = "finance.bill-page-noted.v1"
    lines: tuple[BilledLine, ...]
    totals: BillTotals

    def apply(self, page: BillPage) -> None:
        """Remember what they come to; who wants the lines reads the event."""
        page.totals = self.totals


class BillPage(Aggregate):
    """Lines of a bill under the digest of their content; nothing ever happens to them."""

    TOPIC: ClassVar = "finance.bill-page"
    KIND = "bill-page"

    if TYPE_CHECKING:
        totals: BillTotals

    @classmethod
    def number_of(cls, courier: str, period: str, digest: str) -> str:
        """The number of a page."""
        return f"{courier}:{period}:{digest}"

    @classmethod
    def of(cls, courier: str, period: str, at: datetime, lines: tuple[BilledLine, ...]) -> BillPage:
        """The page of these lines."""
        number = cls.number_of(courier, period, digest_of(lines))
        return cls.opened(BillPageNoted, number, at, lines=lines, totals=BillTotals.of(lines))

    @property
    def digest(self) -> str:
        """The digest in its number."""
        return self.number.rpartition(":")[2]


class CourierBillOpened(FirstEvent):
    """The first bill of a courier's month is here."""

    TOPIC: ClassVar = "finance.courier-bill-opened.v1"

    def apply(self, bill: CourierBill) -> None:
        """Remember."""
        bill.edition, bill.pages, bill.digest = 0, (), ""
        bill.totals = BillTotals.of(())


class CourierBillImported(DomainEvent):
    """A bill was brought whole; what stood before is no part of it (D31)."""

    TOPIC: ClassVar = "finance.courier-bill-imported.v1"
    courier: str
    period: str
    edition: int
    digest: str
    pages: tuple[str, ...]
    totals: BillTotals

    def apply(self, bill: CourierBill) -> None:
        """Remember."""
        bill.edition, bill.pages = self.edition, self.pages
        bill.digest, bill.totals = self.digest, self.totals


class CourierBill(Aggregate):
    """What a courier says a month comes to: the newest edition, by its pages."""

    TOPIC: ClassVar = "finance.courier-bill"
    KIND = "bill"

    if TYPE_CHECKING:
        edition: int
        digest: str
        pages: tuple[str, ...]
        totals: BillTotals

    @classmethod
    def number_of(cls, courier: str, period: str) -> str:
        """The number of a courier's month."""
        return f"{courier}:{period}"

    @classmethod
    def open(cls, courier: str, period: str, at: datetime) -> CourierBill:
        """The bill of a courier's month, before its first edition."""
        return cls.opened(CourierBillOpened, cls.number_of(courier, period), at)

    def take(self, pages: Sequence[BillPage], at: datetime) -> None:
        """Take a bill in place of the one before; the same again is nothing new."""
        digests = tuple(page.digest for page in pages)
        if digests == self.pages:
            return
        courier, _, period = self.number.rpartition(":")
        self.record(
            CourierBillImported,
            at,
            courier=courier,
            period=period,
            edition=self.edition + 1,
            digest=sha256("\n".join(digests).encode()).hexdigest(),
            pages=digests,
            totals=BillTotals.sum([page.totals for page in pages]),
        )
