"""Finance's table of contents: one method a command, each loads, acts and is done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, assert_never

from services.finance import bill_commands as bills
from services.finance import bill_work, months, refund_commands, refund_work
from services.finance import commands as do
from services.finance.domain.account_events import RefundPaid
from services.finance.domain.bill_columns import BillColumns
from services.finance.domain.bill_review import BillReview
from services.finance.domain.charges import DEALER, STAFF, UNNAMED, Charge, RunningAccount
from services.finance.domain.closing_book import HOUSE, ClosingBook
from services.finance.domain.courier_bill import BillPage, BillPageMissing, CourierBill
from services.finance.domain.courier_terms import AllTerms
from services.finance.domain.incidents import Incident
from services.finance.domain.order_account import OrderAccount
from services.finance.domain.payment import Due
from services.finance.domain.refund_batch import RefundBatch
from services.finance.domain.refund_table import RefundTable, TableLine
from services.finance.domain.tables import next_table
from services.finance.month_commands import CloseMonth, HoldMonth, ReopenMonth
from shared.dates import print_time
from shared.policy.shelf import in_force
from shared.store.service import LetTimePass, Service

if TYPE_CHECKING:
    from datetime import datetime

    from services.finance.domain.courier_bill import BilledLine
    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit


class Finance(Service[do.FinanceCommand]):
    """Payments at refund tables, running accounts of dealers and agents, couriers' bills."""

    name = "finance"
    kinds: ClassVar[tuple[type[Aggregate], ...]] = (
        *(OrderAccount, RefundTable, RefundBatch, RunningAccount),
        *(BillPage, CourierBill, BillReview, BillColumns, ClosingBook),
    )
    named_by: ClassVar[dict[str, type[Aggregate]]] = {"order_no": OrderAccount}
    courier_terms = AllTerms()
    """What was agreed with couriers; the composition root tells (D15)."""

    def __init__(self, env: dict[str, str], *, four_eyes: bool = False) -> None:
        super().__init__(env)
        self._four_eyes = four_eyes

    def next_moment(self, after: datetime) -> datetime:
        """The next refund table later than a moment: an import's window ends there."""
        return next_table(after)

    def bill(self, courier: str, period: str) -> CourierBill | None:
        """The newest bill of a courier's month; null when none was brought."""
        bill_id = CourierBill.id_of(CourierBill.number_of(courier, period))
        bill = self._load([bill_id]).get(bill_id)
        return bill if isinstance(bill, CourierBill) else None

    def billed(self, bill: CourierBill, page: int) -> tuple[BilledLine, ...]:
        """The lines of one of a bill's pages, from 0, as they were brought."""
        courier, _, period = bill.number.rpartition(":")
        number = BillPage.number_of(courier, period, bill.pages[page])
        (stored,) = self.stored_events_of([BillPage.id_of(number)])
        noted: Any = self.mapper.to_domain_event(stored)
        lines: tuple[BilledLine, ...] = noted.lines
        return lines

    def closing_book(self) -> ClosingBook | None:
        """The book of months; null before the first was held."""
        book_id = ClosingBook.id_of(HOUSE)
        book = self._load([book_id]).get(book_id)
        return book if isinstance(book, ClosingBook) else None

    def decide(self, command: do.FinanceCommand, unit: Unit) -> None:
        """Carry out one command."""
        match command:
            case do.NoteOrder():
                self._note_order(command, unit)
            case do.NoteReadyRefund():
                self._note_ready(command, unit)
            case do.NoteConfirmation(order_no=order_no, case_no=case_no, at=at, person=person):
                self._account(order_no, at, unit).note_confirmation(case_no, at, person)
            case do.WithdrawRefund(refund=refund, order_no=order_no, at=at):
                account = self._account(order_no, at, unit)
                account.take_back(refund, at)
                refund_work.fit_tables(account, refund, at, refund_work.TAKEN_BACK, unit)
            case do.BookCharge():
                self._book_charge(command, unit)
            case do.RecordIncident():
                self._record_incident(command, unit)
            case do.NoteBillPage():
                self._note_bill_page(command, unit)
            case do.ImportBill():
                self._import_bill(command, unit)
            case bills.NoteBillLayout():
                bill_work.note_layout(command, unit)
            case (
                bills.AcceptDifference()
                | bills.DisputeRow()
                | bills.AnswerDispute()
                | bills.WithdrawDispute()
            ):
                bill_work.carry_out(command, unit)
            case HoldMonth() | CloseMonth() | ReopenMonth():
                months.carry_out(command, unit, four_eyes=self._four_eyes)
            case (
                refund_commands.ApproveRefundTable()
                | refund_commands.ExportRefundTable()
                | refund_commands.PutOffRefund()
                | refund_commands.SettleRefunds()
                | refund_commands.FailRefund()
            ):
                standing = refund_work.Standing(self.reached(), self._four_eyes)
                refund_work.carry_out(command, unit, standing)
            case _:
                assert_never(command)

    def _note_order(self, command: do.NoteOrder, unit: Unit) -> None:
        account = unit.find(OrderAccount, command.order_no)
        order = (command.at, command.lines, command.customer_id, command.dealer_id)
        if account is None:
            unit.add(OrderAccount.open(command.order_no, *order))
        else:
            account.note_order(*order)

    def _note_ready(self, command: do.NoteReadyRefund, unit: Unit) -> None:
        due = Due(
            refund=command.refund,
            case_no=command.case_no,
            kind=command.kind,
            waybill=command.waybill,
            lines=command.lines,
            freights=command.freights,
            commission_rate=command.commission_rate,
            customer_id=command.customer_id,
            ready_at=command.ready_at,
            late_at=self._reached_before(command.ready_at),
            policy=command.policy,
            rule=command.rule,
        )
        account = self._account(command.order_no, command.ready_at, unit)
        if account.note_due(due) and account.reserved:
            at = max(command.ready_at, due.late_at or command.ready_at)
            refund_work.fit_tables(account, due.refund, at, refund_work.TOLD_ANEW, unit)

    def _reached_before(self, ready_at: datetime) -> datetime | None:
        """Business time, where it has passed the moment: a payment is never made in the past."""
        reached = self.reached()
        return None if reached is None or ready_at > reached else reached

    def _book_charge(self, command: do.BookCharge, unit: Unit) -> None:
        charge, name = command.charge, command.account
        if name is None and command.party == DEALER and charge.order_no:
            order = unit.find(OrderAccount, charge.order_no)
            name = order.dealer_id if order else None
        name = name or UNNAMED  # The cost has left its first account: it must stand somewhere.
        self._running(command.party, name, charge.entry.certain_at, unit).book(charge)

    def _record_incident(self, command: do.RecordIncident, unit: Unit) -> None:
        policy = in_force(command.at)
        limits = policy.limits_at(command.at)
        incident = Incident(command.agent, command.at, command.kind, command.case_no)
        entry = incident.entry(limits.incident_fine)
        account = self._running(STAFF, command.agent, command.at, unit)
        charge = Charge(entry, command.case_no, command.order_no, policy=policy.version)
        account.confirm_incident(command.kind, charge)
        account.count_incidents(command.at, limits.incidents_per_month, policy.version)

    def _note_bill_page(self, command: do.NoteBillPage, unit: Unit) -> None:
        page = BillPage.of(command.courier, command.period, command.at, command.lines)
        if unit.find(BillPage, page.number) is None:
            unit.add(page)

    def _import_bill(self, command: do.ImportBill, unit: Unit) -> None:
        """Refused while pages are missing: asking first costs no page of a bill that is there."""
        courier, period, at = command.courier, command.period, command.at
        number = CourierBill.number_of(courier, period)
        bill = unit.find(CourierBill, number)
        if bill is not None and bill.pages == command.pages:
            return
        numbers = [BillPage.number_of(courier, period, digest) for digest in command.pages]
        unit.expect(BillPage.id_of(each) for each in numbers)
        pages = [page for each in numbers if (page := unit.find(BillPage, each)) is not None]
        if len(pages) < len(numbers):
            raise BillPageMissing(f"{len(numbers) - len(pages)} pages of the bill are not here yet")
        bill = bill or unit.add(CourierBill.open(courier, period, at))
        bill.take(pages, at)

    def _running(self, party: str, name: str, at: datetime, unit: Unit) -> RunningAccount:
        number = RunningAccount.number_of(party, name)
        return unit.find(RunningAccount, number) or unit.add(RunningAccount.open(party, name, at))

    def _account(self, order_no: str, at: datetime, unit: Unit) -> OrderAccount:
        """The order's account, opened by whatever is heard of the order first."""
        return unit.find(OrderAccount, order_no) or unit.add(OrderAccount.open(order_no, at))

    def _one(self, command: do.FinanceCommand | LetTimePass, unit: Unit) -> None:
        """After an account let time pass, its payments stand in their tables (R507).

        In people's hands it pays nothing yet: the table is drawn for them (ADR 0018).

        A table falls due behind all accounts of its moment, so however many transactions a moment
        takes, it is cleared once, with all its lines.
        """
        if not isinstance(command, LetTimePass):
            super()._one(command, unit)
            return
        kind, _, order_no = command.aggregate_id.partition(":")
        if kind == OrderAccount.KIND and command.hands is not None:
            account = unit.get(OrderAccount, order_no)
            refund_work.draw(account, command.until, command.hands, unit)
            return
        super()._one(command, unit)
        if kind == OrderAccount.KIND:
            self._enter_payments(unit.get(OrderAccount, order_no), unit)

    def _enter_payments(self, account: OrderAccount, unit: Unit) -> None:
        for paid in account.pending_events:
            if not isinstance(paid, RefundPaid) or paid.table_at is not None:
                continue
            table = unit.find(RefundTable, print_time(paid.at)) or unit.add(
                RefundTable.open(paid.at)
            )
            table.enter(
                TableLine(
                    paid.refund,
                    paid.case_no,
                    account.number,
                    paid.customer_id,
                    paid.kind,
                    paid.amount,
                    paid.deducted,
                )
            )
