"""Prints the books: courier months and refund tables (D13, D35)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from tests.support.calculator import fen, moments
from tests.support.calculator.account_ledgers import POLICY
from tests.support.calculator.accounts import Entry
from tests.support.calculator.freights import Owed
from tests.support.calculator.payments import Payment

Printed = dict[str, Any]
TOTALS = {
    "freight": "freight",
    "transfer_fee": "transfer_fees",
    "chargeback": "chargebacks",
    "reversal": "chargebacks",
}


def courier_ledgers(owed: Iterable[Owed], entries: Iterable[Entry]) -> list[Printed]:
    """A ledger a courier and month, from its first line to its last, each opening on the last."""
    lines: dict[str, list[tuple[tuple[str, ...], Printed]]] = defaultdict(list)
    for debt in owed:
        lines[debt.parcel.courier].append(_debt_line(debt))
    for entry in entries:
        if entry.party == "courier":
            parcel = entry.charge.case.parcel
            assert parcel
            lines[parcel.courier].append(_charge_line(entry))
    return [
        ledger
        for courier in sorted(lines)
        for ledger in _months(courier, [line for _, line in sorted(lines[courier], key=_first)])
    ]


def _first(pair: tuple[tuple[str, ...], Printed]) -> tuple[str, ...]:
    return pair[0]


def _months(courier: str, lines: Sequence[Printed]) -> Iterable[Printed]:
    periods = [line["for_period"] for line in lines]
    opening = 0
    for period in moments.months_between(min(periods), max(periods)):
        of_month = [line for line in lines if line["for_period"] == period]
        sums = dict.fromkeys(TOTALS.values(), 0)
        for line in of_month:
            sign = -1 if line["kind"] == "reversal" else 1
            sums[TOTALS[line["kind"]]] += sign * fen.parse(line["amount"])
        net = opening + sums["freight"] + sums["transfer_fees"] - sums["chargebacks"]
        yield {
            "courier": courier,
            "period": period,
            "status": "open",
            "opening": fen.show(opening),
            **{name: fen.show(total) for name, total in sums.items()},
            "adjustments": "0.00",
            "net": fen.show(net),
            "lines": of_month,
        }
        opening = net


def _debt_line(debt: Owed) -> tuple[tuple[str, ...], Printed]:
    line = {
        "kind": debt.kind,
        "cost": debt.cost,
        "waybill": debt.parcel.waybill,
        "case": debt.case,
        "order_no": debt.parcel.order_no,
        "amount": fen.show(debt.amount),
        "certain_at": debt.certain_at.isoformat(),
        "rule": debt.rule,
        "policy": POLICY,
        "for_period": moments.month(debt.certain_at),
    }
    return _order(line), line


def _charge_line(entry: Entry) -> tuple[tuple[str, ...], Printed]:
    charge, case = entry.charge, entry.charge.case
    line = {
        "kind": "reversal" if entry.reversal else "chargeback",
        "cost": charge.cost,
        "waybill": case.parcel.waybill if case.parcel else None,
        "case": case.request.number,
        "order_no": case.request.order_no,
        "amount": fen.show(charge.amount),
        "certain_at": entry.certain_at.isoformat(),
        "rule": entry.rule,
        "policy": POLICY,
        "for_period": moments.month(entry.certain_at),
    }
    return _order(line, charge.affected[0]), line


def _order(line: Printed, sku: str | None = None) -> tuple[str, ...]:
    names = ("certain_at", "waybill", "kind", "cost", "case")
    return (*(line[name] or "" for name in names), sku or "", line["amount"].rjust(16))


def refund_tables(payments: Iterable[Payment]) -> list[Printed]:
    """The refund tables that paid anything, their lines by case, kind and return waybill."""
    tables: dict[str, list[Payment]] = defaultdict(list)
    for payment in payments:
        tables[payment.table_at.isoformat()].append(payment)
    return [
        {
            "table_at": table_at,
            "lines": [
                _refund_line(payment)
                for payment in sorted(tables[table_at], key=lambda p: (*p.key[:2], p.key[2] or ""))
            ],
        }
        for table_at in sorted(tables)
    ]


def _refund_line(payment: Payment) -> Printed:
    case = payment.claim.case
    return {
        "case": case.request.number,
        "order_no": case.request.order_no,
        "customer_id": case.dossier.customer_id,
        "kind": payment.claim.kind,
        "amount": fen.show(payment.amount),
        "deducted": fen.show(payment.deducted),
    }
