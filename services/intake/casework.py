"""What people do for a case beside the files: each command loads, acts, and reviews (D36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.intake import casework_commands as do
from services.intake.domain import casework, flags
from services.intake.domain.choice import Choice
from services.intake.domain.order import Order
from services.intake.domain.refusals import OrderNotKnown
from services.intake.domain.review import judged
from services.intake.domain.stock_level import StockLevel
from services.intake.reviewing import case_of, review_case, terms_of

if TYPE_CHECKING:
    from services.intake.domain.merchant import Merchant
    from services.intake.domain.payments import Matter
    from services.intake.domain.return_case import ReturnCase
    from shared.store.unit import Unit


def carry_out(command: do.CaseworkCommand, unit: Unit, merchant: Merchant) -> None:
    """Carry out one command, and draw what follows for its case."""
    case = case_of(command.case_no, unit)
    order = unit.get(Order, case.order_no)
    dossier = order.dossier()
    before = case.version
    match command:
        case do.ChooseRemedy():
            terms = terms_of(case, dossier.order, merchant)
            _choose(command, case, judged(case, dossier, terms), unit)
        case do.ConfirmRefund(at=at, person=person):
            casework.confirm(case, at, person)
        case do.VerifyEvidence(at=at, person=person, finding=finding, verified=verified):
            casework.verify(case, at, person, finding, verified=verified)
        case _:
            assert_never(command)
    if case.version != before:
        review_case(case, order, merchant)


def _choose(command: do.ChooseRemedy, case: ReturnCase, matter: Matter, unit: Unit) -> None:
    choice = Choice(command.remedy, command.amount, command.person)
    stock = {
        piece.sku: level.available
        for piece in case.pieces
        if (level := unit.find(StockLevel, piece.sku)) is not None
    }
    casework.choose(case, command.at, choice, matter, stock)


def flag_order(command: do.FlagOrder, unit: Unit) -> None:
    """Put up a person's flag on an order that is known."""
    order = unit.find(Order, command.order_no)
    if order is None:
        raise OrderNotKnown(f"order {command.order_no} is not known")
    flag = flags.Flag(command.kind, command.note, None, command.person)
    name = flags.noted(command.at, command.kind, command.person)
    flags.put_up(order, command.at, name, flag)


def note_stock(command: do.NoteStock, unit: Unit) -> None:
    """Remember what the warehouse counted."""
    level = unit.find(StockLevel, command.sku)
    if level is None:
        unit.add(StockLevel.of(command.sku, command.at, command.available))
    else:
        level.note(command.at, command.available)
