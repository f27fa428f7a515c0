"""On which rule and which decision an amount stands, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.policy.recorded import recorded
from services.cli.why.trail import FREIGHTS
from shared.contracts import finance, intake, logistics
from shared.contracts.bills import BillDifferenceAccepted
from shared.policy.explain import explain
from shared.policy.rulebook import rulebook
from shared.policy.shelf import load
from shared.policy.terms import BadPolicy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed
    from services.cli.why.trail import Trail


def grounds(trail: Trail, main: Printed | None) -> Printed:
    """Rules in words; the policy version; the decision with its rows; the verdict that moved it."""
    line = main["line"] if main else {}
    version = line.get("policy") or trail.booking["data"].get("policy")
    return {
        "rules": [_told(rule) for rule in dict.fromkeys(_rules(trail, line, main))],
        "policy": _version(version),
        "decision": _decision(trail),
        "verdict": _verdict(trail),
    }


def _rules(trail: Trail, line: Printed, main: Printed | None) -> Iterator[str]:
    """The line's own rule, then the settled details that make it this amount in this month."""
    kind, entry = trail.booking["type"], trail.entry
    rule = line.get("rule") or trail.booking["data"].get("rule")
    if rule in rulebook():
        yield rule
    if kind in FREIGHTS and kind != logistics.ParcelTransferred.TYPE:
        yield "D2" if trail.cost == "return_freight" else "D3"
    if entry.get("verdict"):
        yield "D5"
    if kind in {finance.RefundPaid.TYPE, finance.PostageReimbursed.TYPE}:
        yield from ("R507", "D8")
        if trail.booking["data"].get("commission") not in {None, "0.00"}:
            yield from ("R508", "D9")
    if kind == BillDifferenceAccepted.TYPE:
        yield "D15"
    if main and line.get("for_period") not in {None, main.get("period")}:
        yield "D14"


def _told(number: str) -> Printed:
    rule = rulebook()[number]
    return {"rule": number, "title": rule.title.model_dump(), "text": rule.text.model_dump()}


def _version(version: str | None) -> Printed | None:
    """Its name and title; of a version whose file is gone the name alone."""
    if version is None:
        return None
    try:
        return {"version": version, "title": load(version).title.model_dump()}
    except BadPolicy:
        return {"version": version, "title": None}


def _decision(trail: Trail) -> Printed | None:
    """What was decided by then, and the policy's rows that decided it (D28)."""
    asked = trail.newest(intake.ReturnRequested.TYPE)
    decided = trail.newest(intake.RequestDecided.TYPE)
    if trail.case is None or asked is None or decided is None:
        return None
    data = decided["data"]
    chosen = trail.newest(intake.RemedyChosen.TYPE)
    return {
        "event_id": decided["id"],
        "decided_at": data["decided_at"],
        "verdict": data["decision"]["verdict"],
        "liable": data["decision"]["liable"],
        "remedy": chosen["data"]["remedy"] if chosen else None,
        "bears": (chosen or decided)["data"].get("bears") or data["decision"]["bears"],
        "facts": data["facts"],
        "rows": _rows(trail, data),
    }


def _verdict(trail: Trail) -> Printed | None:
    """The last one before the amount became certain (R501)."""
    given = trail.newest(intake.LiabilityDecided.TYPE) if trail.case is not None else None
    if given is None:
        return None
    names = ("decided_at", "from", "to", "account", "reason", "person", "responsible")
    return {name: given["data"].get(name) for name in names} | {"event_id": given["id"]}


def _rows(trail: Trail, decided: Printed) -> list[Printed]:
    """The row that decided first, then the one it overrules; none where the version is gone."""
    case = recorded(
        {
            "case": trail.case,
            "facts": decided["facts"],
            "decision": decided["decision"],
            "events": list(trail.events),
        }
    )
    try:
        policy = load(case.policy).during(case.requested_at)
    except BadPolicy:
        return []
    matched = explain(case.facts, policy, case.remedy).as_json()["matched"]
    return [{name: row[name] for name in ("row", "text", "rules")} for row in matched]
