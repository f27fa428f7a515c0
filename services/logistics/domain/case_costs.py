"""The costs that a phase of a case brings, each certain at its own moment (D1), verdicts apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from services.logistics.domain.case_file import CaseFile, Request
from services.logistics.domain.cost_rules import Given, Part, Row, Since, row_for
from services.logistics.domain.freight import BACK, OUTBOUND, RESHIP, RETURN, THERE
from services.logistics.domain.goods import DAMAGED, ParcelStory
from services.logistics.domain.phases import Phase, bearer_at, first_granted, phases
from services.logistics.domain.places import Place
from services.logistics.domain.scans import LOST, REFUSED, RETURNED, SIGNED
from shared.costs import Bearer, Cost
from shared.money import Money

GOODS = "goods"
COMPENSATION = "compensation"
ABANDON = "abandon"
DEALER = "dealer"
DEALER_RULE = "R503"
OUTER_PHOTO_SUFFICES = "R211"


@dataclass(frozen=True, slots=True)
class OrderedGoods:
    """One line of the order."""

    sku: str
    quantity: int
    unit_price: Money


@dataclass(frozen=True, slots=True)
class Arisen:
    """A cost; ``once_a_parcel`` names what only the case entitled first is charged (D1)."""

    cost: Cost
    once_a_parcel: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """One case among its order's parcels, as it stood in one phase."""

    file: CaseFile
    request: Request
    parcel: ParcelStory
    parcels: Mapping[str, ParcelStory]
    lines: Mapping[str, OrderedGoods]
    phases: tuple[Phase, ...]
    phase: Phase

    def sent(self, kind: str) -> list[ParcelStory]:
        """The case's own parcels of a kind, in the order of time."""
        number = self.file.number
        mine = [p for p in self.parcels.values() if p.kind == kind and p.case_no == number]
        return sorted(mine, key=lambda parcel: (parcel.shipped_at, parcel.waybill))

    @property
    def place(self) -> Place:
        """Where the case's entries stand."""
        return Place(self.parcel.waybill, self.parcel.courier, self.parcel.picker)

    @property
    def given(self) -> frozenset[Given]:
        """What happened to the case and its parcel."""
        goods = self.parcel.goods
        found = {
            Given.LOST: self.phase.turned_by_loss,
            Given.SAID_LOST: self.request.cause == LOST,
            Given.ABANDONED: bool(self.phase.chosen and self.phase.chosen.return_path == ABANDON),
            Given.INSPECTED_BACK: bool(goods and goods.inspected_at),
            Given.DEALER_LIABLE: self.phase.liable == DEALER,
        }
        return frozenset(name for name, holds in found.items() if holds)

    def bearer_at(self, moment: datetime) -> Bearer:
        """Who answers at a moment, verdicts apart."""
        return bearer_at(moment, self.file, self.phases)


def situation(
    file: CaseFile, parcels: Mapping[str, ParcelStory], lines: Mapping[str, OrderedGoods]
) -> Situation | None:
    """The case with its parcel, in its last phase; null where no parcel was shipped before it."""
    if file.request is None:
        return None
    parcel = case_parcel(file.request.at, parcels.values())
    if parcel is None:
        return None
    found = tuple(phases(file, file.request))
    return Situation(file, file.request, parcel, parcels, lines, found, found[-1])


def case_parcel(requested_at: datetime, parcels: Iterable[ParcelStory]) -> ParcelStory | None:
    """The order's last outbound parcel shipped by the request (D30)."""
    shipped = [p for p in parcels if p.kind == OUTBOUND and p.shipped_at <= requested_at]
    return max(shipped, key=lambda p: (p.shipped_at, p.waybill), default=None)


def brought(case: Situation) -> list[Arisen]:
    """Every cost that the rule and remedy of the case's phase bring, as far as facts are known."""
    phase = case.phase
    if phase.rule is None or (phase.remedy is None and Given.DEALER_LIABLE not in case.given):
        return []
    row = row_for(phase.rule, phase.remedy or "", case.given)
    since = moment_of(row.since, case) if row else None
    if row is None or since is None:
        return []
    return _costs(row.parts, case, max(since, case.request.at, phase.since), _rule(row, phase.rule))


def _costs(parts: Iterable[Part], case: Situation, certain: datetime, rule: str) -> list[Arisen]:
    return [arisen for part in parts for arisen in _of(part, case, certain, rule)]


def _rule(row: Row, rule: str) -> str:
    return DEALER_RULE if row.given is Given.DEALER_LIABLE else rule


