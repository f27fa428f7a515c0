"""How many pieces of a product are there to be sent, as people counted them (R511, D36)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from shared.errors import RuleViolation
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent


class CountDiffers(RuleViolation):
    """Another number at the moment of a count."""

    column = "available"


class CountBefore(RuleViolation):
    """A count earlier than the last one: what is there now is known better."""

    column = "at"


class Stock(Aggregate):
    """Opens at the first count of a product; the last count holds."""

    TOPIC: ClassVar = "warehouse.stock"
    KIND = "stock"

    if TYPE_CHECKING:
        counted_at: datetime
        available: int

    @classmethod
    def of(cls, sku: str, at: datetime, available: int, person: str | None) -> Stock:
        """The stock of a product that was never counted before."""
        return cls.opened(StockOpened, sku, at, available=available, person=person)

    def count(self, at: datetime, available: int, person: str | None) -> None:
        """Take a count; the same again is nothing new."""
        if at == self.counted_at:
            if available != self.available:
                raise CountDiffers(f"{self.available} were counted at {at.isoformat()}")
            return
        if at < self.counted_at:
            raise CountBefore(f"{self.number} was counted at {self.counted_at.isoformat()}")
        self.record(StockCounted, at, available=available, person=person)


class StockOpened(FirstEvent):
    """A product was counted for the first time."""

    TOPIC: ClassVar = "warehouse.stock-opened.v1"
    available: int
    person: str | None

    def apply(self, stock: Stock) -> None:
        stock.counted_at, stock.available = self.at, self.available


class StockCounted(DomainEvent):
    """A product was counted again."""

    TOPIC: ClassVar = "warehouse.stock-counted.v1"
    available: int
    person: str | None

    def apply(self, stock: Stock) -> None:
        stock.counted_at, stock.available = self.at, self.available
