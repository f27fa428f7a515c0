"""Prints the books: courier months and refund tables (D13, D35)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tests.support.calculator import fen, moments
from tests.support.calculator.account_ledgers import POLICY
from tests.support.calculator.accounts import Entry
from tests.support.calculator.freights import Owed
from tests.support.calculator.payments import Payment
from tests.support.calculator.posted import Posted

Printed = dict[str, Any]
TOTALS = {
    "freight": "freight",
    "transfer_fee": "transfer_fees",
    "chargeback": "chargebacks",
    "reversal": "chargebacks",
    "adjustment": "adjustments",
}
_ADDED = 1


def courier_lines(owed: Iterable[Owed], entries: Iterable[Entry]) -> list[Posted]:
    """Every line of the couriers' accounts, in the month of its moment."""
    lines = [
        Posted("courier", debt.parcel.courier, *_debt_line(debt), late=_ADDED) for debt in owed
    ]
    for entry in entries:
        if entry.party == "courier":
            parcel = entry.charge.case.parcel
            assert parcel
            order, line = _charge_line(entry)
            signed = _ADDED if entry.reversal else -1
            lines.append(Posted("courier", parcel.courier, order, line, late=signed))
    return lines


def courier_ledgers(posted: Iterable[Posted], statuses: Mapping[str, str]) -> list[Printed]:
    """A ledger a courier and month, from its first line to its last, each opening on the last."""
    lines: dict[str, list[Posted]] = defaultdict(list)
    for one in posted:
        lines[one.account].append(one)
    return [
        ledger for courier in sorted(lines) for ledger in _months(courier, lines[courier], statuses)
    ]


def _months(
    courier: str, lines: Sequence[Posted], statuses: Mapping[str, str]
) -> Iterable[Printed]:
    periods = [one.period for one in lines]
    opening = 0
    for period in moments.months_between(min(periods), max(periods)):
        of_month = [
            one.line for one in sorted(lines, key=lambda one: one.order) if one.period == period
        ]
        sums = dict.fromkeys(("freight", "transfer_fees", "chargebacks", "adjustments"), 0)
        for line in of_month:
            sign = -1 if line["kind"] == "reversal" else 1
            sums[TOTALS[line["kind"]]] += sign * fen.parse(line["amount"])
        net = opening + sum(sums.values()) - 2 * sums["chargebacks"]
        yield {
            "courier": courier,
            "period": period,
            "status": statuses.get(period, "open"),
            "opening": fen.show(opening),
            **{name: fen.show(total) for name, total in sums.items()},
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
