"""Stock that a complaint makes suspect: isolated, checked, released or scrapped (R513).

Isolated and labelled until it is checked (R505); a check ends in a disposition (R506).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from shared.errors import RuleViolation
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

Disposition = Literal["restock", "discount", "rework", "scrap"]


class MoreThanIsolated(RuleViolation):
    """More pieces released or scrapped than were isolated at that moment."""

    column = "quantity"


@dataclass(frozen=True, slots=True)
class Suspicion:
    """A complaint that makes stock suspect; what was sold between the dates may be so, too."""

    complaint_no: str
    at: datetime
    batch: str | None
    sold_from: datetime | None
    sold_until: datetime | None
    check_due_at: datetime


@dataclass(frozen=True, slots=True)
class Isolated:
    """Pieces set apart and labelled; the whole row is its key (D31)."""

    at: datetime
    quantity: int
    person: str
    batch: str | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Pieces that a check let go: where to, and what it found; the whole row is its key (D31)."""

    at: datetime
    quantity: int
    disposition: str
    finding: str
    person: str
    batch: str | None = None


class SuspectStockOpened(FirstEvent):
    """A product's stock is suspect for the first time."""

    TOPIC: ClassVar = "warehouse.suspect-stock-opened.v1"

    def apply(self, stock: SuspectStock) -> None:
        """Remember."""
        stock.suspicions, stock.isolated, stock.checked = (), (), ()


class SuspicionNoted(DomainEvent):
    """A complaint about the product is substantiated."""

    TOPIC: ClassVar = "warehouse.suspicion-noted.v1"
    suspicion: Suspicion
    policy: str | None

    def apply(self, stock: SuspectStock) -> None:
        """Remember."""
        stock.suspicions = (*stock.suspicions, self.suspicion)


class SuspectStockIsolated(DomainEvent):
    """Pieces were set apart."""

    TOPIC: ClassVar = "warehouse.suspect-stock-isolated.v1"
    row: Isolated

    def apply(self, stock: SuspectStock) -> None:
        """Remember."""
        stock.isolated = (*stock.isolated, self.row)


class SuspectStockReleased(DomainEvent):
    """Pieces were checked and left isolation: restocked, discounted, reworked or scrapped."""

    TOPIC: ClassVar = "warehouse.suspect-stock-released.v1"
    row: Checked

    def apply(self, stock: SuspectStock) -> None:
        """Remember."""
        stock.checked = (*stock.checked, self.row)


class SuspectStock(Aggregate):
    """One a product; its number is the product's sku."""

    TOPIC: ClassVar = "warehouse.suspect-stock"
    KIND = "suspect"

    if TYPE_CHECKING:
        suspicions: tuple[Suspicion, ...]
        isolated: tuple[Isolated, ...]
        checked: tuple[Checked, ...]

    @classmethod
    def open(cls, sku: str, at: datetime) -> SuspectStock:
        """A product under suspicion: by a complaint, or because staff set pieces apart."""
        return cls.opened(SuspectStockOpened, sku, at)

    def held(self, batch: str | None) -> int:
        """Pieces of a batch (null: of none that is named) that are still isolated."""
        isolated = sum(row.quantity for row in self.isolated if row.batch == batch)
        return isolated - sum(row.quantity for row in self.checked if row.batch == batch)

    def suspect(self, suspicion: Suspicion, policy: str | None) -> None:
        """Note a complaint, once a batch."""
        if suspicion not in self.suspicions:
            self.record(SuspicionNoted, suspicion.at, suspicion=suspicion, policy=policy)

    def isolate(self, row: Isolated) -> None:
        """Set pieces apart."""
        if row not in self.isolated:
            self.record(SuspectStockIsolated, row.at, row=row)

    def release(self, row: Checked) -> None:
        """Let checked pieces go; never more of a batch than are held."""
        if row in self.checked:
            return
        held = self.held(row.batch)
        if row.quantity > held:
            raise MoreThanIsolated(f"{row.quantity} of {self.number}: {held} are isolated")
        self.record(SuspectStockReleased, row.at, row=row)
