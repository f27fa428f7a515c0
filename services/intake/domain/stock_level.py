"""What the warehouse counted of a product, as far as the desk has heard (R511, D36)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent


class StockLevel(Aggregate):
    """Opens at the first count; the latest count holds, in whatever order they are heard."""

    TOPIC: ClassVar = "intake.stock-level"
    KIND: ClassVar = "stock"

    if TYPE_CHECKING:  # The library would make fields of a dataclass out of these.
        counted_at: datetime
        available: int

    @classmethod
    def of(cls, sku: str, at: datetime, available: int) -> StockLevel:
        """The level of a product that was never counted before."""
        return cls.opened(StockLevelOpened, sku, at, available=available)

    def note(self, at: datetime, available: int) -> None:
        """Take a later count; an earlier one tells nothing any more."""
        if at >= self.counted_at and (at, available) != (self.counted_at, self.available):
            self.record(StockLevelNoted, at, available=available)


class StockLevelOpened(FirstEvent):
    """A product was counted for the first time."""

    TOPIC: ClassVar = "intake.stock-level-opened.v1"
    available: int

    def apply(self, stock: StockLevel) -> None:
        stock.counted_at, stock.available = self.at, self.available


class StockLevelNoted(DomainEvent):
    """A product was counted again."""

    TOPIC: ClassVar = "intake.stock-level-noted.v1"
    available: int

    def apply(self, stock: StockLevel) -> None:
        stock.counted_at, stock.available = self.at, self.available
