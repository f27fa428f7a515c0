"""One moment's refund table: it gathers the payments of all orders and is cleared once (R507)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from shared.dates import print_time
from shared.money import Money
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent


@dataclass(frozen=True, slots=True)
class TableLine:
    """One payment."""

    refund: str
    case_no: str
    order_no: str
    customer_id: str | None
    kind: str
    amount: Money
    deducted: Money

    @property
    def place(self) -> tuple[str, str, str]:
        """Where the line stands in its table (D35)."""
        return (self.case_no, self.kind, self.refund)


class TableOpened(FirstEvent):
    """The first payment of a moment is made."""

    TOPIC: ClassVar = "finance.refund-table-opened.v1"

    def apply(self, table: RefundTable) -> None:
        """Remember."""
        table.table_at = self.at
        table.lines = {}
        table.revision = 0
        table.cleared = True


class LineEntered(DomainEvent):
    """A payment stands in the table."""

    TOPIC: ClassVar = "finance.refund-table-line-entered.v1"
    line: TableLine

    def apply(self, table: RefundTable) -> None:
        """Remember."""
        table.lines[self.line.refund] = self.line
        table.cleared = False


class RefundTableCleared(DomainEvent):
    """Every payment of the moment is made."""

    TOPIC: ClassVar = "finance.refund-table-cleared.v1"
    lines: tuple[TableLine, ...]
    total: Money
    revision: int

    def apply(self, table: RefundTable) -> None:
        """Remember."""
        table.revision = self.revision
        table.cleared = True


class RefundTable(Aggregate):
    """Its id sorts behind every order account's, so it is due when all of them have paid."""

    TOPIC: ClassVar = "finance.refund-table"
    KIND = "refund-table"

    if TYPE_CHECKING:
        table_at: datetime
        lines: dict[str, TableLine]
        revision: int
        cleared: bool

    @classmethod
    def open(cls, table_at: datetime) -> RefundTable:
        """The table of a moment."""
        return cls.opened(TableOpened, print_time(table_at), table_at)

    def enter(self, line: TableLine) -> None:
        """Take a payment in; a payment of nothing is not printed (D8)."""
        if line.amount and line.refund not in self.lines:
            self.record(LineEntered, self.table_at, line=line)

    @property
    def deadline(self) -> datetime | None:
        """Its moment, while it holds payments not yet announced."""
        return None if self.cleared else self.table_at

    def let_time_pass(self, until: datetime) -> None:
        """Announce the table whole."""
        if self.cleared or self.table_at > until:
            return
        lines = tuple(sorted(self.lines.values(), key=lambda line: line.place))
        self.record(
            RefundTableCleared,
            self.table_at,
            lines=lines,
            total=Money.total(line.amount for line in lines),
            revision=self.revision + 1,
        )
