"""What logistics is told in its tests, with everything that does not matter left at one value."""

from datetime import datetime, timedelta
from typing import Any

from services.logistics.commands import RecordScan, RegisterParcel
from shared.contracts import finance, intake, warehouse
from shared.contracts.base import Announcement, Decision, Entry, Goods, InspectedGoods, ValuedGoods
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.logistics import CourierChargeback, CourierChargebackReversed
from shared.dates import SHANGHAI
from shared.money import Money
from tests.support.stage import Stage

START = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
ORDER, CASE, WAYBILL, RESHIP, RETURN = "O-1", "C-1", "SF-1", "YT-2", "JD-3"
PRICE = "30.00"


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def money(text: str | None) -> Money | None:
    return None if text is None else Money.of(text)


def ordered(*lines: tuple[str, int]) -> Any:
    """An order of (sku, quantity), 30.00 a piece; two of milk and one of oats unless told."""
    return intake.OrderRegistered(
        at=day(0),
        order_no=ORDER,
        purchased_at=day(0),
        lines=tuple(
            intake.OrderLine(sku=sku, quantity=quantity, unit_price=Money.of(PRICE))
            for sku, quantity in lines or [("MILK", 2), ("OATS", 1)]
        ),
    )


def outbound(freight: str | None = "8.00", **changes: Any) -> RegisterParcel:
    known: dict[str, Any] = {"kind": "outbound", "order_no": ORDER, "courier": "SF"}
    known |= {"waybill": WAYBILL, "shipped_at": day(1), "picker": "P7", "freight": money(freight)}
    return RegisterParcel(**known | changes)


def reship(freight: str | None = "9.00", at: datetime | None = None, **changes: Any) -> Any:
    known: dict[str, Any] = {"kind": "reship", "waybill": RESHIP, "courier": "YT", "case_no": CASE}
    return outbound(freight, shipped_at=at or day(6), picker=None, **known | changes)


def returned(freight: str | None = "12.00", at: datetime | None = None, **changes: Any) -> Any:
    known: dict[str, Any] = {"kind": "return", "waybill": RETURN, "courier": "JD", "case_no": CASE}
    return outbound(freight, shipped_at=at or day(6), picker=None, **known | changes)


def scan(status: str, at: datetime, waybill: str = WAYBILL, **cells: Any) -> RecordScan:
    return RecordScan(waybill, at, status, **cells)


def requested(cause: str, stage: str, at: datetime | None = None, **changes: Any) -> Any:
    """Two pieces of milk, 60.00 together, asked about on day 4 unless told."""
    pieces = changes.pop("pieces", 2)
    value = Money.of(PRICE).times(pieces)
    facts = {"cause": cause, "stage": stage} | changes.pop("facts", {})
    known: dict[str, Any] = {"at": at or day(4), "case_no": CASE, "order_no": ORDER}
    lines = (
        ValuedGoods(sku="MILK", quantity=pieces, unit_price=Money.of(PRICE), value=value),
    )  # fmt: skip
    return intake.ReturnRequested(
        **known | {"policy": "2026-01", "agent": "A5", "dealer_id": "D9"} | changes,
        requested_at=at or day(4),
        facts=facts,
        lines=lines,
    )


def decided(
    rule: str, remedy: str | None, liable: str, at: datetime | None = None, **changes: Any
) -> list[Any]:
    """The decision and what is carried out, as one revision."""
    rules = (rule, *changes.pop("rules", ()))
    path = changes.pop("return_path", "none")
    common: dict[str, Any] = {"at": at or day(4), "case_no": CASE, "order_no": ORDER, "rule": rule}
    common |= {"policy": "2026-01"} | changes
    verdict = "approved" if remedy else "needs_evidence"
    decision = Decision(verdict=verdict, liable=liable, rules=rules)
    return [
        intake.RequestDecided(**common, decided_at=at or day(4), facts={}, decision=decision),
        intake.RemedyChosen(
            **common,
            chosen_at=at or day(4),
            remedy=remedy,
            liable=liable,
            rules=rules,
            return_path=path,
        ),
    ]


