"""What people do with refund tables, over the orders' accounts that the lines belong to (D36).

A line and its account change in one transaction: what one knows, the other knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from services.finance import refund_commands as do
from services.finance.domain.batch_events import BatchLine
from services.finance.domain.order_account import OrderAccount
from services.finance.domain.refund_batch import RefundBatch
from services.finance.domain.refund_refusals import LineNotInTable, RefundInHand
from services.finance.domain.refund_table import TableLine
from shared.dates import print_time

if TYPE_CHECKING:
    from datetime import datetime

    from services.finance.domain.reservation import Reservation
    from shared.store.hands import Hands
    from shared.store.unit import Unit

TAKEN_BACK, TOLD_ANEW = "withdrawn", "told anew"


@dataclass(frozen=True, slots=True)
class Standing:
    """How far business time has got, and whether four eyes are asked for."""

    reached: datetime | None
    four_eyes: bool

    def later_of(self, at: datetime) -> datetime:
        """No payment is made in the past (D14)."""
        return at if self.reached is None else max(at, self.reached)


def draw(account: OrderAccount, until: datetime, hands: Hands, unit: Unit) -> None:
    """Let the tables that have come take the account's dues; nobody is paid yet."""
    for due in account.coming(until):
        batch = unit.find(RefundBatch, print_time(due.table_at))
        if batch is not None and not batch.takes_lines:
            account.put_off(due.refund, due.table_at, until)
            continue
        drawn = account.draw(due, until)
        if drawn is not None:
            batch = batch or unit.add(RefundBatch.open(drawn.table_at, hands.person))
            batch.enter(_line(account, drawn))


def fit_tables(account: OrderAccount, refund: str, at: datetime, reason: str, unit: Unit) -> None:
    """A due changed: its line leaves a table that was not sent; one that was sent stays."""
    held = account.in_hand(refund)
    if held is None:
        return
    batch = unit.get(RefundBatch, print_time(held.table_at))
    if not batch.exported and batch.take_out(refund, at, reason):
        account.release(refund, at)


def carry_out(command: do.RefundCommand, unit: Unit, standing: Standing) -> None:
    """Carry out one command on its table, or raise a ``RuleViolation``."""
    batch = unit.get(RefundBatch, print_time(command.table_at))
    match command:
        case do.ApproveRefundTable(at=at, person=person):
            not_by = batch.hands_in_it if standing.four_eyes else frozenset[str]()
            batch.approve(at, person, not_by=not_by)
        case do.ExportRefundTable(at=at, person=person):
            batch.export(at, person)
        case do.PutOffRefund():
            _put_off(command, batch, unit, standing)
        case do.SettleRefunds():
            _settle(command, batch, unit)
        case do.FailRefund():
            _fail(command, batch, unit, standing)
        case _:
            assert_never(command)


def _put_off(command: do.PutOffRefund, batch: RefundBatch, unit: Unit, standing: Standing) -> None:
    refund, at = command.refund, command.at
    order_no = _order_of(refund, batch)
    if batch.take_out(refund, at, command.reason, command.person):
        account = unit.get(OrderAccount, order_no)
        account.release(refund, at)
        account.put_off(refund, at, standing.later_of(at))


def _settle(command: do.SettleRefunds, batch: RefundBatch, unit: Unit) -> None:
    """What the bank said before would not arrive leaves any later table that was not sent."""
    table_at, at = batch.table_at, command.at
    fresh = [
        refund for refund in dict.fromkeys(command.refunds) if batch.outcome_of(refund) != "paid"
    ]
    unit.expect(OrderAccount.id_of(batch.lines[refund].line.order_no) for refund in fresh)
    for refund in fresh:
        account = unit.get(OrderAccount, batch.lines[refund].line.order_no)
        held = account.in_hand(refund)
        if held is not None and held.table_at != table_at:
            later = unit.get(RefundBatch, print_time(held.table_at))
            if later.exported:
                raise RefundInHand(
                    f"refund {refund} was sent again with table {later.number}: settle it there"
                )
            later.take_out(refund, at, f"paid by table {batch.number}")
            account.release(refund, at)
        account.settle(refund, table_at, at)
    batch.settle(fresh, at, command.person)


def _fail(command: do.FailRefund, batch: RefundBatch, unit: Unit, standing: Standing) -> None:
    refund, at = command.refund, command.at
    if batch.fail(refund, at, command.reason, command.person):
        account = unit.get(OrderAccount, batch.lines[refund].line.order_no)
        account.fail(refund, at, standing.later_of(at), (command.reason, command.person))


def _order_of(refund: str, batch: RefundBatch) -> str:
    if refund not in batch.lines:
        raise LineNotInTable(f"table {batch.number} holds no refund {refund}")
    return batch.lines[refund].line.order_no


def _line(account: OrderAccount, drawn: Reservation) -> BatchLine:
    due, payment = drawn.due, drawn.payment
    line = TableLine(
        due.refund,
        due.case_no,
        account.number,
        due.customer_id or account.customer_id,
        due.kind,
        payment.amount,
        payment.deducted,
    )
    return BatchLine(line, due.way, due.waybill, account.confirmed.get(due.case_no))
