"""What intake and the warehouse would have said of one complaint, from its receipt on (R513)."""

from __future__ import annotations

from typing import Any

from shared.contracts import complaints as say
from shared.contracts import warehouse
from tests.support.announced import day

NO = "TS1"
ABOUT: dict[str, Any] = {"complaint_no": NO, "order_no": "O-W-1", "case_no": "1"}


def complaint() -> list[Any]:
    """A complaint that is substantiated, corrected after a postponement, and closed."""
    plan: dict[str, Any] = {"action": "停售该批次", "owner": "陈工", **ABOUT}
    return [
        say.ComplaintReceived(
            at=day(1),
            due_at=day(2),
            channel="chat",
            kind="quality",
            description="胀包",
            sku="MILK",
            batch="B1",
            agent="李静",
            **ABOUT,
        ),
        say.ComplaintVerified(
            at=day(1.5), substantiated=True, finding="密封不良", person="陈工", **ABOUT
        ),
        say.ComplaintSubstantiated(at=day(1.5), sku="MILK", batch="B1", **ABOUT),
        say.CorrectiveActionPlanned(at=day(2), due_at=day(9), **plan),
        say.CorrectiveActionPlanned(
            at=day(8), due_at=day(16), reason="等新模具", revision=2, **plan
        ),
        say.CorrectiveActionDone(at=day(15), owner="陈工", person="陈工", result="合格", **ABOUT),
        say.ComplaintClosed(at=day(15.5), outcome="corrected", person="李静", **ABOUT),
    ]


def suspect_stock() -> list[Any]:
    """What the warehouse then did."""
    milk: dict[str, Any] = {"sku": "MILK", "batch": "B1"}
    checked: dict[str, Any] = {"finding": "抽检", "person": "周强", **milk}
    return [
        warehouse.StockSuspected(at=day(1.5), complaint_no=NO, due_at=day(3.5), **milk),
        warehouse.SuspectStockIsolated(at=day(2), quantity=20, person="周强", **milk),
        warehouse.SuspectStockReleased(at=day(3), quantity=5, disposition="scrap", **checked),
        warehouse.SuspectStockReleased(at=day(3), quantity=12, disposition="restock", **checked),
    ]
