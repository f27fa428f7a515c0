"""What a case was from one moment to the next: its decision and choice, until a fact changed them.

What a phase made certain stands when the next begins; the next only says who bears it then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from services.logistics.domain.case_file import (
    LOSS_RULE,
    CaseFile,
    Chosen,
    ChosenBefore,
    Decided,
    DecidedBefore,
    Request,
)
from shared.costs import Bearer

Decision = Decided | DecidedBefore
Choice = Chosen | ChosenBefore
R = TypeVar("R", Chosen, Decided)
P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Phase:
    """The decision and the choice that stood ``since`` a moment; null where there was none."""

    since: datetime
    decision: Decision | None
    chosen: Choice | None

    @property
    def rule(self) -> str | None:
        """The rule that bookings name, before any verdict."""
        if self.chosen and self.chosen.rule:
            return self.chosen.rule
        return self.decision.rule if self.decision else None

    @property
    def remedy(self) -> str | None:
        """What is carried out, null while nothing is."""
        return self.chosen.remedy if self.chosen else None

    @property
    def turned_by_loss(self) -> bool:
        """Whether a confirmed loss decided it (D7)."""
        return LOSS_RULE in self.rules

    @property
    def rules(self) -> tuple[str, ...]:
        """Every rule that decided."""
        if self.chosen and self.chosen.rules:
            return self.chosen.rules
        return self.decision.rules if self.decision else ()

    @property
    def liable(self) -> str:
        """Who answers, verdicts apart."""
        if self.chosen and self.chosen.liable:
            return self.chosen.liable
        return self.decision.liable if self.decision else "merchant"


def phases(file: CaseFile, request: Request) -> list[Phase]:
    """The case's phases in the order of time; there is at least one."""
    decisions, choices = _decisions(file), _choices(file)
    moments = sorted({*decisions, *choices}) or [request.at]
    return [Phase(at, _as_of(decisions, at), _as_of(choices, at)) for at in moments]


def bearer_at(moment: datetime, file: CaseFile, found: Iterable[Phase]) -> Bearer:
    """Who answers at a moment, verdicts apart; before the first phase, who does in it."""
    first, *later = found
    return file.bearer(next((p for p in reversed(later) if p.since <= moment), first).liable)


def first_granted(found: Iterable[Phase], rule: str | None) -> datetime | None:
    """When a rule's decision was first granted: evidence may come after the request."""
    decisions = [phase.decision for phase in found if phase.decision]
    granted = [d.decided_at for d in decisions if (d.verdict, d.rule) == ("approved", rule)]
    return min(granted, default=None)


def _decisions(file: CaseFile) -> dict[datetime, Decision]:
    """By the moment since when each stood; the newest revision says what was before it."""
    newest = file.decisions[-1] if file.decisions else None
    if newest is None or newest.before is None:
        return _standing(file.decisions, lambda one: one.decided_at)
    return {**{one.decided_at: one for one in newest.before}, newest.decided_at: newest}


def _choices(file: CaseFile) -> dict[datetime, Choice]:
    newest = file.choices[-1] if file.choices else None
    if newest is None or newest.before is None:
        return _standing(file.choices, lambda one: one.chosen_at)
    return {**{one.chosen_at: one for one in newest.before}, newest.chosen_at: newest}


def _standing(revisions: Iterable[R], moment: Callable[[R], datetime]) -> dict[datetime, Any]:
    """A revision takes the place of all from its moment on."""
    found: dict[datetime, R] = {}
    for one in revisions:
        at = moment(one)
        found = {earlier: kept for earlier, kept in found.items() if earlier < at}
        found[at] = one
    return found


def _as_of(standing: dict[datetime, P], moment: datetime) -> P | None:
    return next((one for at, one in reversed(standing.items()) if at <= moment), None)
