"""What was paid and repaid for each line of an order; it pays at refund tables (R507, D8, D30)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain.first_release import Due as DueAtTable
from services.finance.domain.payment import POSTAGE, Due, PaidLine, Payment, Share, payment_of
from shared.money import Money
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

if TYPE_CHECKING:
    from collections.abc import Iterable


class OrderAccountOpened(FirstEvent):
    """Something of an order is known; its lines too, unless a payment was heard of first."""

    TOPIC: ClassVar = "finance.order-account-opened.v1"
    lines: tuple[PaidLine, ...]
    customer_id: str | None
    dealer_id: str | None

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.due = {}
        account.made = set()
        account.used = {}
        account.knows(self.lines, self.customer_id, self.dealer_id)


class OrderNoted(DomainEvent):
    """The order as registered, or more of it."""

    TOPIC: ClassVar = "finance.order-noted.v1"
    lines: tuple[PaidLine, ...]
    customer_id: str | None
    dealer_id: str | None

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.knows(self.lines, self.customer_id, self.dealer_id)


class RefundFellDue(DomainEvent):
    """A payment waits for its table; told again, it replaces what waited before."""

    TOPIC: ClassVar = "finance.refund-fell-due.v2"
    due: Due

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.due[self.due.refund] = self.due


class RefundFellDueAtTable(DomainEvent):
    """As it was remembered in 0.1.0, with a table that another policy may not hold (R517)."""

    TOPIC: ClassVar = "finance.refund-fell-due.v1"
    due: DueAtTable

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.due[self.due.refund] = self.due.as_due()


class RefundTakenBack(DomainEvent):
    """A payment that waited is not due after all."""

    TOPIC: ClassVar = "finance.refund-taken-back.v1"
    refund: str

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        del account.due[self.refund]


class RefundPaid(DomainEvent):
    """A table paid; ``at`` is the table's moment."""

    TOPIC: ClassVar = "finance.refund-paid.v1"
    refund: str
    case_no: str
    kind: str
    waybill: str | None
    amount: Money
    deducted: Money
    shares: tuple[Share, ...]
    customer_id: str | None
    policy: str | None
    rule: str | None
    commission: Money | None = None
    """What of ``deducted`` is the platform's; null where it was not told apart yet."""

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        del account.due[self.refund]
        account.made.add(self.refund)
        for share in self.shares:
            account.used[share.sku] = account.used.get(share.sku, Money.zero()) + share.value


class OrderAccount(Aggregate):
    """Pays each due once, at its table, and never more than was paid for a line."""

    TOPIC: ClassVar = "finance.order-account"
    KIND = "order-account"

    if TYPE_CHECKING:
        lines: tuple[PaidLine, ...]
        customer_id: str | None
        dealer_id: str | None
        due: dict[str, Due]
        made: set[str]
        used: dict[str, Money]

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
        return cls.opened(
            OrderAccountOpened,
            order_no,
            at,
            lines=lines,
            customer_id=customer_id,
            dealer_id=dealer_id,
        )

    def knows(
        self, lines: tuple[PaidLine, ...], customer_id: str | None, dealer_id: str | None
    ) -> None:
        """Remember the order as it is registered now."""
        self.lines, self.customer_id, self.dealer_id = lines, customer_id, dealer_id

    def note_order(
        self,
        at: datetime,
        lines: tuple[PaidLine, ...],
        customer_id: str | None,
        dealer_id: str | None,
    ) -> None:
        """Note the order's lines, customer and dealer."""
        if (lines, customer_id, dealer_id) != (self.lines, self.customer_id, self.dealer_id):
            self.record(OrderNoted, at, lines=lines, customer_id=customer_id, dealer_id=dealer_id)

    def note_due(self, due: Due) -> None:
        """Note that a payment is ready; one already made is never made again."""
        waiting = self.due.get(due.refund)
        if due.refund in self.made or (waiting is not None and _same(waiting, due)):
            return
        self.record(RefundFellDue, due.ready_at, due=due)

    def take_back(self, refund: str, at: datetime) -> None:
        """Note that a payment is not due after all; what is paid stays paid."""
        if refund in self.due:
            self.record(RefundTakenBack, at, refund=refund)

    @property
    def deadline(self) -> datetime | None:
        """The earliest table that pays something."""
        return min((due.table_at for due in self._payable()), default=None)

    def let_time_pass(self, until: datetime) -> None:
        """Pay everything whose table has come, in turn (D30)."""
        for due in sorted(self._payable(), key=lambda due: due.turn):
            if due.table_at <= until:
                self._pay(due, payment_of(due, self._left()))

    def _payable(self) -> Iterable[Due]:
        """Without the order's lines nobody can tell what was paid for them."""
        return (due for due in self.due.values() if self.lines or due.kind == POSTAGE)

    def _left(self) -> dict[str, Money]:
        return {
            line.sku: line.unit_price.times(line.quantity) - self.used.get(line.sku, Money.zero())
            for line in self.lines
        }

    def _pay(self, due: Due, payment: Payment) -> None:
        self.record(
            RefundPaid,
            due.table_at,
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
        )


def _same(waiting: Due, due: Due) -> bool:
    """Whether a due was told before; its table is ours and does not tell it apart."""
    ours = (waiting.lines, waiting.freights, waiting.commission_rate, waiting.ready_at)
    return ours == (due.lines, due.freights, due.commission_rate, due.ready_at)
