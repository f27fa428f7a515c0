"""Prints a case's decision with domain.md's fields, those of the first remedy (D20, D24)."""

from typing import Any

from tests.support.calculator.cases import Case
from tests.support.calculator.decisions import FULFILS

Printed = dict[str, Any]

ONLY_IF_INSISTED = {  # "refund only when the customer insists" (R108, R406), R111, "will not sign".
    ("R108", "refund"),
    ("R108", "return_refund"),
    ("R110", "return_refund"),
    ("R206", "refund"),
    ("R402", "return_refund"),
    ("R405", "return_refund"),
    ("R406", "refund"),
}
INSISTING = {"refund", "return", "return_refund"}
TURNED_BACK = {  # Intercepted before it arrives, refused at the door.
    ("R102", "return_refund"),
    ("R107", "return_refund"),
    ("R401", "return_refund"),
    ("R109", "reship_other_courier"),
    ("R402", "reship_ems"),
    ("R403", "reship"),
}
REFUSED = {
    ("R108", "reship"),
    ("R108", "return_refund"),
    ("R205", "return_refund"),
    *((rule, "return_refund") for rule in ("R109", "R110", "R402", "R403", "R405")),  # R111
}
SENT_BACK = {
    ("R203", "return_refund"),
    ("R204", "return_refund"),
    ("R209", "exchange"),
    ("R209", "return_refund"),
    ("R301", "return_refund"),
    ("R307", "exchange"),
    ("R307", "return_refund"),
}
NOTHING_ARISES = {"R109", "R110", "R403", "R405"}  # A new delivery costs the courier nothing.
FOUND = ("stage", "days_since_purchase", "days_since_signed")
ACCOUNTS = {"courier", "warehouse", "dealer", "staff"}


def answer(case: Case) -> Printed:
    """The decision, the remedy carried out, the facts found; no verdict changes them (D5)."""
    remedies = _remedies(case)
    path = _path(case, remedies[0])
    return {
        "case": case.request.number,
        "remedy": case.remedy,
        "verdict": case.decision.verdict,
        "remedies": remedies,
        "return_path": path,
        "liable": _liable(case),
        "book_to": _book_to(case, remedies[0]),
        "advance_postage": path == "customer_ships" and case.decision.rule != "R301",
        "register": path in {"intercept", "refuse", "customer_ships"},
        "rules": sorted(_rules(case, remedies[0])),
        "facts": {
            name: known for name in FOUND if (known := getattr(case.facts, name)) is not None
        },
    }


def _remedies(case: Case) -> list[str]:
    """What the wish asks for first; what needs insisting only when it is (D20)."""
    rule, known = case.decision.rule, case.decision.allowed or case.decision.awaited
    if _unsigned(case):
        known = ("refund", "price_difference", "reship")
    offered = [
        remedy for remedy in known if _insists(case) or (rule, remedy) not in ONLY_IF_INSISTED
    ]
    fulfilling = FULFILS.get(case.request.wish or "", ())
    return sorted(offered, key=lambda remedy: remedy not in fulfilling) or ["none"]


def _insists(case: Case) -> bool:
    return bool({case.request.wish, case.request.remedy} & INSISTING)


def _unsigned(case: Case) -> bool:
    """R206, not signed at all: abandoned, whichever remedy the wish puts first (D12)."""
    return case.decision.rule == "R206" and _insists(case)


def _path(case: Case, first: str) -> str:
    choice = (case.decision.rule, first)
    if _unsigned(case):
        return "abandon"
    if case.decision.rule == "R108" and case.request.cause == "lost":
        return "none"
    if choice in TURNED_BACK:
        return "intercept" if case.facts.stage == "in_transit" else "refuse"
    if choice in SENT_BACK:
        return "customer_ships"
    return "refuse" if choice in REFUSED else "none"


def _liable(case: Case) -> str:
    return "courier" if _unsigned(case) else case.answering


def _book_to(case: Case, first: str) -> str:
    liable = _liable(case)
    idle = case.decision.rule in NOTHING_ARISES and first == "redeliver"
    return f"{liable}_account" if liable in ACCOUNTS and not idle else "none"


def _rules(case: Case, first: str) -> set[str]:
    if case.before_loss and case.lost_at:
        return {"R406"} | _named(case.before_loss, "")
    dealers = {"R503"} if case.answering == "dealer" else set()
    return dealers | _named(case, first)


def _named(case: Case, first: str) -> set[str]:
    """The rule that decided, and those that it leads to for a remedy."""
    rule, back = case.decision.rule, first == "return_refund"
    match rule:
        case "R101" | "R102" if case.request.cause == "cannot_receive":
            return {"R103"} | ({rule} if first in {"refund", "return_refund"} else set())
        case "R401":
            turned = "R101" if first == "refund" else "R102"
            return {rule} | ({turned} if first in {"refund", "return_refund"} else set())
        case "R109" | "R110" | "R402" | "R403" | "R405":
            return {rule} | ({"R111"} if back else set())
        case "R203" | "R204":
            more = {"R304"} if case.facts.partly_good else set()
            return {"R201", _by_package(case)} | more | ({"R202"} if back else set())
        case "R205":
            return {rule, _by_package(case)}
        case "R206":
            known = case.facts.outer_package and not _insists(case)
            return {rule} | ({_by_package(case)} if known else set())
        case "R208":
            diagnosed = {"R303"} if case.request.cause == "misuse" else set()
            return {rule} | diagnosed | (set() if first == "none" else {"R207"})
        case _:
            return {rule}


def _by_package(case: Case) -> str:
    """R501: with an unknown package the merchant answers until its photo comes (D24)."""
    return {"damaged": "R203", "intact": "R204"}.get(case.facts.outer_package or "", "R501")
