"""What the desk refuses. ``column`` names the cell at fault, as the merchant's files call it."""

from __future__ import annotations

from shared.errors import NotKnown, RuleViolation


class OrderNotKnown(NotKnown):
    """A request for an order that nobody registered (D34)."""

    column = "order_no"


class CaseNotKnown(NotKnown):
    """A verdict, or a finding, on a request that nobody made (D34)."""

    column = "request_no"


class EvidenceNotKnown(NotKnown):
    """A look at a file that the case does not have."""


class SkuNotOrdered(RuleViolation):
    """A request for a product that the order does not hold (D34)."""

    column = "sku"


class QuantityAboveOrdered(RuleViolation):
    """A request for more pieces than were ordered (D30)."""

    column = "quantity"


class Differs(RuleViolation):
    """What was brought before said something else in this ``column`` (D31)."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column} differs from what was brought before")
        self.column = column


class OrderDiffers(Differs):
    """An order again, with other content."""


class RequestDiffers(Differs):
    """A request again, with other content."""


class VerdictDiffers(Differs):
    """A verdict again, with other content."""
