"""What a missed item costs, on whose account, and what of that is not in the books yet. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.warehouse.domain.missed_items import RULE
from shared.costs import (
    Cost,
    CostEntry,
    Pieces,
    Verdict,
    always,
    effective,
    entries,
    once_more,
    withdrawal,
)
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from services.warehouse.domain.order_facts import CasePayment, Claim, Judgement, SentParcel
    from services.warehouse.domain.weight_check import WeightCheck

REFUND = "refund"
RESHIP = "reship"


@dataclass(frozen=True, slots=True)
class MissedItem:
    """A case of missed items with everything that its costs follow from."""

    case_no: str
    claim: Claim
    judgement: Judgement
    remedy: str | None
    result: WeightCheck | None
    payments: tuple[CasePayment, ...]
    reships: tuple[SentParcel, ...]
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Booking:
    """An entry to book, or to take back when late facts made it ``untrue`` (D14).

    ``wanted`` is its number before any withdrawal; ``to`` bears a reversed cost from then on.
    """

    case_no: str
    entry: CostEntry
    wanted: str
    untrue: bool
    to: str | None


def bookings(
    matter: MissedItem, booked: Mapping[str, CostEntry], withdrawn: Mapping[str, int]
) -> Iterator[Booking]:
    """What is booked and untrue, then what is true and not booked."""
    wanted = {entry.entry: entry for entry in _wanted(matter)}
    for number, entry in booked.items():
        if number not in wanted:
            back = withdrawal(entry)
            yield Booking(matter.case_no, back, number, untrue=True, to=_to(matter, back))
    for number, entry in wanted.items():
        if number not in booked:
            true = once_more(entry, withdrawn.get(number, 0))
            yield Booking(matter.case_no, true, number, untrue=False, to=_to(matter, true))


def _wanted(matter: MissedItem) -> list[CostEntry]:
    """The entries as they follow from what is known now (R210, R501)."""
    result = matter.result
    if RULE not in matter.judgement.rules or result is None or not result.mismatch:
        return []
    costs = _costs(matter, result.checked_at)
    return entries(matter.case_no, costs, always(matter.judgement.liable), matter.verdicts)


def _to(matter: MissedItem, entry: CostEntry) -> str | None:
    """Who answers when a cost is reversed."""
    if entry.kind == "charge":
        return None
    first = always(matter.judgement.liable)
    moves = [each for each in effective(first, matter.verdicts) if each.at <= entry.certain_at]
    return (moves[-1].to if moves else first(entry.certain_at)).party


def _costs(matter: MissedItem, confirmed_at: datetime) -> Iterator[Cost]:
    """Every cost, certain when it arose or the mismatch was confirmed, if that came later (D1).

    A refund is one cost a product, the reship's freight and a compensation are one a case (D11).
    Where a refund was chosen instead, a reship costs the warehouse nothing.
    """
    pieces = tuple(Pieces(line.sku, line.quantity) for line in matter.claim.lines)
    for payment in sorted(matter.payments, key=lambda payment: payment.refund):
        certain_at = max(confirmed_at, payment.at)
        if payment.kind != REFUND:
            yield Cost("compensation", payment.amount, certain_at, RULE, payment.refund, pieces)
            continue
        for share in payment.shares:
            key = f"{payment.refund}/{share.sku}"
            of = (Pieces(share.sku, share.quantity),)
            yield Cost("refund", share.amount, certain_at, RULE, key, of)
    if matter.remedy != RESHIP:
        return
    for reship in sorted(matter.reships, key=lambda reship: reship.waybill):
        certain_at = max(confirmed_at, reship.shipped_at)
        freight = reship.freight or Money.zero()  # Unknown: no entry until it is known (D3).
        yield Cost("reship_freight", freight, certain_at, RULE, reship.waybill, pieces)
