"""A case judged by the policy, along the moments at which its facts became known.

A decision is dated at the fact that last changed it, never at the moment it arrived (ADR 0002).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache
from typing import Any, cast

from services.intake.domain.facts import REMEDY, Learnt
from shared.policy.decide import as_chosen, decide
from shared.policy.decision import Decision
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.vocabulary import Remedy

# Cases differ in few facts: most rulings of a month were given before.
REMEMBERED = 10_000


@dataclass(frozen=True, eq=False)
class Ruling:
    """What the policy says on some facts; ``chosen`` is as it stands for the remedy carried out.

    ``told`` and ``facts_told`` are how it is printed; nobody changes them.
    """

    facts: Facts
    decision: Decision
    chosen: Decision | None
    told: dict[str, Any] = field(init=False)
    facts_told: dict[str, Any] = field(init=False)
    essence: tuple[Any, ...] = field(init=False)
    chosen_essence: tuple[Any, ...] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "told", self.decision.as_json())
        object.__setattr__(self, "facts_told", self.facts.as_json())
        object.__setattr__(self, "essence", _essence(self.decision))
        chosen = None if self.chosen is None else _essence(self.chosen)
        object.__setattr__(self, "chosen_essence", chosen)


@lru_cache(maxsize=REMEMBERED)
def rule_on(facts: Facts, policy: Policy, remedy: str | None) -> Ruling:
    """Ask the policy about some facts and the remedy that was chosen."""
    wanted = cast("Remedy | None", remedy)
    return Ruling(facts, decide(facts, policy, wanted), as_chosen(facts, policy, wanted))


@dataclass(frozen=True, slots=True)
class Judgement:
    """The ruling on all facts; ``decided_at`` and ``chosen_at`` are since when each part stands.

    ``as_of`` is the newest fact's moment. What stood before is kept with the moment since when.
    """

    ruling: Ruling
    decided_at: datetime
    chosen_at: datetime
    as_of: datetime
    decided_before: tuple[tuple[datetime, Ruling], ...] = ()
    chosen_before: tuple[tuple[datetime, Ruling], ...] = ()

    @property
    def facts(self) -> Facts:
        """Everything known."""
        return self.ruling.facts

    @property
    def decision(self) -> Decision:
        """The policy's answer."""
        return self.ruling.decision

    @property
    def chosen(self) -> Decision | None:
        """The answer as it stands for the remedy carried out; None while none is (D21)."""
        return self.ruling.chosen

    @property
    def remedy(self) -> str | None:
        """What is carried out; None while nothing is allowed that was chosen (D21)."""
        return self.chosen.remedies[0] if self.chosen else None

    @property
    def return_path(self) -> str:
        """The way back of what is carried out."""
        return self.chosen.return_path if self.chosen else "none"

    @property
    def rule(self) -> str:
        """The rule that events of this case name (D6)."""
        return (self.chosen or self.decision).rule


def judge(
    facts: Facts, at: datetime, later: Iterable[Learnt], policy: Policy, remedy: str | None
) -> Judgement:
    """Judge the facts as of the request, then again with each that was learnt, or chosen, later."""
    ruling = rule_on(facts, policy, remedy)
    decided_at = chosen_at = as_of = at
    decided: list[tuple[datetime, Ruling]] = []
    chosen: list[tuple[datetime, Ruling]] = []
    for one in later:
        as_of, renewed, known = one.at, False, ruling.facts
        if one.fact == REMEDY:
            remedy, renewed = one.value
        else:
            known = replace(known, **{one.fact: one.value})
        then = rule_on(known, policy, remedy)
        if then.essence != ruling.essence:
            decided += [(decided_at, ruling)] if decided_at < one.at else []
            decided_at = one.at
        if renewed or then.chosen_essence != ruling.chosen_essence:
            chosen += [(chosen_at, ruling)] if chosen_at < one.at else []
            chosen_at = one.at
        ruling = then
    return Judgement(ruling, decided_at, chosen_at, as_of, tuple(decided), tuple(chosen))


def _essence(decision: Decision) -> tuple[Any, ...]:
    """What a decision says apart from what payment still needs (D24)."""
    return (
        decision.verdict,
        decision.remedies,
        decision.return_path,
        decision.liable,
        decision.bears,
        decision.advance_postage,
        decision.book_to,
        decision.rule,
        decision.rules,
    )
