"""What a customer asked for; its cells may be filled later, its lines may become more (D31)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.cells import filled, lines_filled
from services.intake.domain.refusals import QuantityAboveOrdered, RequestDiffers, SkuNotOrdered
from services.intake.domain.registration import Registration
from shared.money import Money


@dataclass(frozen=True, slots=True)
class RequestedLine:
    """So many pieces of a product that the request is about."""

    sku: str
    quantity: int
    amount: Money | None = None
    """Of a price difference, or a compensation beside a reship (D11)."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request; ``lines`` are sorted by product."""

    at: datetime
    cause: str
    lines: tuple[RequestedLine, ...]
    wish: str | None = None
    remedy: str | None = None
    outer_package: str | None = None
    partly_good: bool | None = None
    photos: int | None = None
    outer_photo: bool | None = None
    signed_by: str | None = None
    resellable: bool | None = None
    complete: bool | None = None
    small_quantity: bool | None = None
    verified_at: datetime | None = None
    verified: bool | None = None
    confirmed_at: datetime | None = None
    agent: str | None = None
    note: str | None = None

    @property
    def amount(self) -> Money | None:
        """The sum of the rows' amounts (D30); None where no row has one."""
        amounts = [line.amount for line in self.lines if line.amount is not None]
        return Money.total(amounts) if amounts else None

    @property
    def verified_later(self) -> bool:
        """Whether the verification has a moment of its own, after the request."""
        return self.verified is not None and bool(self.verified_at and self.verified_at > self.at)

    def merged(self, brought: Request) -> Request:
        """This with what ``brought`` adds; itself when there is nothing new."""
        head = filled(self, brought, RequestDiffers)
        lines = lines_filled(self.lines, brought.lines, RequestDiffers)
        return head if lines is head.lines else replace(head, lines=lines)

    def fit(self, order: Registration) -> None:
        """Refuse what was not ordered, or not so often (D30, D34)."""
        for line in self.lines:
            ordered = order.line(line.sku)
            if ordered is None:
                raise SkuNotOrdered(f"sku {line.sku} is not part of the order")
            if line.quantity > ordered.quantity:
                raise QuantityAboveOrdered(
                    f"{line.quantity} of {line.sku}: ordered {ordered.quantity}"
                )
