"""What a case was before later facts changed it: money that was certain then left at that moment.

It is judged anew with every fact, so that one that comes late changes what was as well (D14).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from services.intake.domain.judgement import Judgement


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """What was decided until a later fact changed it, as far as all is known now."""

    decided_at: datetime
    verdict: str
    liable: str
    rule: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChosenBefore:
    """What was carried out until then."""

    chosen_at: datetime
    remedy: str | None
    return_path: str
    liable: str | None
    rule: str
    rules: tuple[str, ...]


def decided_before(judgement: Judgement) -> tuple[DecidedBefore, ...] | None:
    """The decisions that stood before this one; null where it always stood."""
    found = tuple(
        DecidedBefore(
            at,
            ruling.decision.verdict,
            ruling.decision.liable,
            ruling.decision.rule,
            ruling.decision.rules,
        )
        for at, ruling in judgement.decided_before
    )
    return found or None


def chosen_before(judgement: Judgement) -> tuple[ChosenBefore, ...] | None:
    """What was carried out before; null where this always was."""
    found = []
    for at, ruling in judgement.chosen_before:
        chosen, rule = ruling.chosen, ruling.decision.rule
        if chosen is None:
            found.append(ChosenBefore(at, None, "none", None, rule, ()))
        else:
            told = chosen.remedies[0], chosen.return_path, chosen.liable, chosen.rule, chosen.rules
            found.append(ChosenBefore(at, *told))
    return tuple(found) or None
