"""Which costs a case brings, before any verdict: domain.md's table of who is charged what.

Costs of the merchant's own cases are listed as well (D5): a verdict may move them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tests.support.calculator import goods
from tests.support.calculator.cases import Case, will_not_sign
from tests.support.calculator.payments import Payment


@dataclass(frozen=True, slots=True)
class Charge:
    """One cost of a case; `shared` names what is charged once a parcel (D1).

    `refunded` is the sku and quantity of a refund's share. `earlier` is what was certain before
    the case turned; what is `released` then nobody bears afterwards.
    """

    case: Case
    cost: str
    amount: int
    certain_at: datetime
    shared: tuple[str, str] | None = None
    refunded: tuple[str, int] | None = None
    parcel: str | None = None
    earlier: bool = False
    released: bool = False

    @property
    def name(self) -> tuple[str, str | None]:
        """What tells it from the case's other charges."""
        return self.cost, self.parcel

    @property
    def rule(self) -> str:
        """The rule it is charged under before any verdict."""
        case = self.case.before if self.earlier else None
        return _own_rule(case or self.case)

    @property
    def affected(self) -> tuple[str | None, int | None]:
        """The affected sku and quantity; null where several are affected (D11)."""
        if self.refunded:
            return self.refunded
        if len(self.case.request.lines) == 1:
            line = self.case.request.lines[0]
            return line.sku, line.quantity
        return None, None


def _own_rule(case: Case) -> str:
    return "R503" if case.liable == "dealer" else case.rule


def charges(case: Case, payments: Sequence[Payment]) -> list[Charge]:
    """Every cost of the case that arose, without those of nothing."""
    return [charge for charge in _borne(case, payments) if charge.amount]


def _borne(case: Case, payments: Sequence[Payment]) -> Iterable[Charge]:
    """What was certain before the case turned stands; what has no place afterwards is released.

    So do a disputed sign-off's costs and a dealer's own fault (D14), and what late rows bring.
    """
    turned = case.turned_at
    earlier = _now(case.before, payments) if case.before else ()
    before = [one for one in earlier if turned and one.certain_at < turned and one.amount]
    now = list(_now(case, payments))
    for one in before:
        released = one.name not in {later.name for later in now}
        yield replace(one, case=case, earlier=True, released=released)
    yield from (one for one in now if one.name not in {first.name for first in before})


def _now(case: Case, payments: Sequence[Payment]) -> Iterable[Charge]:
    if case.parcel is None or (case.remedy is None and case.liable != "dealer"):
        return ()
    return _arisen(case, payments)


def _arisen(case: Case, payments: Sequence[Payment]) -> Iterable[Charge]:
    if case.lost_at:
        yield from _whole_loss(case, case.lost_at)
        return
    if case.liable == "dealer":
        yield from _dealers_own(case)
        return
    match (case.rule, case.remedy):
        case ("R206", _) if will_not_sign(case):
            yield from _abandoned(case)
        case ("R203" | "R204" | "R205" | "R206", "price_difference"):
            if case.request.photos:
                yield from _compensation(case, payments)
        case ("R205" | "R206", "reship"):
            yield from _accepted_or_refused(case)
        case ("R108", _) if case.request.cause == "lost":
            return  # Nobody owes for it until the loss is confirmed.
        case ("R108", _) | ("R205" | "R107" | "R111", "return_refund"):
            yield from _came_back(case, reshipped=case.rule in {"R108", "R205"})
        case ("R402", "reship_ems") | ("R403", "reship"):
            yield from _came_back(case, reshipped=False)
        case ("R109", "reship_other_courier"):
            yield from _original_back(case)
        case ("R203" | "R204" | "R209" | "R307", "return_refund"):
            yield from _customers_return(case)
        case ("R203" | "R204" | "R211", "reship") | ("R207" | "R208" | "R209" | "R307", "exchange"):
            yield _goods(case, case.decided_at)
            yield from _reship_freights(case, case.decided_at)
        case ("R207" | "R208" | "R211", "refund"):
            yield _goods(case, case.decided_at)
        case ("R210", _):
            yield from _missed(case, payments)
        case ("R306", _):
            yield from _whole_loss(case, case.decided_at)
        case _:
            return


def _whole_loss(case: Case, moment: datetime) -> Iterable[Charge]:
    yield _goods(case, moment)
    yield from _outbound_freight(case, moment)
    yield from _reship_freights(case, moment)


