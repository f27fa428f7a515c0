"""What people do for a case beside the files: each command loads, acts, and reviews (D36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.intake import casework_commands as do
from services.intake.domain import casework
from services.intake.domain.choice import Choice
from services.intake.domain.order import Order
from services.intake.domain.review import judged
from services.intake.reviewing import case_of, review_case, terms_of

if TYPE_CHECKING:
    from services.intake.domain.dossier import Dossier
    from services.intake.domain.merchant import Merchant
    from services.intake.domain.return_case import ReturnCase
    from shared.store.unit import Unit


def carry_out(command: do.CaseworkCommand, unit: Unit, merchant: Merchant) -> None:
    """Carry out one command, and draw what follows for its case."""
    case = case_of(command.case_no, unit)
    dossier = unit.get(Order, case.order_no).dossier()
    before = case.version
    match command:
        case do.ChooseRemedy():
            _choose(command, case, dossier, merchant)
        case do.ConfirmRefund(at=at, person=person):
            casework.confirm(case, at, person)
        case do.VerifyEvidence(at=at, person=person, finding=finding, verified=verified):
            casework.verify(case, at, person, finding, verified=verified)
        case _:
            assert_never(command)
    if case.version != before:
        review_case(case, dossier, merchant)


def _choose(
    command: do.ChooseRemedy, case: ReturnCase, dossier: Dossier, merchant: Merchant
) -> None:
    matter = judged(case, dossier, terms_of(case, dossier.order, merchant))
    choice = Choice(command.remedy, command.amount, command.person)
    casework.choose(case, command.at, choice, matter, {})
