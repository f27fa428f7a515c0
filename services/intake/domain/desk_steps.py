"""What a person may do about a case, and what is refused (R105, R504, R509).

A pause stops the desk's own clocks; neither the courier's nor the warehouse's.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from services.intake.domain import desk_events as said
from services.intake.domain.desk_work import Pause
from shared.errors import RuleViolation

if TYPE_CHECKING:
    from services.intake.domain.return_case import ReturnCase


class StepOutOfTurn(RuleViolation):
    """A step dated before the request, or before the step that it follows."""

    column = "at"


class CaseAlreadyPaused(RuleViolation):
    """A pause of a case that rests already."""


class CaseNotPaused(RuleViolation):
    """A case is resumed that does not rest."""


class CaseIsClosed(RuleViolation):
    """A pause of a case that the desk has nothing left to do for."""


class CaseStillOpen(RuleViolation):
    """A case is taken up again that was never laid down."""


class PauseWithoutEnd(RuleViolation):
    """A pause that would end before it begins."""

    column = "until"


def contact(case: ReturnCase, at: datetime, person: str, note: str | None) -> None:
    """The customer was told how it goes on; the same contact again adds nothing."""
    if (at, person, note) in case.desk.contacts:
        return
    _after(case, case.request.at, at)
    case.record(said.CustomerContacted, at, subject=case.subject, person=person, note=note)


def pause(case: ReturnCase, pausing: Pause) -> None:
    """Let the desk's clocks stand still."""
    if pausing in case.desk.pauses:
        return
    if case.closed is not None:
        raise CaseIsClosed(f"case {case.number} is closed")
    if case.desk.paused_at(pausing.at):
        raise CaseAlreadyPaused(f"case {case.number} rests already")
    if pausing.until is not None and pausing.until <= pausing.at:
        raise PauseWithoutEnd("a pause ends after it began")
    _in_turn(case, pausing.at)
    case.record(
        said.CasePaused,
        pausing.at,
        subject=case.subject,
        person=pausing.person,
        reason=pausing.reason,
        until=pausing.until,
    )


def resume(case: ReturnCase, at: datetime, person: str) -> None:
    """Let them run on."""
    if any(pause.resumed_at == at for pause in case.desk.pauses):
        return
    if not case.desk.paused_at(at):
        raise CaseNotPaused(f"case {case.number} does not rest")
    _in_turn(case, at)
    case.record(said.CaseResumed, at, subject=case.subject, person=person)


def reopen(case: ReturnCase, at: datetime, person: str, reason: str) -> None:
    """Take a closed case up again: it is reviewed anew from then on."""
    if case.desk.reopened_at == at:
        return
    if case.closed is None or case.closed[0] > at:
        raise CaseStillOpen(f"case {case.number} is not closed")
    _in_turn(case, at)
    case.record(said.CaseReopened, at, subject=case.subject, person=person, reason=reason)


def _in_turn(case: ReturnCase, at: datetime) -> None:
    _after(case, case.desk.last_step or case.request.at, at)


def _after(case: ReturnCase, before: datetime, at: datetime) -> None:
    if at < before:
        raise StepOutOfTurn(f"case {case.number} had got to {before.isoformat()}")
