"""People's own work on a case: each command is one step of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.intake import desk_commands as do
from services.intake.domain import desk_steps
from services.intake.domain.desk_work import Pause
from services.intake.reviewing import case_of, review_changed

if TYPE_CHECKING:
    from services.intake.domain.merchant import Merchant
    from services.intake.domain.return_case import ReturnCase
    from shared.store.unit import Unit


def carry_out(command: do.DeskCommand, unit: Unit, merchant: Merchant) -> None:
    """Carry out one command, and draw what follows for its case."""
    case = case_of(command.case_no, unit)
    before = case.version
    _take_step(command, case)
    review_changed(case, before, unit, merchant)


def _take_step(command: do.DeskCommand, case: ReturnCase) -> None:
    match command:
        case do.RecordContact(at=at, person=person, note=note):
            desk_steps.contact(case, at, person, note)
        case do.PauseCase(at=at, person=person, reason=reason, until=until):
            desk_steps.pause(case, Pause(at, until, person, reason))
        case do.ResumeCase(at=at, person=person):
            desk_steps.resume(case, at, person)
        case do.ReopenCase(at=at, person=person, reason=reason):
            desk_steps.reopen(case, at, person, reason)
        case _:
            assert_never(command)
