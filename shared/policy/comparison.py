"""What two versions would decide differently, over every combination of facts. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import product
from math import prod
from operator import attrgetter
from typing import Any

from shared.policy.check import choosable, facts_that_matter, values_of
from shared.policy.compilation import cells
from shared.policy.decide import decide
from shared.policy.decision import Decision
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.vocabulary import CAUSES, STAGES, Cause, Remedy, Stage

Printed = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Combinations of one cause and stage whose decision differs in the same fields."""

    cause: Cause
    stage: Stage
    combinations: int
    facts: Facts
    remedy: Remedy | None
    before: Printed
    after: Printed
    """The fields that differ, on the example with the fewest known facts."""

    def as_json(self) -> Printed:
        """Plain data."""
        return {
            "cause": self.cause,
            "stage": self.stage,
            "fields": list(self.after),
            "combinations": self.combinations,
            "example": {"facts": self.facts.as_json(), "chosen": self.remedy},
            "from": self.before,
            "to": self.after,
        }


@dataclass(frozen=True, slots=True)
class Decided:
    """Every combination of facts, asked of both versions."""

    combinations: int
    different: int
    groups: tuple[Group, ...]

    def as_json(self) -> Printed:
        """Plain data."""
        return {
            "combinations": self.combinations,
            "different": self.different,
            "groups": [group.as_json() for group in self.groups],
        }


def decided(one: Policy, other: Policy, causes: Iterable[Cause] = CAUSES) -> Decided:
    """How many combinations would be decided differently, by cause, stage and what differs."""
    blocks = [_Block(one, other, *cell) for cell in product(causes, STAGES)]
    found = [group for block in blocks for group in block.groups()]
    return Decided(
        sum(block.combinations for block in blocks),
        sum(group.combinations for group in found),
        tuple(found),
    )


def differing(before: Decision, after: Decision) -> tuple[str, ...]:
    """The fields in which two decisions differ; the versions and rows themselves are none."""
    if _ESSENCE(before) == _ESSENCE(after):
        return ()
    return tuple(name for name, value in _said(before).items() if _said(after)[name] != value)


def _said(decision: Decision) -> Printed:
    """What a decision says, the rule that its bookings name included (D6)."""
    rejection = {"reason": decision.reason, "alternatives": list(decision.alternatives)}
    return {**decision.as_json(), **rejection, "rule": decision.rule}


def _with(
    group: Group | None,
    facts: Facts,
    remedy: Remedy | None,
    decisions: tuple[Decision, Decision],
    names: tuple[str, ...],
) -> Group:
    before, after = ({name: _said(each)[name] for name in names} for each in decisions)
    found = Group(facts.cause, facts.stage, 1, facts, remedy, before, after)
    if group is None:
        return found
    simpler = found if _known(found) < _known(group) else group
    return Group(
        group.cause, group.stage, group.combinations + 1,
        simpler.facts, simpler.remedy, simpler.before, simpler.after,
    )  # fmt: skip


def _known(group: Group) -> int:
    return len(group.facts.as_json()) + (group.remedy is not None)


_ESSENCE = attrgetter(
    *(field.name for field in fields(Decision) if field.name not in {"policy", "row"})
)


@dataclass(frozen=True)
class _Block:
    """One cause and stage of two versions, with the facts that matter to either."""

    one: Policy
    other: Policy
    cause: Cause
    stage: Stage

    @cached_property
    def values(self) -> dict[str, list[Any]]:
        """Fact → its values, of a count one on each side of every limit of either version."""
        both = (self.one, self.other)
        names = set[str]().union(*(facts_that_matter(p, self.cause, self.stage) for p in both))
        names |= {"wish"} if self.one.wishes != self.other.wishes else set()
        names |= {"dealer"} if self.one.document.dealer != self.other.document.dealer else set()
        return {
            name: [*dict.fromkeys(value for p in both for value in values_of(name, p))]
            for name in sorted(names)
        }

    @cached_property
    def remedies(self) -> list[Remedy | None]:
        both = (self.one, self.other)
        return [*dict.fromkeys(r for p in both for r in choosable(p, self.cause, self.stage))]

    @property
    def combinations(self) -> int:
        return prod(map(len, self.values.values())) * len(self.remedies)

    def groups(self) -> Iterable[Group]:
        """Nothing is asked where both versions are made of the same rows, terms and limits."""
        found: dict[tuple[str, ...], Group] = {}
        if self._made_of(self.one) != self._made_of(self.other):
            for facts, remedy in self._situations():
                decisions = (decide(facts, self.one, remedy), decide(facts, self.other, remedy))
                if names := differing(*decisions):
                    found[names] = _with(found.get(names), facts, remedy, decisions, names)
        return found.values()

    def _situations(self) -> Iterator[tuple[Facts, Remedy | None]]:
        for known in product(*self.values.values()):
            values = dict(zip(self.values, known, strict=True))
            facts = Facts(cause=self.cause, stage=self.stage, **values)
            yield from ((facts, remedy) for remedy in self.remedies)

    def _made_of(self, policy: Policy) -> tuple[Any, ...]:
        document = policy.document
        rows = [
            row
            for row in (*document.override, *document.row)
            if (self.cause, self.stage) in cells(row.covers)
        ]
        limits = {name: getattr(policy.limits, name) for name in document.deadlines.values()}
        terms = document.terms.values()
        named = {t.at_most or t.at_least for t in terms if t.fact in self.values} - {None}
        counted = {name: getattr(policy.limits, str(name)) for name in named}
        rest = (document.terms, document.deadlines, document.wishes, document.payment)
        return (rows, limits, counted, *rest, document.dealer)
