"""What the warehouse hears in its tests, with everything that does not matter left at one value."""

from datetime import datetime, timedelta
from typing import Any

from shared.contracts import finance, intake, logistics
from shared.contracts.base import Decision, Entry, Goods, ValuedGoods
from shared.contracts.costs import CaseCostAssigned
from shared.dates import SHANGHAI
from shared.money import Money

DAY = datetime(2026, 9, 1, 9, tzinfo=SHANGHAI)
ORDER, CASE, WAYBILL, RESHIP = "O-1", "C-1", "SF-1", "SF-2"
TABLE = datetime(2026, 9, 6, 10, tzinfo=SHANGHAI)


def day(number: float) -> datetime:
    return DAY + timedelta(days=number)


def order(*lines: tuple[str, int, int | None], packaging_g: int | None = 100) -> Any:
    """An order of (sku, quantity, unit weight)."""
    return intake.OrderRegistered(
        at=day(0),
        order_no=ORDER,
        purchased_at=day(0),
        packaging_g=packaging_g,
        lines=tuple(
            intake.OrderLine(
                sku=sku, quantity=quantity, unit_price=Money.of("30.00"), unit_weight_g=weight
            )
            for sku, quantity, weight in lines
        ),
    )


def shipped(waybill: str = WAYBILL, kind: str = "outbound", **changes: Any) -> Any:
    known: dict[str, Any] = {
        "at": day(1),
        "shipped_at": changes.get("at", day(1)),
        "order_no": ORDER,
        "courier": "SF",
        "picker": "P7" if kind == "outbound" else None,
        "case_no": None if kind == "outbound" else CASE,
    }
    return logistics.ParcelShipped(waybill=waybill, kind=kind, **known | changes)


def picked_up(weight_g: int, waybill: str = WAYBILL, at: datetime | None = None) -> Any:
    return logistics.ParcelScanned(
        at=at or day(1),
        waybill=waybill,
        order_no=ORDER,
        status="picked_up",
        kind="outbound",
        weight_g=weight_g,
    )


def requested(*lines: tuple[str, int], at: datetime | None = None, **facts: Any) -> Any:
    """A request; facts as in domain.md, by default a missed item from an intact package."""
    known = {"stage": "signed", "cause": "missed_item", "outer_package": "intact"}
    return intake.ReturnRequested(
        at=at or day(4),
        case_no=CASE,
        order_no=ORDER,
        waybill=WAYBILL,
        requested_at=at or day(4),
        facts={name: fact for name, fact in (known | facts).items() if fact is not None},
        lines=tuple(
            ValuedGoods(
                sku=sku,
                quantity=quantity,
                unit_price=Money.of("30.00"),
                value=Money.of("30.00").times(quantity),
            )
            for sku, quantity in lines or (("MILK", 1),)
        ),
    )


def decided(*rules: str, liable: str = "warehouse", **facts: Any) -> Any:
    known = {"stage": "signed", "cause": "missed_item", "outer_package": "intact"}
    return intake.RequestDecided(
        at=day(4),
        case_no=CASE,
        order_no=ORDER,
        policy="2026-01",
        decided_at=day(4),
        facts=known | facts,
        decision=Decision(verdict="approved", liable=liable, rules=rules or ("R210",)),
    )


def brought(kind: str, at: datetime, outer_package: str | None = None) -> Any:
    """A file that was attached to the case."""
    return intake.EvidenceAttached(
        at=at,
        case_no=CASE,
        order_no=ORDER,
        kind=kind,
        name="1.jpg",
        media_type="image/jpeg",
        sha256=f"{kind}-{(at - DAY).days}",
        size=100,
        outer_package=outer_package,
    )


def chosen(remedy: str | None, at: datetime | None = None) -> Any:
    return intake.RemedyChosen(
        at=at or day(4), case_no=CASE, order_no=ORDER, chosen_at=at or day(4), remedy=remedy
    )


def paid(amount: str, *shares: tuple[str, int, str], kind: str = "refund") -> Any:
    return finance.RefundPaid(
        at=TABLE,
        case_no=CASE,
        order_no=ORDER,
        refund=f"{CASE}/{kind}",
        table_at=TABLE,
        kind=kind,
        amount=Money.of(amount),
        deducted=Money.zero(),
        shares=tuple(
            finance.PaidShare(sku=sku, quantity=quantity, amount=Money.of(part))
            for sku, quantity, part in shares
        ),
    )


def verdict(to: str, at: datetime, account: str | None = None) -> Any:
    return intake.LiabilityDecided(
        at=at,
        case_no=CASE,
        order_no=ORDER,
        decided_at=at,
        from_party="warehouse",
        to_party=to,
        account=account,
    )


def assigned(entry: str, amount: str, **changes: Any) -> Any:
    at = changes.pop("at", day(9))
    told = Entry(
        entry=entry,
        cost=changes.pop("cost", "goods"),
        amount=Money.of(amount),
        certain_at=at,
        lines=tuple(Goods(sku=sku, quantity=1) for sku in changes.pop("skus", ("MILK",))),
        reverses=changes.pop("reverses", None),
        verdict=at,
    )
    known: dict[str, Any] = {
        "at": at,
        "case_no": CASE,
        "order_no": ORDER,
        "waybill": WAYBILL,
        "rule": "R501",
        "party": "warehouse",
    }
    return CaseCostAssigned(entry=told, **known | changes)
