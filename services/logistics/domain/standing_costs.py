"""The costs of a case from phase to phase: what one made certain, the next says who bears.

A verdict comes on top of it (D5): what it has settled, no later phase moves (D7).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from services.logistics.domain.case_costs import Arisen, Situation, brought
from shared.costs import Cost, Turn


@dataclass(frozen=True, slots=True)
class Standing:
    """A cost, and who bears it in the phases after the one that made it certain."""

    arisen: Arisen
    turns: tuple[Turn, ...] = ()

    @property
    def cost(self) -> Cost:
        """The cost, as it was certain first."""
        return self.arisen.cost

    @property
    def once_a_parcel(self) -> tuple[str, str] | None:
        """What only the case entitled first is charged (D1)."""
        return self.arisen.once_a_parcel

    @property
    def released(self) -> bool:
        """Whether nobody bears it any more."""
        return bool(self.turns) and self.turns[-1].to is None


def standing(case: Situation) -> Iterable[Standing]:
    """Every cost of the case; what a later phase has no place for is released when it begins."""
    then = replace(case, phase=case.phases[0])
    found = [Standing(arisen) for arisen in brought(then)]
    for _, phase in pairwise(case.phases):
        then = replace(case, phase=phase)
        certain = [one for one in found if one.cost.certain_at < phase.since]
        wanted = {_same(one.cost): one for one in brought(then)}
        found = [one if one.released else _turned(one, then, wanted) for one in certain]
        kept = {_same(one.cost) for one in found if not one.released}
        found += [Standing(one) for name, one in wanted.items() if name not in kept]
    return found


def _turned(one: Standing, then: Situation, wanted: Iterable[object]) -> Standing:
    phase = then.phase
    to = then.bearer_at(phase.since) if _same(one.cost) in wanted else None
    return replace(one, turns=(*one.turns, Turn(phase.since, to, phase.rule or one.cost.rule)))


def _same(cost: Cost) -> tuple[object, ...]:
    return cost.cost, cost.key, cost.amount
