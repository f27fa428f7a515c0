"""What a case pays the customer, and what each payment still waits for (D3, D4, D8, D9, D10, D11).

The cap, freights and commission come off in finance, in that order (D30).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from services.intake.domain.dossier import Dossier
from services.intake.domain.judgement import Judgement
from services.intake.domain.merchant import NOBODY, Merchant
from services.intake.domain.parcels import Comeback, ParcelLife
from services.intake.domain.registration import Registration
from services.intake.domain.request import Request
from shared.ids import derived_id
from shared.money import Money
from shared.policy.model import Policy

REFUND = "refund"
DIFFERENCE = "price_difference"
POSTAGE = "postage"
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class PricedLine:
    """So many pieces with their price, and their value as far as it is paid."""

    sku: str
    quantity: int
    unit_price: Money
    value: Money


@dataclass(frozen=True, slots=True)
class Freight:
    """A parcel's freight that the customer bears, or has advanced; None while it is unknown."""

    waybill: str
    amount: Money | None


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a case: one a kind, of postage one a return parcel (D8)."""

    refund: str
    kind: str
    lines: tuple[PricedLine, ...]
    freights: tuple[Freight, ...] = ()
    commission_rate: str | None = None
    waybill: str | None = None
    """The return parcel whose postage it is."""


@dataclass(frozen=True, slots=True)
class Due:
    """A payment with what it ``waits_for``; ``ready_at`` is set when that is nothing."""

    payment: Payment
    waits_for: tuple[str, ...]
    ready_at: datetime | None
    since: datetime
    """When it became due: no postage before its parcel was sent."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The policy of the case as of its request, the one at sale, the merchant (D9, D28, R517)."""

    policy: Policy
    at_sale: Policy
    merchant: Merchant = NOBODY


@dataclass(frozen=True, slots=True)
class Matter:
    """A judged case with everything that its payments depend on."""

    case_no: str
    request: Request
    dossier: Dossier
    parcel: ParcelLife | None
    judgement: Judgement
    confirmed_at: datetime | None
    terms: Terms
    ridden_at: datetime | None = None
    """When a new order took along what is sent again (R510)."""
    comeback: Comeback | None = field(init=False)

    def __post_init__(self) -> None:
        comeback = self.dossier.comeback(self.case_no, self.parcel)
        object.__setattr__(self, "comeback", comeback)

    def refund_id(self, kind: str, waybill: str = "") -> str:
        """The id of a payment: it follows from what it pays."""
        return _refund_id(self.request.at, self.case_no, kind, waybill)

    def priced(self) -> tuple[PricedLine, ...]:
        """The affected lines, unit price × quantity each."""
        return priced(self.request, self.dossier.order)

    def differences(self) -> tuple[PricedLine, ...]:
        """The rows' amounts of a price difference or compensation."""
        amounts = {line.sku: line.amount for line in self.request.lines if line.amount}
        return tuple(
            replace(line, value=amounts[line.sku]) for line in self.priced() if line.sku in amounts
        )

    def good_again(self) -> tuple[PricedLine, ...]:
        """The affected lines as far as they came back good (R301, D10)."""
        if self.comeback is None:
            return self.priced()
        good = {line.sku: self.comeback.good_pieces(line.sku) for line in self.request.lines}
        lines = [(line, min(line.quantity, good[line.sku])) for line in self.priced()]
        return tuple(
            PricedLine(line.sku, pieces, line.unit_price, line.unit_price.times(pieces))
            for line, pieces in lines
            if pieces
        )


@lru_cache(maxsize=REMEMBERED)
def _refund_id(asked_at: datetime, case_no: str, kind: str, waybill: str) -> str:
    return derived_id(asked_at, "refund", case_no, kind, waybill)


def priced(request: Request, order: Registration) -> tuple[PricedLine, ...]:
    """A request's lines with their prices and values; it fits the order."""
    prices = {line.sku: line.unit_price for line in order.lines}
    return tuple(
        PricedLine(line.sku, line.quantity, price, price.times(line.quantity))
        for line in request.lines
        for price in [prices[line.sku]]
    )


