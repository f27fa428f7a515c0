"""Cases of a month with their money, ratings and incidents, as announced (R514, R515)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from shared.contracts import complaints, costs, finance, intake
from shared.contracts.base import Goods, ValuedGoods
from shared.money import Money
from tests.support.announced import (
    charged_back,
    day,
    decided,
    entry,
    registered,
    taken_back,
    warehouse_charged,
)

if TYPE_CHECKING:
    from datetime import datetime

MINUTE = timedelta(minutes=1)


def asked(case: str, agent: str | None, *lines: tuple[str, int, str], **more: Any) -> Any:
    """A request of lines (sku, quantity, unit price), on the fifth unless told otherwise."""
    at = more.pop("at", day(4))
    valued = [
        ValuedGoods(
            sku=sku,
            quantity=quantity,
            unit_price=Money.of(price),
            value=Money.of(price).times(quantity),
        )
        for sku, quantity, price in lines or (("MILK", 1, "45.50"),)
    ]
    known: dict[str, Any] = {"facts": {"cause": "damage"}, "courier": "YTO"} | more
    return intake.ReturnRequested(
        at=at,
        case_no=case,
        order_no=f"O-W-{case}",
        requested_at=at,
        agent=agent,
        lines=tuple(valued),
        **known,
    )


def closed(case: str, at: datetime) -> Any:
    return intake.CaseClosed(
        at=at, case_no=case, order_no=f"O-W-{case}", closed_at=at, outcome="refund"
    )


def rated(case: str, score: int) -> Any:
    return complaints.ServiceRated(at=day(20), case_no=case, score=score)


def incident(agent: str, at: datetime, kind: str = "dispute") -> Any:
    return finance.IncidentConfirmed(at=at, agent=agent, kind=kind)


def paid(case: str, *shares: tuple[str, str]) -> Any:
    """A refund of shares (sku, amount)."""
    parts = [finance.PaidShare(sku=s, quantity=1, amount=Money.of(a)) for s, a in shares]
    return finance.RefundPaid(
        at=day(6),
        case_no=case,
        refund=f"r-{case}",
        table_at=day(6),
        kind="refund",
        amount=Money.total(part.amount for part in parts),
        deducted=Money.zero(),
        shares=tuple(parts),
    )


def postage(case: str, amount: str) -> Any:
    return finance.PostageReimbursed(
        at=day(6), case_no=case, refund=f"p-{case}", table_at=day(6), amount=Money.of(amount)
    )


def assigned(case: str, party: str, amount: str, *skus: str) -> Any:
    lines = tuple(Goods(sku=sku, quantity=1) for sku in skus)
    return costs.CaseCostAssigned(
        at=day(6),
        case_no=case,
        party=party,
        entry=entry("goods", amount, day(6), case, lines=lines),
    )


def fined(agent: str, case: str) -> Any:
    cost = entry("incident", "50.00", day(7), agent)
    return finance.StaffCharged(at=day(7), case_no=case, agent=agent, entry=cost)


MONTH = [
    registered("O-W-1", day(0)),
    asked("1", "李", ("MILK", 2, "45.50")),
    asked("2", "李", ("MILK", 1, "45.50"), ("TEA", 1, "30.00"), facts={"cause": "expired"}),
    asked("3", "王", ("TEA", 1, "30.00"), courier=None, facts={"cause": "change_of_mind"}),
    asked("4", None, courier="SF", at=day(30)),  # October's.
    charged_back("1", "YTO", day(6), "91.00"),
    taken_back("1", "YTO", day(31), "91.00"),  # In October, of September's case.
    warehouse_charged("1", day(31), "91.00"),
    assigned("2", "merchant", "75.50", "MILK", "TEA"),
    assigned("2", "courier", "9.00", "MILK"),  # Told by the courier's own chargeback, if any.
    paid("2", ("MILK", "45.50"), ("TEA", "30.00")),
    postage("2", "7.55"),
    paid("3", ("TEA", "28.00")),
    fined("李", "2"),
]


AGENTS = [
    asked("1", "李"),
    asked("2", "李"),
    asked("3", "李"),
    asked("4", "王"),
    decided("1", "O-W-1", day(4) + 5 * MINUTE, "needs_evidence"),
    decided("1", "O-W-1", day(4) + 90 * MINUTE, "approved", revision=2),
    decided("1", "O-W-1", day(5), "rejected", revision=3),
    decided("2", "O-W-2", day(4) + 30 * MINUTE, "rejected"),
    closed("1", day(8)),
    closed("1", day(9)),
    closed("2", day(4) + 30 * MINUTE),
    rated("1", 5),
    rated("2", 2),
    incident("李", day(29)),
    incident("李", day(10), "bad_review"),
    incident("李", day(30)),  # October's.
    incident("赵", day(12)),
]
