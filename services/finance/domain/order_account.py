"""What was paid and repaid for each line of an order; it pays at refund tables (R507, D8, D30)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain import account_events as said
from services.finance.domain.payment import POSTAGE, Due, after_failing, payment_of
from services.finance.domain.refund_refusals import MoreThanWasPaid, RefundInHand, RefundPaidBefore
from services.finance.domain.reservation import Reservation, left_of
from shared.money import Money
from shared.store.aggregate import Aggregate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from services.finance.domain.payment import PaidLine, Payment

    Left = dict[str, Money]


class OrderAccount(Aggregate):
    """Pays each due once, and never more than was paid for a line.

    An import's tables pay at their moment. Of people's, a due is first drawn into a table, which
    reserves what it takes of its lines, and paid or failed when the bank has answered (D36).
    """

    TOPIC: ClassVar = "finance.order-account"
    KIND = "order-account"

    if TYPE_CHECKING:
        lines: tuple[PaidLine, ...]
        customer_id: str | None
        dealer_id: str | None
        due: dict[str, Due]
        made: set[str]
        used: Left
        reserved: dict[str, Reservation]
        bounced: dict[tuple[str, datetime], Reservation]
        confirmed: dict[str, str]

    @classmethod
    def open(
        cls,
        order_no: str,
        at: datetime,
        lines: tuple[PaidLine, ...] = (),
        customer_id: str | None = None,
        dealer_id: str | None = None,
    ) -> OrderAccount:
        """The account of an order, perhaps before the order itself is known."""
        order = {"lines": lines, "customer_id": customer_id, "dealer_id": dealer_id}
        return cls.opened(said.OrderAccountOpened, order_no, at, **order)

    def knows(
        self, lines: tuple[PaidLine, ...], customer_id: str | None, dealer_id: str | None
    ) -> None:
        """Remember the order as it is registered now."""
        self.lines, self.customer_id, self.dealer_id = lines, customer_id, dealer_id

    def let_go(self, refund: str) -> None:
        """Forget what is reserved for a payment that bounced."""
        held = self.reserved.get(refund)
        if held is not None and held.failed:
            del self.reserved[refund]

    # What is heard.

    def note_order(
        self,
        at: datetime,
        lines: tuple[PaidLine, ...],
        customer_id: str | None,
        dealer_id: str | None,
    ) -> None:
        """Note the order's lines, customer and dealer."""
        order = (lines, customer_id, dealer_id)
        if order != (self.lines, self.customer_id, self.dealer_id):
            named = {"lines": lines, "customer_id": customer_id, "dealer_id": dealer_id}
            self.record(said.OrderNoted, at, **named)

    def note_due(self, due: Due) -> bool:
        """Note that a payment is ready, and whether that is news; one made is never made again."""
        waiting = self.due.get(due.refund)
        if due.refund in self.made or (waiting is not None and waiting.told_as(due)):
            return False
        self.record(said.RefundFellDue, due.ready_at, due=due)
        return True

    def take_back(self, refund: str, at: datetime) -> None:
        """Note that a payment is not due after all; what is paid stays paid."""
        if refund in self.due:
            self.record(said.RefundTakenBack, at, refund=refund)

    def note_confirmation(self, case_no: str, at: datetime, person: str) -> None:
        """Note who took the customer's word: four eyes look at a refund (R507)."""
        if self.confirmed.get(case_no) != person:
            self.record(said.ConfirmationNoted, at, case_no=case_no, person=person)

    # As business time passes.

    @property
    def deadline(self) -> datetime | None:
        """The earliest table that pays something."""
        return min((due.table_at for due in self._payable()), default=None)

    def let_time_pass(self, until: datetime) -> None:
        """Pay everything whose table has come, in turn (D30): an import's table counts as paid."""
        for due in self.coming(until):
            payment = payment_of(due, self._left(but=due.refund))
            if self.reserved and self.waits(due, payment):
                self.put_off(due.refund, due.table_at, until)
            else:
                self._pay(Reservation(due, payment, due.table_at), due.table_at)

    def coming(self, until: datetime) -> Iterator[Due]:
        """Everything whose table has come, in turn; what is told of one counts for the next."""
        for due in sorted(self._payable(), key=lambda due: due.turn):
            if due.table_at <= until:
                yield due

    def draw(self, due: Due, until: datetime) -> Reservation | None:
        """Let a table of people's take a due; null when it waits for another, or pays nothing."""
        payment = payment_of(due, self._left(but=due.refund))
        drawn = Reservation(due, payment, due.table_at)
        if self.waits(due, payment):
            self.put_off(due.refund, due.table_at, until)
        elif not payment.amount:
            self._pay(drawn, due.table_at)  # Nothing is left of its lines: nobody has to do it.
        else:
            at = due.table_at
            self.record(said.RefundDrawn, at, due=due, payment=payment, table_at=at)
            return drawn
        return None

    def waits(self, due: Due, payment: Payment) -> bool:
        """Cut by what is in people's hands, it waits for what becomes of that (D30)."""
        return payment != payment_of(due, self._left(but=due.refund, paid_only=True))

    def put_off(self, refund: str, at: datetime, reached: datetime) -> None:
        """Leave a due to the first table after a moment (D14)."""
        if refund in self.due:
            later = replace(self.due[refund], late_at=reached)
            self.record(said.RefundFellDue, at, due=later)

    # What people do with a table.

    def in_hand(self, refund: str) -> Reservation | None:
        """What stands in a table that is not settled yet."""
        held = self.reserved.get(refund)
        return None if held is None or held.failed else held

    def release(self, refund: str, at: datetime) -> None:
        """Take a payment out of its table, before that was sent."""
        held = self.reserved[refund]
        self.record(said.RefundLeftTable, at, refund=refund, table_at=held.table_at)

    def fail(self, refund: str, at: datetime, reached: datetime, why: tuple[str, str]) -> None:
        """The bank did not pay: due again at the next table, under its key; ``why``: who says so.

        What was taken back meanwhile is due no more.
        """
        reason, person = why
        table_at = self.reserved[refund].table_at
        self.record(
            said.RefundFailed, at, refund=refund, table_at=table_at, reason=reason, person=person
        )
        if refund in self.due:
            later = after_failing(self.due[refund], reached)
            self.record(said.RefundFellDue, at, due=later)

    def settle(self, refund: str, table_at: datetime, at: datetime) -> None:
        """The bank paid what a table sent; also what it had said before would not arrive."""
        if refund in self.made:
            raise RefundPaidBefore(f"refund {refund} was paid, and is never paid again")
        held = self.reserved.get(refund)
        if held is None or held.table_at != table_at:
            if held is not None and not held.failed:
                raise RefundInHand(f"refund {refund} stands in another table by now")
            held = self.bounced[refund, table_at]
            left = self._left(but=refund)
            if any(share.value > left.get(share.sku, share.value) for share in held.payment.shares):
                raise MoreThanWasPaid(f"refund {refund}: its lines are repaid otherwise by now")
        self._pay(held, at)

    def _payable(self) -> Iterable[Due]:
        """Without the order's lines nobody can tell what was paid for them."""
        return (
            due
            for due in self.due.values()
            if (self.lines or due.kind == POSTAGE) and self.in_hand(due.refund) is None
        )

    def _left(self, but: str, *, paid_only: bool = False) -> Left:
        """What may still be paid of each line, leaving out what is reserved for one refund."""
        held = [] if paid_only else [r for key, r in self.reserved.items() if key != but]
        return left_of(self.lines, self.used, held)

    def _pay(self, held: Reservation, at: datetime) -> None:
        due, payment = held.due, held.payment
        self.record(
            said.RefundPaid,
            at,
            refund=due.refund,
            case_no=due.case_no,
            kind=due.kind,
            waybill=due.waybill,
            amount=payment.amount,
            deducted=payment.deducted,
            shares=payment.shares,
            customer_id=due.customer_id or self.customer_id,
            policy=due.policy,
            rule=due.rule,
            commission=payment.commission,
            table_at=None if at == held.table_at else held.table_at,
            way=due.way,
        )
