"""Why the policy decides as it does: what matched, what did not, what more facts would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from shared.policy.decision import Decision
from shared.policy.document import Text
from shared.policy.rulebook import rulebook
from shared.policy.terms import UNKNOWN, Value
from shared.policy.vocabulary import (
    Account,
    Cost,
    Evidence,
    Party,
    Remedy,
    ReturnPath,
    Verdict,
)

Known = Mapping[str, Any]
"""Facts by name; null where unknown."""


@dataclass(frozen=True, slots=True)
class Unmet:
    """The first condition that the facts do not meet. A ``word`` is a fact, or a term of facts."""

    word: str
    value: Value
    wanted: tuple[Value, ...]
    facts: Known
    """What the word is made of; the chosen remedy may be among it."""

    def as_json(self, texts: Mapping[str, Text]) -> dict[str, Any]:
        """With the term's text in both languages; a fact has none of its own."""
        text = texts.get(self.word)
        return {
            "word": self.word,
            "text": text.model_dump() if text else None,
            "is": _told(self.value),
            "wanted": [_told(each) for each in self.wanted],
            "facts": {name: _told(value) for name, value in self.facts.items()},
        }


@dataclass(frozen=True, slots=True)
class RowTold:
    """A row of the same cause and stage, and why it did not decide; null: it fits."""

    name: str
    rules: tuple[str, ...]
    unmet: Unmet | None = None
    spared: bool = False
    """An override that holds but leaves the case's remedy alone (D7)."""

    def as_json(self, texts: Mapping[str, Text]) -> dict[str, Any]:
        """With texts and the rules' titles in both languages."""
        return {
            "row": self.name,
            "text": texts[self.name].model_dump(),
            "rules": [titled(rule) for rule in self.rules],
            "unmet": self.unmet.as_json(texts) if self.unmet else None,
            "spared": self.spared,
        }


@dataclass(frozen=True, slots=True)
class RemedyTold:
    """One remedy of the deciding row; ``unmet`` is the condition that keeps it closed."""

    remedy: Remedy
    return_path: ReturnPath
    bears: Mapping[Cost, Party]
    book_to: Account
    advance_postage: bool
    register: bool
    still_wanted: tuple[Evidence, ...]
    unmet: Unmet | None = None

    def as_json(self, texts: Mapping[str, Text]) -> dict[str, Any]:
        """Plain data."""
        unmet = self.unmet.as_json(texts) if self.unmet else None
        told = {name: getattr(self, name) for name in _TERMS}
        return told | {
            "bears": dict(self.bears),
            "still_wanted": list(self.still_wanted),
            "unmet": unmet,
        }


_TERMS = ("remedy", "return_path", "book_to", "advance_postage", "register")


@dataclass(frozen=True, slots=True)
class Supposed:
    """What the decision would be if an unknown fact had this value; ``changes``: not what it is."""

    value: Any
    verdict: Verdict
    remedies: tuple[Remedy, ...]
    liable: Party
    missing: tuple[Evidence, ...]
    rules: tuple[str, ...]
    changes: bool


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that nobody knows yet, and what each of its values would bring."""

    fact: str
    values: tuple[Supposed, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain data."""
        return {"fact": self.fact, "values": [asdict(value) for value in self.values]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """``matched`` holds the row that decided first, then the row that it overrules, if any."""

    decision: Decision
    carried_out: Decision | None
    """As it stands for the chosen remedy; null while it is not allowed (D21)."""
    facts: Mapping[str, Any]
    remedy: Remedy | None
    matched: tuple[RowTold, ...]
    passed_over: tuple[RowTold, ...]
    remedies: tuple[RemedyTold, ...]
    unknown: tuple[Unknown, ...]
    """Only facts of which some value would change the decision."""
    reason: Text | None
    texts: Mapping[str, Text]
    title: Text

    def as_json(self) -> dict[str, Any]:
        """Everything in both languages; codes stay codes."""
        carried_out = self.carried_out
        return {
            "policy": {"version": self.decision.policy, "title": self.title.model_dump()},
            "facts": dict(self.facts),
            "chosen": self.remedy,
            "decision": self.decision.as_json(),
            "reason": self.reason.model_dump() if self.reason else None,
            "carried_out": carried_out.remedies[0] if carried_out else None,
            "rules": [titled(rule) for rule in self.decision.rules],
            "matched": [row.as_json(self.texts) for row in self.matched],
            "remedies": [remedy.as_json(self.texts) for remedy in self.remedies],
            "unknown": [fact.as_json() for fact in self.unknown],
            "passed_over": [row.as_json(self.texts) for row in self.passed_over],
        }


def titled(number: str) -> dict[str, Any]:
    """A rule's id with its title in both languages."""
    return {"rule": number, "title": rulebook()[number].title.model_dump()}


def _told(value: Value) -> Value:
    return UNKNOWN if value is None else value
