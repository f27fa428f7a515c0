"""What every announcement carries, and the values that several of them share."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from shared.money import Money


class Value(BaseModel):
    """A part of an announcement; unknown fields are ignored: newer senders are understood."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Announcement(Value):
    """An event that other services may hear. ``at`` is business time (``ce_time``)."""

    TYPE: ClassVar[str]
    VERSION: ClassVar[int] = 1
    KEY: ClassVar[str]
    """The field whose order must hold: the record's key."""
    SEALED: ClassVar[frozenset[str]] = frozenset()
    """Fields sealed under a customer's key (R516)."""
    BESIDE: ClassVar[frozenset[str]] = frozenset()
    """Fields that differ by house, sealed ones among them: no event's id follows from them."""
    LATER: ClassVar[frozenset[str]] = frozenset()
    """Fields that an earlier release did not tell: ids stay as if there were none."""

    at: datetime
    case_no: str | None = None
    order_no: str | None = None
    waybill: str | None = None
    courier: str | None = None
    policy: str | None = None
    rule: str | None = None
    revision: int = 1
    cause: str | None = None
    """Id of the message that led to it; null where a command from outside did."""
    correlation: str | None = None
    """What ties a story together: the case, else the order, else the waybill."""

    def key(self) -> str:
        """The record's key (interfaces.md, Events)."""
        value = getattr(self, self.KEY)
        if not isinstance(value, str):
            raise ValueError(f"{type(self).__name__} without its key {self.KEY}")
        return value


class Entry(Value):
    """One cost on one account (D1). ``reverses`` and ``verdict`` are null unless it moves (D5).

    ``lines`` are ``{sku, quantity}`` of the goods concerned; ``amount`` is positive in the
    direction of the entry's kind; ``verdict`` is when the verdict that moved it was given.
    """

    entry: str
    cost: str
    amount: Money
    certain_at: datetime
    lines: tuple[Goods, ...] = ()
    reverses: str | None = None
    verdict: datetime | None = None
    policy: str | None = None


class Goods(Value):
    """So many pieces of one product."""

    sku: str
    quantity: int


class ValuedGoods(Goods):
    """Goods with their price and value (unit price × quantity)."""

    unit_price: Money
    value: Money


class InspectedGoods(Goods):
    """One row of the returned-goods register. ``condition``: good, damaged, used, missing."""

    condition: str
    photos: int = 0
    disposition: str | None = None


class Decision(Value):
    """The policy's answer, field by field as in domain.md."""

    verdict: str
    remedies: tuple[str, ...] = ()
    return_path: str = "none"
    liable: str
    bears: dict[str, str] = Field(default_factory=dict)
    advance_postage: bool = False
    book_to: str = "none"
    register_returned: bool = Field(default=False, alias="register")
    missing: tuple[str, ...] = ()
    deadlines: dict[str, str] = Field(default_factory=dict)
    rules: tuple[str, ...] = ()
    reason: str | None = None
    alternatives: tuple[str, ...] = ()


Facts = dict[str, Any]
"""Fact → value as in domain.md; unknown facts are left out."""

Entry.model_rebuild()