def due(matter: Matter) -> Iterator[Due]:
    """Every payment that the chosen remedy makes, none of nothing."""
    chosen = matter.judgement.chosen
    if chosen is None:
        return
    remedy = chosen.remedies[0]
    if remedy in {"refund", "return_refund"}:
        yield from _refund(matter, inspected=remedy == "return_refund")
    elif remedy == "price_difference" or (remedy == "reship" and chosen.rule == "R210"):
        lines = matter.differences()  # D11: a compensation beside R210's reship.
        if lines:
            payment = Payment(matter.refund_id(DIFFERENCE), DIFFERENCE, lines)
            yield _waiting(payment, {"confirmation": matter.confirmed_at}, matter)
    if chosen.advance_postage:
        yield from _postage(matter)


def _refund(matter: Matter, *, inspected: bool) -> Iterator[Due]:
    waits: dict[str, datetime | None] = {"confirmation": matter.confirmed_at}
    if inspected:
        waits["inspection"] = matter.comeback.at if matter.comeback else None
    if _waits_for_loss(matter):
        waits["loss"] = None
    freights = tuple(_borne(matter))
    if any(freight.amount is None for freight in freights):
        waits["freight"] = None
    good_only = matter.judgement.rule == "R301"
    lines = matter.good_again() if good_only else matter.priced()
    if lines:
        payment = Payment(
            matter.refund_id(REFUND), REFUND, lines, freights, _commission_rate(matter)
        )
        yield _waiting(payment, waits, matter)


def _waiting(
    payment: Payment,
    waits: dict[str, datetime | None],
    matter: Matter,
    arisen_at: datetime | None = None,
) -> Due:
    since = max(matter.judgement.chosen_at, arisen_at or matter.judgement.chosen_at)
    missing = tuple(sorted(name for name, moment in waits.items() if moment is None))
    moments = [moment for moment in waits.values() if moment is not None]
    ready_at = None if missing else max(since, *moments)
    return Due(payment, missing, ready_at, since)


def _waits_for_loss(matter: Matter) -> bool:
    """A refund for a lost parcel waits for the loss, a reship does not (D7)."""
    facts = matter.judgement.facts
    on_the_way = facts.stage in {"in_transit", "at_door"}
    return facts.cause == "lost" and on_the_way and not facts.loss_confirmed


def _borne(matter: Matter) -> Iterator[Freight]:
    """The freights of the parcel that went back at the customer's cost (R102, R401)."""
    chosen, parcel = matter.judgement.chosen, matter.parcel
    if chosen is None or parcel is None or chosen.return_path not in {"intercept", "refuse"}:
        return
    if chosen.bears.get("outbound_freight") == "customer":
        yield Freight(parcel.waybill, parcel.freight)
    if chosen.bears.get("return_freight") == "customer" and parcel.came_back:
        yield Freight(parcel.waybill, parcel.freight)


def _commission_rate(matter: Matter) -> str | None:
    """The platform's commission, frozen at sale, when it comes off (R508, D9)."""
    facts, order = matter.judgement.facts, matter.dossier.order
    free_days = matter.terms.policy.limits.commission_free_days
    days = facts.days_since_success
    if days is None or days <= free_days or facts.small_quantity:
        return None
    return str(matter.terms.at_sale.limits_at(order.purchased_at).commission_rate)


def _postage(matter: Matter) -> Iterator[Due]:
    """Advanced postage in full, a payment a return parcel; it waits for nothing else (D8)."""
    for parcel in matter.dossier.returns(matter.case_no):
        if parcel.freight == Money.zero():
            continue
        payment = Payment(
            matter.refund_id(POSTAGE, parcel.waybill),
            POSTAGE,
            lines=(),
            freights=(Freight(parcel.waybill, parcel.freight),),
            waybill=parcel.waybill,
        )
        known = parcel.shipped_at if parcel.freight is not None else None
        yield _waiting(payment, {"freight": known}, matter, parcel.shipped_at)
