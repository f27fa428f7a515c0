"""A courier's month as the ledger prints it, put together from a few amounts."""

from __future__ import annotations

from typing import Any

from shared.money import Money

ISSUE = {
    "revision": 2,
    "replaces": 1,
    "hash": "ab" * 32,
    "month_hash": "ef" * 32,
    "month_hash_before": "cd" * 32,
    "closed_by": "王会计",
    "at": "2026-10-03T10:00:00+08:00",
}
TOTALS = {"freight": "freight", "transfer_fee": "transfer_fees", "adjustment": "adjustments"}


def line(kind: str, amount: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """One line of a courier's month."""
    costs = {"freight": "outbound_freight", "transfer_fee": "transfer_fee"}
    return {
        "entry": f"01a06be3-cf58-74f8-a152-{number:012}",
        "kind": kind,
        "cost": costs.get(kind, "goods"),
        "waybill": f"SF{number:013}",
        "case": None if kind == "freight" else f"SH{number}",
        "order_no": f"DD{number:012}",
        "amount": amount,
        "certain_at": "2026-09-04T18:08:07+08:00",
        "rule": None if kind == "freight" else "R203",
        "policy": "2026-01",
        "event_id": f"01a06be3-cf58-7b8a-ae4e-{number:012}",
        "for_period": "2026-09",
    } | more


def courier_month(*lines: dict[str, Any], opening: str = "0.00", **more: Any) -> dict[str, Any]:
    """The month that these lines come to."""

    def of(kind: str) -> Money:
        return Money.total(Money.of(line["amount"]) for line in lines if line["kind"] == kind)

    chargebacks = of("chargeback") - of("reversal")
    owed = Money.total(map(of, TOTALS))
    return {
        "courier": "SF",
        "period": "2026-09",
        "status": "open",
        "opening": opening,
        **{name: str(of(kind)) for kind, name in TOTALS.items()},
        "chargebacks": str(chargebacks),
        "net": str(Money.of(opening) + owed - chargebacks),
        "lines": list(lines),
        "issue": None,
    } | more


def account_month(*lines: dict[str, Any], party: str = "warehouse", **more: Any) -> dict[str, Any]:
    """A month in the warehouse's shape."""
    total = Money.total(Money.of(line["amount"]) for line in lines)
    return {
        "agent" if party == "staff" else party: "main",
        "period": "2026-09",
        "status": "open",
        "total": str(total),
        "lines": list(lines),
        "issue": None,
    } | more


def charge(amount: str, number: int = 1, **more: Any) -> dict[str, Any]:
    """One line of an account in the warehouse's shape."""
    return {
        "case": f"SH{number}",
        "order_no": f"DD{number}",
        "sku": "JG-1",
        "quantity": 2,
        "picker": "拣货01",
        "cost": "refund",
        "amount": amount,
        "certain_at": "2026-09-04T18:08:07+08:00",
        "rule": "R210",
        "policy": "2026-01",
        "event_id": f"01a06be3-cf58-7b8a-ae4e-{number:012}",
        "for_period": "2026-09",
    } | more
