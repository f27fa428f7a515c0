"""What one payment comes to: cap, then freights, then commission, then a share a product.

Arithmetic on values; the order account says what is left of each line.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from services.finance.domain.tables import table_for
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Mapping

POSTAGE = "postage"
PLATFORM, DIRECT = "platform", "direct"
"""How money goes to the customer: by an application on the platform, else directly (R202)."""
_WHOLE = Decimal(1)


@dataclass(frozen=True, slots=True)
class PaidLine:
    """A line of the order as the customer paid it."""

    sku: str
    quantity: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class DueLine:
    """What of a payment falls to one product before anything comes off."""

    sku: str
    quantity: int
    value: Money


@dataclass(frozen=True, slots=True)
class Freight:
    """A parcel's freight: deducted where the customer bears it, repaid as postage."""

    waybill: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Due:
    """A payment that nothing holds back any more, and the table that will make it."""

    refund: str
    case_no: str
    kind: str
    waybill: str | None
    lines: tuple[DueLine, ...]
    freights: tuple[Freight, ...]
    commission_rate: Decimal | None
    customer_id: str | None
    ready_at: datetime
    late_at: datetime | None = None
    """How far business time had got when it was told too late for its own table (D14)."""
    policy: str | None = None
    rule: str | None = None
    way: str = PLATFORM

    @property
    def table_at(self) -> datetime:
        """The table that will make it, under the tables that are held now (D8, R517)."""
        return table_for(self.ready_at, self.late_at)

    def told_as(self, other: Due) -> bool:
        """Whether another says the same; its table is ours and does not tell it apart."""
        ours = (self.lines, self.freights, self.commission_rate, self.ready_at, self.waybill)
        theirs = (other.lines, other.freights, other.commission_rate, other.ready_at, other.waybill)
        return ours == theirs

    @property
    def turn(self) -> tuple[datetime, datetime, str, str, str]:
        """Who is paid first, and so who is cut: by table, then readiness, then number (D30)."""
        return (self.table_at, self.ready_at, self.case_no, self.kind, self.refund)


@dataclass(frozen=True, slots=True)
class Share:
    """What of a payment fell to one product; ``value`` is what it used up of the line (D30)."""

    sku: str
    quantity: int
    value: Money
    amount: Money


@dataclass(frozen=True, slots=True)
class Payment:
    """``amount`` is paid, ``deducted`` is kept back; a cut is in neither (D30).

    ``commission`` is what of the deduction the platform keeps, the rest are freights (D9).
    """

    amount: Money
    deducted: Money
    shares: tuple[Share, ...] = ()
    commission: Money = field(default_factory=Money.zero)


def after_failing(due: Due, reached: datetime) -> Due:
    """The due at its next table (D14); postage that the platform refused goes direct (R202)."""
    return replace(due, late_at=reached, way=DIRECT if due.kind == POSTAGE else due.way)


def payment_of(due: Due, left: Mapping[str, Money]) -> Payment:
    """What is paid of a due, when so much is ``left`` of each product's line."""
    if due.kind == POSTAGE:
        return Payment(Money.total(freight.amount for freight in due.freights), Money.zero())
    lines = _cut(due.lines, left)
    value = Money.total(line.value for line in lines)
    rest = max(Money.zero(), value - Money.total(freight.amount for freight in due.freights))
    amount = _after_commission(rest, due.commission_rate)
    return Payment(amount, value - amount, _shares(lines, value, amount), rest - amount)


def _cut(lines: tuple[DueLine, ...], left: Mapping[str, Money]) -> list[DueLine]:
    """No line is paid twice: of each no more than what is left (D30); in the order of skus."""
    remaining = dict(left)
    cut = []
    for line in sorted(lines, key=lambda line: (line.sku, line.quantity, line.value)):
        value = max(Money.zero(), min(line.value, remaining.get(line.sku, Money.zero())))
        remaining[line.sku] = remaining.get(line.sku, Money.zero()) - value
        cut.append(replace(line, value=value))
    return cut


def _after_commission(rest: Money, rate: Decimal | None) -> Money:
    """What is left after freights × (1 − commission), half up (D9)."""
    return rest if rate is None else rest.times(_WHOLE - rate)


def _shares(lines: list[DueLine], value: Money, amount: Money) -> tuple[Share, ...]:
    """The payment a product, half up; the last takes the rest (D11)."""
    shares, rest = [], amount
    for line in lines[:-1]:
        part = amount.share(line.value.fen, value.fen)
        rest -= part
        shares.append(Share(line.sku, line.quantity, line.value, part))
    if lines:
        shares.append(Share(lines[-1].sku, lines[-1].quantity, lines[-1].value, rest))
    return tuple(shares)
