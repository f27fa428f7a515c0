"""A case judged by the policy, along the moments at which its facts became known.

A decision is dated at the fact that last changed it, never at the moment it arrived (ADR 0002).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from services.intake.domain.facts import Learnt
from shared.policy.decide import as_chosen, decide
from shared.policy.decision import Decision
from shared.policy.facts import Facts
from shared.policy.model import Policy
from shared.policy.vocabulary import Remedy


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the policy says on all facts; ``chosen`` is as it stands for the remedy carried out.

    ``decided_at`` and ``chosen_at`` are since when each has stood, ``as_of`` the newest fact's.
    """

    facts: Facts
    decision: Decision
    decided_at: datetime
    chosen: Decision | None
    chosen_at: datetime
    as_of: datetime

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
    """Judge the facts as of the request, then again with each fact that was learnt later."""
    wanted = cast("Remedy | None", remedy)
    decision, chosen = decide(facts, policy, wanted), as_chosen(facts, policy, wanted)
    decided_at = chosen_at = as_of = at
    for one in later:
        facts = replace(facts, **{one.fact: one.value})
        as_of = one.at
        then, chosen_then = decide(facts, policy, wanted), as_chosen(facts, policy, wanted)
        if _essence(then) != _essence(decision):
            decided_at = one.at
        if _essence(chosen_then) != _essence(chosen):
            chosen_at = one.at
        decision, chosen = then, chosen_then
    return Judgement(facts, decision, decided_at, chosen, chosen_at, as_of)


def _essence(decision: Decision | None) -> tuple[Any, ...] | None:
    """What a decision says apart from what payment still needs (D24)."""
    if decision is None:
        return None
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
