"""Decisions about couriers' bills: each command loads a month's review and acts (D15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.finance import bill_commands as do
from services.finance.domain.bill_columns import BillColumns
from services.finance.domain.bill_review import BillReview
from services.finance.domain.courier_bill import CourierBill
from shared.errors import RuleViolation

if TYPE_CHECKING:
    from shared.store.unit import Unit


class BillReplaced(RuleViolation):
    """Another edition of the bill came since the person looked."""


def carry_out(command: do.BillDecision, unit: Unit) -> None:
    """Carry out one decision."""
    bill = unit.get(CourierBill, command.bill)
    review = unit.find(BillReview, bill.number)
    review = review or unit.add(BillReview.open(bill.number, command.at))
    match command:
        case do.AcceptDifference(edition=edition):
            if edition != bill.edition:
                raise BillReplaced(f"bill {bill.number} is at edition {bill.edition} by now")
            review.accept(command.compared, command.said, command.at)
        case do.DisputeRow():
            review.dispute(command.row, command.difference, command.said, command.at)
        case do.AnswerDispute():
            review.answer(command.row, command.answer, command.said, command.at)
        case do.WithdrawDispute():
            review.withdraw(command.row, command.said, command.at)
        case _:
            assert_never(command)


def note_layout(command: do.NoteBillLayout, unit: Unit) -> None:
    """Remember how a courier writes its bills."""
    columns = unit.find(BillColumns, command.courier)
    columns = columns or unit.add(BillColumns.open(command.courier, command.at))
    columns.note(columns.layout.with_more(command.layout), command.at, command.person)
