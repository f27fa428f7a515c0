"""How the policy's table tests ask: facts in, only the claimed fields compared."""

from __future__ import annotations

from typing import Any

import pytest

from shared.policy.decide import as_chosen, decide
from shared.policy.facts import parse_facts
from shared.policy.model import Policy
from shared.policy.shelf import load
from shared.policy.vocabulary import Remedy

VERSION = "2026-01"


def policy() -> Policy:
    return load(VERSION)


def decided(facts: dict[str, Any], remedy: Remedy | None = None) -> dict[str, Any]:
    return decide(parse_facts(facts), policy(), remedy).as_json()


def carried_out(facts: dict[str, Any], remedy: Remedy | None = None) -> dict[str, Any] | None:
    decision = as_chosen(parse_facts(facts), policy(), remedy)
    return None if decision is None else decision.as_json()


def row(name: str, /, cause: str, stage: str, **rest: Any) -> Any:
    """One row of a table: ``expect`` holds the claimed fields, everything else is a fact."""
    expect = rest.pop("expect")
    return pytest.param({"cause": cause, "stage": stage, **rest}, expect, id=name)


def claimed(decision: dict[str, Any], expect: dict[str, Any]) -> dict[str, Any]:
    return {name: decision[name] for name in expect}


def freights(party: str, *more: str) -> dict[str, str]:
    """Outbound and return freight, and what else the same party bears."""
    return dict.fromkeys((*more, "outbound_freight", "return_freight"), party)