def _abandoned(case: Case) -> Iterable[Charge]:
    """R206: the whole parcel, at the recipient's refusal to sign (D12)."""
    refused = case.first_scan("refused")
    if refused is None or case.parcel is None:
        return
    moment = max(refused, case.decided_at)
    whole = sum(line.unit_price * line.quantity for line in case.dossier.lines.values())
    yield Charge(case, "goods", whole, moment, shared=("goods", case.parcel.waybill))
    yield from _outbound_freight(case, moment)
    yield from _reship_freights(case, moment)


def _accepted_or_refused(case: Case) -> Iterable[Charge]:
    """R205/R206 with `reship`: refused after all as at inspection, signed like R203 (D12)."""
    assert case.parcel
    if goods.inspected_at(case.dossier, case.parcel.waybill):
        yield from _came_back(case, reshipped=True)
        return
    signed = case.first_scan("signed")
    if signed and case.request.photos:
        moment = max(signed, case.decided_at)
        yield _goods(case, moment)
        yield from _reship_freights(case, moment)


def _came_back(case: Case, *, reshipped: bool) -> Iterable[Charge]:
    """Inspected damage and both freights of the refused parcel."""
    assert case.parcel
    waybill, freight = case.parcel.waybill, case.parcel.freight or 0
    inspected = goods.inspected_at(case.dossier, waybill)
    if inspected is None:
        return
    moment = max(inspected, case.decided_at)
    damaged = goods.damaged_value(case.dossier, waybill)
    yield Charge(case, "goods", damaged, moment, shared=("goods", waybill))
    yield from _outbound_freight(case, moment)
    yield Charge(case, "return_freight", freight, moment, shared=("return_freight", waybill))
    if reshipped:
        yield from _reship_freights(case, moment)


def _original_back(case: Case) -> Iterable[Charge]:
    """R109: the way back of the original, once it is received."""
    assert case.parcel
    waybill, freight = case.parcel.waybill, case.parcel.freight or 0
    received = goods.received_at(case.dossier, waybill)
    if received:
        moment = max(received, case.decided_at)
        yield Charge(case, "return_freight", freight, moment, shared=("return_freight", waybill))


def _customers_return(case: Case) -> Iterable[Charge]:
    """Inspected damage and the advanced postage, at inspection."""
    back = case.comeback
    if back is None:
        return
    moment = max(back.inspected_at, case.decided_at)
    for waybill in back.waybills:
        damaged = goods.damaged_value(case.dossier, waybill)
        yield Charge(case, "goods", damaged, moment, shared=("goods", waybill))
    for parcel in case.dossier.shipped("return", case.request.number):
        arisen = max(moment, parcel.shipped_at)
        yield Charge(case, "return_freight", parcel.freight or 0, arisen)


def _missed(case: Case, payments: Sequence[Payment]) -> Iterable[Charge]:
    """R210: what was paid, or the reship's freight and the compensation beside it."""
    if case.remedy == "reship":
        yield from _reship_freights(case, case.decided_at)
        yield from _compensation(case, payments)
        return
    pieces = {line.sku: line.quantity for line in case.request.lines}
    for payment in payments:
        for sku, share in payment.shares().items():
            yield Charge(case, "refund", share, payment.table_at, refunded=(sku, pieces[sku]))


def _compensation(case: Case, payments: Sequence[Payment]) -> Iterable[Charge]:
    for payment in payments:
        if payment.claim.kind == "price_difference":
            yield Charge(case, "compensation", payment.amount, payment.table_at)


def _dealers_own(case: Case) -> Iterable[Charge]:
    """R503: value and reship freight, once a reship was sent (D16); a verdict moves them (D5)."""
    sent = case.dossier.shipped("reship", case.request.number)
    if sent:
        yield _goods(case, max(case.request.at, sent[0].shipped_at))
        yield from _reship_freights(case, case.request.at)


def _goods(case: Case, moment: datetime) -> Charge:
    return Charge(case, "goods", case.value, moment)


def _outbound_freight(case: Case, moment: datetime) -> Iterable[Charge]:
    if case.parcel:
        shared = ("outbound_freight", case.parcel.waybill)
        yield Charge(case, "outbound_freight", case.parcel.freight or 0, moment, shared=shared)


def _reship_freights(case: Case, moment: datetime) -> Iterable[Charge]:
    for parcel in case.dossier.shipped("reship", case.request.number):
        certain = max(moment, parcel.shipped_at)
        freight = parcel.freight or 0
        yield Charge(case, "reship_freight", freight, certain, parcel=parcel.waybill)