def moment_of(since: Since, case: Situation) -> datetime | None:
    """When a row's costs become certain; null while they are not."""
    parcel, goods = case.parcel, case.parcel.goods
    match since:
        case Since.LOSS:
            return parcel.lost_at
        case Since.DECISION:
            return _decision(case)
        case Since.PHOTOS:
            return _photos(case)
        case Since.REFUSAL:
            return parcel.first(REFUSED)
        case Since.SIGNATURE:
            return _both(parcel.first(SIGNED), _photos(case))
        case Since.RECEIPT:
            return goods.received_at if goods else None
        case Since.INSPECTION:
            return goods.inspected_at if goods else None
        case Since.RETURN_INSPECTION:
            return _brought_back(case)[0]
        case Since.RESHIPMENT:
            return min((p.shipped_at for p in case.sent(RESHIP)), default=None)


def _decision(case: Situation) -> datetime:
    proved = case.file.sign_off.at if case.file.sign_off else case.request.at
    granted = first_granted(case.phases, case.phase.decision.rule if case.phase.decision else None)
    return max(case.request.at, granted or case.request.at, proved)


def _photos(case: Situation) -> datetime | None:
    """Since when photos show the damage, and the package whose state decides who bears it."""
    confirmed, chosen = case.file.damage_confirmed_at, case.phase.chosen
    if confirmed is None and case.phase.rule == OUTER_PHOTO_SUFFICES:
        confirmed = case.request.at  # D11: what fell out needs no photo of damage.
    return _both(confirmed, chosen.chosen_at if chosen else confirmed)


def _both(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)


def _brought_back(case: Situation) -> tuple[datetime | None, list[ParcelStory]]:
    """The first moment at which all that was sent back by then was inspected, and what it was.

    That is what the customer sent, before that the parcel that came back (D4).
    """
    sent = case.sent(RETURN)
    back = [*sent, case.parcel]
    done = {p.waybill: p.goods.inspected_at for p in back if p.goods and p.goods.inspected_at}
    for moment in sorted(done.values()):
        under_way = [p for p in sent if p.shipped_at <= moment] or [case.parcel]
        if all((at := done.get(p.waybill)) and at <= moment for p in under_way):
            return moment, under_way
    return None, []


def _of(part: Part, case: Situation, certain: datetime, rule: str) -> Iterator[Arisen]:
    parcel = case.parcel
    match part:
        case Part.GOODS:
            yield _own(case, GOODS, case.request.value, certain, rule)
        case Part.WHOLE_ORDER:
            whole = Money.total(
                line.unit_price.times(line.quantity) for line in case.lines.values()
            )
            yield _once(case, GOODS, whole, certain, rule)
        case Part.DAMAGE_BACK:
            yield _once(case, GOODS, damage(parcel, case.lines), certain, rule)
        case Part.DAMAGE_RETURNED:
            for back in _brought_back(case)[1]:
                found = damage(back, case.lines)
                yield _once(case, GOODS, found, certain, rule, back.waybill)
        case Part.OUTBOUND:
            yield from _freight(case, THERE[OUTBOUND], certain, rule)
        case Part.WAY_BACK:
            yield from _freight(case, BACK, certain, rule)
        case Part.RESHIP:
            yield from _sent(case, RESHIP, certain, rule)
        case Part.POSTAGE:
            yield from _sent(case, RETURN, certain, rule)
        case Part.DIFFERENCE:
            for paid in case.file.differences.values():
                at = max(certain, paid.paid_at)
                yield _own(case, COMPENSATION, paid.amount, at, rule, paid.refund)


def damage(parcel: ParcelStory, lines: Mapping[str, OrderedGoods]) -> Money:
    """The value of what inspection found damaged, of the order's own products (D10)."""
    rows = parcel.goods.rows if parcel.goods else ()
    return Money.total(
        lines[row.sku].unit_price.times(row.quantity)
        for row in rows
        if row.condition == DAMAGED and row.sku in lines
    )


def _freight(case: Situation, name: str, certain: datetime, rule: str) -> Iterator[Arisen]:
    freight, back = case.parcel.freight, case.parcel.first(RETURNED) or case.parcel.goods
    if freight is not None and (name != BACK or back):
        yield _once(case, name, freight, certain, rule)


def _sent(case: Situation, kind: str, certain: datetime, rule: str) -> Iterator[Arisen]:
    """The freights of the case's own parcels; a customer's return is its postage."""
    for parcel in case.sent(kind):
        if parcel.freight is not None:
            at = max(certain, parcel.shipped_at)
            yield _own(case, THERE.get(kind, BACK), parcel.freight, at, rule, parcel.waybill)


def _own(
    case: Situation, name: str, amount: Money, at: datetime, rule: str, key: str = ""
) -> Arisen:
    return Arisen(Cost(name, amount, at, rule, key, case.request.lines))


def _once(
    case: Situation, name: str, amount: Money, at: datetime, rule: str, waybill: str | None = None
) -> Arisen:
    key = waybill or case.parcel.waybill
    return Arisen(Cost(name, amount, at, rule, key, case.request.lines), (name, key))