def photographed(at: datetime | None = None, case: str = CASE) -> Any:
    moment = at or day(4)
    lines = (Goods(sku="MILK", quantity=2),)
    return warehouse.DamageConfirmed(
        at=moment,
        case_no=case,
        order_no=ORDER,
        source="photos",
        lines=lines,
        photos=2,
        confirmed_at=moment,
    )


def brought(kind: str, at: datetime) -> Any:
    """A file that was attached to the case."""
    return intake.EvidenceAttached(
        at=at,
        case_no=CASE,
        order_no=ORDER,
        kind=kind,
        name="1.jpg",
        media_type="image/jpeg",
        sha256=f"{(at - day(0)).days:064}",
        size=100,
    )


def inspected(
    *rows: tuple[str, int, str], waybill: str = WAYBILL, at: datetime | None = None
) -> list[Any]:
    """Received a day before it was inspected, on day 9 unless told."""
    moment = at or day(9)
    received = moment - timedelta(days=1)
    found = tuple(InspectedGoods(sku=s, quantity=q, condition=c) for s, q, c in rows)
    common: dict[str, Any] = {"waybill": waybill, "order_no": ORDER, "rows": found}
    return [
        warehouse.GoodsReceived(at=received, received_at=received, **common),
        warehouse.GoodsInspected(at=moment, received_at=received, inspected_at=moment, **common),
    ]


def paid(amount: str, at: datetime | None = None, kind: str = "price_difference") -> Any:
    moment = at or day(7)
    return finance.RefundPaid(
        at=moment,
        case_no=CASE,
        order_no=ORDER,
        refund=f"{CASE}/{kind}",
        table_at=moment,
        kind=kind,
        amount=Money.of(amount),
        deducted=Money.zero(),
        shares=(),
    )


def verdict(to: str, at: datetime, case: str = CASE) -> Any:
    parties: dict[str, Any] = {"from": "courier", "to": to}
    return intake.LiabilityDecided(
        at=at, case_no=case, order_no=ORDER, decided_at=at, **parties
    )  # fmt: skip


def assigned(cost: str, amount: str, at: datetime, **changes: Any) -> Any:
    """What the warehouse, keeper of R210's costs, puts on the courier."""
    entry = Entry(
        entry=f"{cost}-{at.day}",
        cost=cost,
        amount=Money.of(amount),
        certain_at=at,
        verdict=at,
        reverses=changes.pop("reverses", None),
    )
    known: dict[str, Any] = {"party": "courier", "case_no": CASE, "order_no": ORDER, "rule": "R501"}
    return CaseCostAssigned(at=at, entry=entry, **known | changes)


Line = tuple[str, str, str, float, str]


def by_moment(line: Line) -> tuple[float, Line]:
    """Sorts lines as ``booked`` has them."""
    return line[3], line


def booked(stage: Stage) -> list[Line]:
    """Entries as said: (account or its reversal, cost, amount, day, rule), sorted."""
    return sorted(map(_line, filter(_is_money, stage.said)), key=by_moment)


def _is_money(said: Announcement) -> bool:
    return isinstance(said, CourierChargeback | CourierChargebackReversed | CaseCostAssigned)


def _line(said: Any) -> Line:
    account = said.party if isinstance(said, CaseCostAssigned) else "courier"
    if said.entry.reverses:
        account = f"-{account}"
    on = (said.entry.certain_at - START) / timedelta(days=1)
    return (account, said.entry.cost, str(said.entry.amount), on, said.rule)


def charged(*costs: tuple[str, str, float], rule: str, account: str = "courier") -> list[Line]:
    """The lines expected on one account."""
    lines = [(account, cost, amount, on, rule) for cost, amount, on in costs]
    return sorted(lines, key=by_moment)


def play(stage: Stage, *story: Any) -> Stage:
    """Commands and announcements in one order, then time passes."""
    for part in story:
        for one in part if isinstance(part, list | tuple) else [part]:
            (stage.hears if hasattr(one, "TYPE") else stage.does)(one)
    return stage.reaches(day(30))
