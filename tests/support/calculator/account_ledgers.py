"""Prints what the warehouse, the dealers and the agents bear, a ledger a month that has lines."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from tests.support.calculator import fen, moments
from tests.support.calculator.accounts import Entry
from tests.support.calculator.rows import Incident

Printed = dict[str, Any]
POLICY = "2026-01"
ONE_INCIDENT = 50_00  # R512
INCIDENTS_BORNE = 3
UNKNOWN = "unknown"


def account_ledgers(
    party: str, entries: Iterable[Entry], incidents: Iterable[Incident] = ()
) -> list[Printed]:
    """The party's accounts and months; a reversal is a negative line (D5)."""
    lines = [(_account(entry), _line(entry)) for entry in entries if entry.party == party]
    lines += [(incident.agent, _incident_line(incident)) for incident in incidents]
    lines.sort(key=_order)
    return [
        {
            "agent" if party == "staff" else party: account,
            "period": period,
            "status": "open",
            "total": fen.show(sum(fen.parse(line["amount"]) for line in of_month)),
            **({"commission": _commission(of_month)} if party == "staff" else {}),
            "lines": of_month,
        }
        for (account, period), group in groupby(lines, key=_account_and_month)
        for of_month in ([line for _, line in group],)
    ]


def _commission(of_month: Sequence[Printed]) -> str:
    """More than three incidents in a month cancel the agent's commission (R512)."""
    incidents = [line for line in of_month if line["rule"] == "R512"]
    return "cancelled" if len(incidents) > INCIDENTS_BORNE else "due"


def _account(entry: Entry) -> str:
    """One warehouse (D11); the order's dealer, the case's agent, or nobody known (D16)."""
    case = entry.charge.case
    if entry.party == "warehouse":
        return "main"
    return (case.dossier.dealer_id if entry.party == "dealer" else case.request.agent) or UNKNOWN


def _account_and_month(pair: tuple[str, Printed]) -> tuple[str, str]:
    return pair[0], pair[1]["for_period"]


def _order(pair: tuple[str, Printed]) -> tuple[Any, ...]:
    """By moment, cost, case, sku (D35)."""
    account, line = pair
    named = (line[name] or "" for name in ("certain_at", "cost", "case", "sku"))
    return (account, *named, fen.parse(line["amount"]))


def _line(entry: Entry) -> Printed:
    charge, case = entry.charge, entry.charge.case
    sku, quantity = charge.affected
    return {
        "case": case.request.number,
        "order_no": case.request.order_no,
        "sku": sku,
        "quantity": quantity,
        "picker": case.parcel.picker if case.parcel and entry.party == "warehouse" else None,
        "cost": charge.cost,
        "amount": fen.show(-charge.amount if entry.reversal else charge.amount),
        "certain_at": entry.certain_at.isoformat(),
        "rule": entry.rule,
        "policy": POLICY,
        "for_period": moments.month(entry.certain_at),
    }


def _incident_line(incident: Incident) -> Printed:
    """50.00 an incident, when it is confirmed; every row is one (R512, D16)."""
    return {
        "case": incident.request_no,
        "order_no": incident.order_no,
        "sku": None,
        "quantity": None,
        "picker": None,
        "cost": "incident",
        "amount": fen.show(ONE_INCIDENT),
        "certain_at": incident.at.isoformat(),
        "rule": "R512",
        "policy": POLICY,
        "for_period": moments.month(incident.at),
    }
