"""What the customer is paid, when, and how the cap of what was paid for a line cuts it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tests.support.calculator import fen, goods, moments
from tests.support.calculator.cases import Case

COMMISSION_FREE_DAYS = 15
POSTAGE_RULES = {
    "R203": {"return_refund"},
    "R204": {"return_refund"},
    "R209": {"exchange", "return_refund"},
    "R307": {"exchange", "return_refund"},
}
DIFFERENCE_RULES = {"R104", "R203", "R204", "R205", "R206"}


@dataclass(frozen=True, slots=True)
class Claim:
    """Something to be paid once it is ready; `values` by sku, before any cut.

    `freights` come off as far as they arose by the table: since when, and how much.
    """

    case: Case
    kind: str
    ready_at: datetime
    values: Mapping[str, int]
    freights: tuple[tuple[datetime, int], ...] = ()
    commission: bool = False
    waybill: str | None = None

    @property
    def key(self) -> tuple[str, str, str | None]:
        return (self.case.request.number, self.kind, self.waybill)


@dataclass(frozen=True, slots=True)
class Payment:
    """Something paid by a refund table; `values` by sku, after the cut."""

    claim: Claim
    table_at: datetime
    amount: int
    deducted: int
    values: Mapping[str, int]

    @property
    def key(self) -> tuple[str, str, str | None]:
        return self.claim.key

    def shares(self) -> dict[str, int]:
        """The amount by sku in the values' proportion; the last sku takes the rest (D11)."""
        left, total, found = self.amount, sum(self.values.values()), {}
        *others, last = sorted(self.values)
        for sku in others:
            found[sku] = fen.portion(self.amount, self.values[sku], total)
            left -= found[sku]
        return {**found, last: left}


@dataclass(frozen=True, slots=True)
class Paid:
    """The payments that an earlier import made, and how far its time had come (D14)."""

    made: Mapping[tuple[str, str, str | None], Payment]
    reached: datetime | None

    def table_at(self, claim: Claim) -> datetime:
        if claim.key in self.made:
            return self.made[claim.key].table_at
        regular = moments.table_at(claim.ready_at)
        if self.reached and regular <= self.reached:
            return moments.table_after(self.reached)
        return regular


def pay(cases: Sequence[Case], paid: Paid, end: datetime) -> list[Payment]:
    """Pay one order's claims in the order of their tables, never more than each line cost."""
    dossier = cases[0].dossier
    left = {sku: line.unit_price * line.quantity for sku, line in dossier.lines.items()}
    numbers = {case.request.number for case in cases}
    before = [payment for key, payment in paid.made.items() if key[0] in numbers]
    for payment in before:
        _use(payment, left)
    claims = [dated for case in cases for dated in _dated(case, paid)]
    claims = [(table, claim) for table, claim in claims if claim.key not in paid.made]
    claims.sort(key=lambda pair: (pair[0], pair[1].ready_at, pair[1].case.request.number))
    made = [_settle(claim, table, left) for table, claim in claims if table <= end]
    return before + [payment for payment in made if payment.amount]


def _use(payment: Payment, left: dict[str, int]) -> None:
    if payment.claim.kind != "postage":
        for sku, value in payment.values.items():
            left[sku] -= value


def _dated(case: Case, paid: Paid) -> list[tuple[datetime, Claim]]:
    """What the case claims, with its table; what was paid before a loss stays paid (D7, D14)."""
    claims = [(paid.table_at(claim), claim) for claim in _claims(case)]
    if case.before_loss is None or case.lost_at is None:
        return claims
    before = _dated(case.before_loss, paid)
    kept = [(table, claim) for table, claim in before if table < case.lost_at]
    kinds = {claim.kind for _, claim in kept}
    return kept + [(table, claim) for table, claim in claims if claim.kind not in kinds]


def _settle(claim: Claim, table: datetime, left: dict[str, int]) -> Payment:
    values = dict(claim.values)
    if claim.kind != "postage":
        values = {sku: min(value, left[sku]) for sku, value in values.items()}
    value = sum(values.values())
    freights = sum(freight for since, freight in claim.freights if since <= table)
    amount = max(0, value - freights)
    if claim.commission:
        amount = fen.after_commission(amount)
    payment = Payment(claim, table, amount, value - amount, values)
    _use(payment, left)
    return payment


def _claims(case: Case) -> Iterable[Claim]:
    if case.remedy in {"refund", "return_refund"}:
        yield from _refund(case)
    if case.remedy == "price_difference" and case.rule in DIFFERENCE_RULES:
        yield from _difference(case)
    if case.remedy == "reship" and case.rule == "R210":
        yield from _difference(case)
    if case.remedy in POSTAGE_RULES.get(case.rule, ()):
        yield from _postage(case)


def _refund(case: Case) -> Iterable[Claim]:
    confirmed, waits, freights = case.request.confirmed_at, _waits_until(case), _freights(case)
    if confirmed is None or waits is None or freights is None:
        return
    yield Claim(
        case=case,
        kind="refund",
        ready_at=max(confirmed, waits),
        values=_values(case),
        freights=freights,
        commission=_commission(case),
    )


def _waits_until(case: Case) -> datetime | None:
    """Decision, inspection or loss, whichever this refund waits for; None: not yet happened."""
    if case.remedy == "return_refund":
        return max(case.decided_at, case.comeback.inspected_at) if case.comeback else None
    if case.lost_at or (case.request.cause == "lost" and case.rule == "R108"):
        return case.lost_at
    return case.decided_at


def _values(case: Case) -> dict[str, int]:
    """The affected value a sku; under R301 only of what came back good (D10)."""
    prices = {sku: line.unit_price for sku, line in case.dossier.lines.items()}
    pieces = {line.sku: line.quantity for line in case.request.lines}
    if case.rule == "R301" and case.comeback:
        waybills = case.comeback.waybills
        pieces = {
            sku: min(quantity, goods.good_pieces(case.dossier, waybills, sku))
            for sku, quantity in pieces.items()
        }
    return {sku: prices[sku] * quantity for sku, quantity in pieces.items()}


def _freights(case: Case) -> tuple[tuple[datetime, int], ...] | None:
    """What the customer bears: both ways of a parcel sent back for its own cause (R102, R401)."""
    if case.rule not in {"R102", "R401"} or case.parcel is None:
        return ()
    shipped_at, freight = case.parcel.shipped_at, case.parcel.freight
    if freight is None:
        return None
    back = goods.back_at(case.dossier, case.parcel.waybill)
    return ((shipped_at, freight), *([(back, freight)] if back else []))


def _commission(case: Case) -> bool:
    """R508: more than 15 whole days after success, and not a small quantity (D9)."""
    line = next(iter(case.dossier.lines.values()))
    days = moments.whole_days(line.succeeded_at, case.request.at)
    return days is not None and days > COMMISSION_FREE_DAYS and not case.request.small_quantity


def _difference(case: Case) -> Iterable[Claim]:
    amounts: dict[str, int] = defaultdict(int)
    for line in case.request.lines:
        amounts[line.sku] += line.amount
    if case.request.confirmed_at and any(amounts.values()):
        ready = max(case.decided_at, case.request.confirmed_at)
        yield Claim(case, "price_difference", ready, dict(amounts))


def _postage(case: Case) -> Iterable[Claim]:
    """Advanced postage is reimbursed in full, against each return waybill (D8)."""
    for parcel in case.dossier.shipped("return", case.request.number):
        if parcel.freight:
            ready = max(case.decided_at, parcel.shipped_at)
            yield Claim(
                case, "postage", ready, {parcel.waybill: parcel.freight}, waybill=parcel.waybill
            )
