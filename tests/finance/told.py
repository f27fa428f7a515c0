"""What finance hears in its tests, with everything that does not matter left at one value."""

from datetime import datetime
from typing import Any

from shared.contracts import intake
from shared.contracts.base import Entry, ValuedGoods
from shared.contracts.costs import CaseCostAssigned
from shared.dates import SHANGHAI
from shared.money import Money


def at(day: int, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    """A moment of September 2026."""
    return datetime(2026, 9, day, hour, minute, second, tzinfo=SHANGHAI)


def goods(sku: str, quantity: int, price: str, value: str | None = None) -> ValuedGoods:
    unit = Money.of(price)
    worth = unit.times(quantity) if value is None else Money.of(value)
    return ValuedGoods(sku=sku, quantity=quantity, unit_price=unit, value=worth)


def order(*lines: tuple[str, int, str], number: str = "O-1", dealer_id: str | None = None) -> Any:
    """An order of (sku, quantity, unit price)."""
    return intake.OrderRegistered(
        at=at(1),
        order_no=number,
        purchased_at=at(1),
        customer_id=f"K-{number}",
        dealer_id=dealer_id,
        lines=tuple(
            intake.OrderLine(sku=sku, quantity=quantity, unit_price=Money.of(price))
            for sku, quantity, price in lines
        ),
    )


def ready(moment: datetime, *lines: ValuedGoods, **changes: Any) -> Any:
    """A payment that nothing holds back from a moment on."""
    case = changes.pop("case_no", "C-1")
    kind = changes.pop("kind", "refund")
    freights = tuple(
        intake.FreightBorne(waybill=waybill, amount=Money.of(amount))
        for waybill, amount in changes.pop("freights", ())
    )
    told: dict[str, Any] = {
        "order_no": "O-1",
        "refund": f"{case}/{kind}",
        "policy": "2026-01",
        "rule": "R102",
        "ready_at": moment,
    }
    return intake.RefundReady(
        at=moment, case_no=case, kind=kind, lines=lines, freights=freights, **told | changes
    )


def withdrawn(moment: datetime, case_no: str = "C-1") -> Any:
    return intake.RefundWithdrawn(
        at=moment, case_no=case_no, order_no="O-1", refund=f"{case_no}/refund", kind="refund"
    )


def assigned(entry: str, party: str, account: str | None = None, **changes: Any) -> Any:
    moment = changes.pop("moment", at(9))
    told = Entry(
        entry=entry,
        cost="goods",
        amount=Money.of("30.00"),
        certain_at=moment,
        reverses=changes.pop("reverses", None),
        verdict=moment,
    )
    return CaseCostAssigned(
        at=moment,
        case_no="C-1",
        order_no="O-1",
        waybill="SF-1",
        rule="R501",
        entry=told,
        party=party,
        account=account,
        **changes,
    )
