"""Prints what the warehouse, the dealers and the agents bear, a ledger a month that has lines."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from tests.support.calculator import fen, moments
from tests.support.calculator.accounts import Entry
from tests.support.calculator.posted import Posted
from tests.support.calculator.rows import Incident

Printed = dict[str, Any]
POLICY = "2026-01"
ONE_INCIDENT = 50_00  # R512
INCIDENTS_BORNE = 3
UNKNOWN = "unknown"


def account_lines(
    party: str, entries: Iterable[Entry], incidents: Iterable[Incident] = ()
) -> list[Posted]:
    """Every line of a party's accounts; a reversal is a negative line (D5)."""
    lines = [(_account(entry), _line(entry)) for entry in entries if entry.party == party]
    lines += [(incident.agent, _incident_line(incident)) for incident in incidents]
    return [Posted(party, account, _order(line), line) for account, line in lines]


def account_ledgers(
    party: str, posted: Iterable[Posted], statuses: Mapping[str, str]
) -> list[Printed]:
    """The party's accounts and months that have lines."""
    known = list(posted)
    lost = _commissions_lost(known)
    lines = sorted(known, key=lambda one: (one.account, one.period, one.order))
    return [
        {
            "agent" if party == "staff" else party: account,
            "period": period,
            "status": statuses.get(period, "open"),
            "total": fen.show(sum(fen.parse(line["amount"]) for line in of_month)),
            **(_commission(lost.get((account, period), []), period) if party == "staff" else {}),
            "lines": of_month,
        }
        for (account, period), group in groupby(lines, key=lambda one: (one.account, one.period))
        for of_month in ([one.line for one in group],)
    ]


def _commissions_lost(posted: Iterable[Posted]) -> dict[tuple[str, str], list[str]]:
    """By agent and month that prints the fourth incident, the months whose commission it costs."""
    counts: Counter[tuple[str, str]] = Counter()
    lost: dict[tuple[str, str], list[str]] = {}
    for one in posted:
        if one.line["cost"] == "incident":
            month = one.line["for_period"]
            counts[one.account, month] += 1
            if counts[one.account, month] == INCIDENTS_BORNE + 1:
                lost.setdefault((one.account, one.period), []).append(month)
    return lost


def _commission(lost: Sequence[str], period: str) -> Printed:
    """A commission lost after its month was closed is named in the month open then (D14)."""
    late = sorted(month for month in lost if month != period)
    said: Printed = {"commission": "cancelled" if period in lost else "due"}
    return said | ({"commissions_cancelled_late": late} if late else {})


def _account(entry: Entry) -> str:
    """One warehouse (D11); the order's dealer, the case's agent, or nobody known (D16)."""
    case = entry.charge.case
    if entry.party == "warehouse":
        return "main"
    return (case.dossier.dealer_id if entry.party == "dealer" else case.request.agent) or UNKNOWN


def _order(line: Printed) -> tuple[Any, ...]:
    """By moment, cost, case, sku (D35)."""
    named = (line[name] or "" for name in ("certain_at", "cost", "case", "sku"))
    return (*named, fen.parse(line["amount"]))


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
