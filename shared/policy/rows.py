"""The policy's rows, ready to be asked: one set for each cause and stage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from shared.policy.facts import Facts
from shared.policy.terms import Conditions, hold
from shared.policy.vocabulary import (
    Account,
    Cause,
    Cost,
    DeadlineName,
    Evidence,
    Party,
    Remedy,
    ReturnPath,
    Stage,
)

Wants = tuple[tuple[Evidence, Conditions], ...]
Durations = Mapping[DeadlineName, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One remedy under one row: everything that a decision says when this remedy comes first."""

    remedy: Remedy
    only: Conditions
    offers: frozenset[str]
    """Rules to cite as soon as the remedy's own condition opens it."""
    rule: str
    rules: frozenset[str]
    return_path: ReturnPath
    bears: Mapping[Cost, Party]
    book_to: Account
    advance_postage: bool
    register: bool
    wants: Wants
    deadlines: Durations


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the policy at one cause and stage."""

    name: str
    rule: str
    rules: frozenset[str]
    when: Conditions
    needs: Wants
    liable: Party
    dealer_answers: bool
    outcomes: tuple[Outcome, ...]
    deadlines: Durations
    deadlines_while_missing: Durations
    reason: str | None
    """Set when the row rejects."""
    alternatives: tuple[tuple[Remedy, Conditions], ...]
    spares_remedies: frozenset[Remedy] = frozenset()
    spares_return_paths: Mapping[ReturnPath, Conditions] = field(default_factory=dict)
    overrides: tuple[Row, ...] = ()
    """Rows that go before this one; they cite its rules beside their own (D24)."""

    def open(self, facts: Facts, remedy: Remedy | None) -> list[Outcome]:
        """The remedies allowed on these facts, in the rules' order."""
        return [each for each in self.outcomes if hold(each.only, facts, remedy)]

    def missing(self, facts: Facts, remedy: Remedy | None) -> list[Evidence]:
        """The evidence without which the row grants nothing."""
        return [need for need, given in self.needs if not hold(given, facts, remedy)]


Blocks = Mapping[tuple[Cause, Stage], tuple[Row, ...]]


def fitting(rows: tuple[Row, ...], facts: Facts, remedy: Remedy | None) -> Iterator[Row]:
    """The rows whose conditions hold: exactly one in a sound policy."""
    return (row for row in rows if hold(row.when, facts, remedy))
