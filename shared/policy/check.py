"""Proof that a policy is whole: every combination of facts has one decision, no row is dead.

Counts are tried on both sides of every limit, and of each cause and stage only the facts that its
rows ask for, since no other fact can change which row decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from shared.policy.decide import as_chosen, decide
from shared.policy.decision import Decision
from shared.policy.facts import CHOICES, Facts
from shared.policy.model import Policy
from shared.policy.rows import Row, fitting
from shared.policy.terms import CHOSEN, Conditions, facts_in, hold
from shared.policy.vocabulary import CAUSES, STAGES, Cause, Remedy, Stage

Situation = tuple[Facts, Remedy | None]


def check(policy: Policy, causes: Iterable[Cause] = CAUSES) -> list[str]:
    """What is wrong with the policy, one sentence a problem; nothing when it is sound."""
    blocks = [_Block(policy, cause, stage) for cause in causes for stage in STAGES]
    problems = [problem for block in blocks for problem in block.problems()]
    decided = frozenset().union(*(block.seen for block in blocks))
    overrides = {
        f"row {override.name}"
        for block in blocks
        for row in block.rows
        for override in row.overrides
    }
    problems += [f"{override} is dead" for override in sorted(overrides - decided)]
    return list(dict.fromkeys(problems))


def check_periods(policy: Policy) -> list[str]:
    """What is wrong with the policy under its overlays, as far as they change what rows ask for."""
    problems = []
    for overlay in policy.overlays:
        under = policy.during(overlay.starts)
        if under.boundaries != policy.boundaries:
            problems += [f"under {overlay.name}: {problem}" for problem in check(under)]
    return problems


def situations(policy: Policy, cause: Cause, stage: Stage) -> Iterator[Situation]:
    """Every combination of the facts that matter at one cause and stage."""
    names = facts_that_matter(policy, cause, stage)
    remedies = choosable(policy, cause, stage)
    for values in product(*(values_of(name, policy) for name in names)):
        facts = Facts(cause=cause, stage=stage, **dict(zip(names, values, strict=True)))
        for remedy in remedies:
            yield facts, remedy


def facts_that_matter(policy: Policy, cause: Cause, stage: Stage) -> list[str]:
    """The facts that any condition at one cause and stage asks for."""
    rows = policy.blocks.get((cause, stage), ())
    return sorted(frozenset().union(*(facts_in(each) for each in _conditions(rows))) - {CHOSEN})


def values_of(name: str, policy: Policy) -> tuple[Any, ...]:
    """Unknown, and every value of a fact; of a count, one on each side of every limit."""
    return (None, *CHOICES.get(name, policy.boundaries.get(name, ())))


def choosable(policy: Policy, cause: Cause, stage: Stage) -> tuple[Remedy | None, ...]:
    """No choice, every remedy that a row knows or that stands for one, and one that none knows."""
    rows = policy.blocks.get((cause, stage), ())
    known = {
        name
        for row in rows
        for each in (row, *row.overrides)
        for outcome in each.outcomes
        for name in (outcome.remedy, *policy.stand_ins.get(outcome.remedy, ()))
    }
    return (None, *sorted(known), "none")


def _conditions(rows: tuple[Row, ...]) -> Iterator[Conditions]:
    for row in rows:
        yield row.when
        yield from (given for _, given in row.needs)
        yield from (only for _, only in row.alternatives)
        yield from row.spares_return_paths.values()
        for outcome in row.outcomes:
            yield outcome.only
            yield from (given for _, given in outcome.wants)
        yield from _conditions(row.overrides)


@dataclass
class _Block:
    """One cause and stage under examination; ``seen`` are the parts that some situation used."""

    policy: Policy
    cause: Cause
    stage: Stage
    seen: set[str] = field(default_factory=set)

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.policy.blocks.get((self.cause, self.stage), ())

    def problems(self) -> Iterator[str]:
        rows = self.rows
        for facts, remedy in situations(self.policy, self.cause, self.stage):
            fits = list(fitting(rows, facts, remedy))
            if len(fits) != 1:
                names = " and ".join(row.name for row in fits) or "no row"
                yield f"{self._where}: {names} for {_told(facts, remedy)}"
                continue
            decision = decide(facts, self.policy, remedy)
            self._notice(fits[0], decision, facts, remedy)
            yield from self._faults(decision, facts, remedy)
        parts = {part for row in rows for part in _parts(row)}
        yield from (f"{self._where}: {part} is dead" for part in sorted(parts - self.seen))

    @property
    def _where(self) -> str:
        return f"{self.cause}, {self.stage}"

    def _notice(self, row: Row, decision: Decision, facts: Facts, remedy: Remedy | None) -> None:
        self.seen.update((f"row {row.name}", f"row {decision.row}"))
        self.seen.update(f"{decision.row}, {allowed}" for allowed in decision.remedies)
        self.seen.update(f"{row.name}, {need}" for need in row.missing(facts, remedy))
        self.seen.update(
            f"{row.name}, instead {alternative}"
            for alternative, only in row.alternatives
            if hold(only, facts, remedy)
        )

    def _faults(self, decision: Decision, facts: Facts, remedy: Remedy | None) -> Iterator[str]:
        where = f"{self._where}: {decision.row}"
        if decision.verdict == "rejected" and not decision.alternatives:
            yield f"{where} rejects without an alternative {_told(facts, remedy)}"
        if decision.verdict == "approved" and remedy is None:
            for allowed in decision.remedies:
                # Choosing may itself open or close a remedy ("insists"), never the chosen one.
                if as_chosen(facts, self.policy, allowed) is None:
                    yield f"{where} allows {allowed} but refuses it when chosen"


def _parts(row: Row) -> Iterator[str]:
    """Everything of a row that must be of use in some situation."""
    yield f"row {row.name}"
    yield from (f"{row.name}, {outcome.remedy}" for outcome in row.outcomes)
    yield from (f"{row.name}, {need}" for need, _ in row.needs)
    yield from (f"{row.name}, instead {remedy}" for remedy, _ in row.alternatives)


def _told(facts: Facts, remedy: Remedy | None) -> str:
    known = {name: value for name, value in facts.as_json().items() if name not in _GIVEN}
    return f"{known}, chosen {remedy}"


_GIVEN = frozenset({"cause", "stage"})
