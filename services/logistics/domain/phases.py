"""What a case was from one moment to the next: its decision and choice, until a fact changed them.

What a phase made certain stands when the next begins; the next only says who bears it then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from services.logistics.domain.case_file import LOSS_RULE, CaseFile, Chosen, Decided, Request
from shared.costs import Bearer

R = TypeVar("R", Chosen, Decided)
SIGN_OFF = "R306"


@dataclass(frozen=True, slots=True)
class Phase:
    """The decision and the choice that stood ``since`` a moment; null where there was none."""

    since: datetime
    decision: Decided | None
    chosen: Chosen | None

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
    decisions = _standing(file.decisions, lambda one: one.decided_at)
    choices = _standing(file.choices, lambda one: one.chosen_at)
    moments = sorted({*decisions, *choices}) or [request.at]
    found = [Phase(at, _as_of(decisions, at), _as_of(choices, at)) for at in moments]
    return _with_sign_off(file, request, found)


def bearer_at(moment: datetime, file: CaseFile, found: Iterable[Phase]) -> Bearer:
    """Who answers at a moment, verdicts apart; before the first phase, who does in it."""
    first, *later = found
    return file.bearer(next((p for p in reversed(later) if p.since <= moment), first).liable)


def _with_sign_off(file: CaseFile, request: Request, found: list[Phase]) -> list[Phase]:
    """Who had signed is clear without a decision: none came when the loss was known first (D7)."""
    clear = file.without_consent_at(request)
    unsaid = all(phase.turned_by_loss for phase in found)
    if clear is None or not unsaid or clear >= found[0].since:
        return found
    decided = Decided(0, clear, "approved", "courier", SIGN_OFF, (SIGN_OFF,))
    chosen = Chosen(0, clear, "reship", "none", "courier", SIGN_OFF, (SIGN_OFF,))
    return [Phase(clear, decided, chosen), *found]


def _standing(revisions: Iterable[R], moment: Callable[[R], datetime]) -> dict[datetime, R]:
    """By the moment since when each stood: a revision takes the place of all from its moment on."""
    found: dict[datetime, R] = {}
    for one in revisions:
        at = moment(one)
        found = {earlier: kept for earlier, kept in found.items() if earlier < at}
        found[at] = one
    return found


def _as_of(standing: dict[datetime, R], moment: datetime) -> R | None:
    return next((one for at, one in reversed(standing.items()) if at <= moment), None)
