"""An order as the merchant registered it; what is unknown is None and may become known (D31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.cells import filled, lines_filled
from services.intake.domain.recipient import Recipient
from services.intake.domain.refusals import OrderDiffers
from shared.money import Money


@dataclass(frozen=True, slots=True)
class OrderedLine:
    """One product of an order."""

    sku: str
    product: str | None
    liquid: bool | None
    quantity: int
    unit_price: Money
    unit_weight_g: int | None = None

    @property
    def paid(self) -> Money:
        """What the customer paid for the line."""
        return self.unit_price.times(self.quantity)


@dataclass(frozen=True, slots=True)
class Registration:
    """The order's head and its lines, sorted by product."""

    purchased_at: datetime
    lines: tuple[OrderedLine, ...]
    succeeded_at: datetime | None = None
    customer_id: str | None = None
    customer_class: str | None = None
    province: str | None = None
    dealer_id: str | None = None
    packaging_g: int | None = None
    recipient: Recipient | None = None

    def line(self, sku: str) -> OrderedLine | None:
        """The line of a product."""
        for line in self.lines:
            if line.sku == sku:
                return line
        return None

    def merged(self, brought: Registration) -> Registration:
        """This with what ``brought`` adds; itself when there is nothing new."""
        head = filled(self, brought, OrderDiffers)
        lines = lines_filled(self.lines, brought.lines, OrderDiffers)
        recipient = _known_of(self.recipient, brought.recipient)
        if lines is head.lines and recipient is head.recipient:
            return head
        return replace(head, lines=lines, recipient=recipient)


def _known_of(known: Recipient | None, brought: Recipient | None) -> Recipient | None:
    if known is None or brought is None:
        return known or brought
    return filled(known, brought, OrderDiffers)
