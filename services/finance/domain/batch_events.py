"""What happens to a refund table in people's hands: drawn, approved, exported, settled (D36)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain.refund_table import TableLine
from shared.money import Money
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.finance.domain.refund_batch import RefundBatch

PAID, FAILED = "paid", "failed"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A line as it is sent to be paid: by which way, for which return parcel."""

    line: TableLine
    way: str
    waybill: str | None = None
    confirmed_by: str | None = None
    """Who took the customer's word for it; null where a file brought it (R507)."""

    @property
    def refund(self) -> str:
        """The refund's id: the key under which the bank is asked, each time the same."""
        return self.line.refund


class BatchOpened(FirstEvent):
    """The first due of a moment is drawn; ``person`` let it, null: the clock of a running house."""

    TOPIC: ClassVar = "finance.refund-batch-opened.v1"
    person: str | None

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.table_at = batch.last_at = self.at
        batch.drawn_by = self.person
        batch.lines = {}
        batch.outcomes = {}
        batch.revision = 0
        batch.told = True
        batch.approved_by = None
        batch.exported = False


class BatchLineDrawn(DomainEvent):
    """A line stands in the table."""

    TOPIC: ClassVar = "finance.refund-batch-line-drawn.v1"
    line: BatchLine

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.lines[self.line.refund] = self.line
        batch.told = False


class BatchDrawn(DomainEvent):
    """The table holds everything of its moment; ``revision`` counts how often that was so."""

    TOPIC: ClassVar = "finance.refund-batch-drawn.v1"
    person: str | None
    lines: tuple[BatchLine, ...]
    total: Money
    revision: int

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.revision = self.revision
        batch.told = True


class BatchLineTakenOut(DomainEvent):
    """A line is not sent with this table; ``person`` null: its refund is not due any more."""

    TOPIC: ClassVar = "finance.refund-batch-line-taken-out.v1"
    line: BatchLine
    reason: str
    person: str | None

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.lines.pop(self.line.refund, None)


class BatchApproved(DomainEvent):
    """A person stands for the lines as they are; later ones go to another table."""

    TOPIC: ClassVar = "finance.refund-batch-approved.v1"
    person: str
    count: int
    total: Money

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.approved_by, batch.last_at = self.person, self.at


class BatchExported(DomainEvent):
    """The lines went out to be paid; ``digest`` tells their content apart."""

    TOPIC: ClassVar = "finance.refund-batch-exported.v1"
    person: str
    lines: tuple[BatchLine, ...]
    total: Money
    digest: str

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.exported, batch.last_at = True, self.at


class BatchLinesPaid(DomainEvent):
    """The bank paid these lines."""

    TOPIC: ClassVar = "finance.refund-batch-lines-paid.v1"
    lines: tuple[BatchLine, ...]
    total: Money
    approved_by: str
    person: str
    revision: int

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.revision = self.revision
        batch.outcomes |= {line.refund: PAID for line in self.lines}


class BatchLineFailed(DomainEvent):
    """The bank did not pay a line, and why."""

    TOPIC: ClassVar = "finance.refund-batch-line-failed.v1"
    line: BatchLine
    reason: str
    person: str

    def apply(self, batch: RefundBatch) -> None:
        """Remember."""
        batch.outcomes[self.line.refund] = FAILED
