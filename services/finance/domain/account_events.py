"""What an order's account remembers: payments that wait, are in people's hands, are made."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.finance.domain.first_release import Due as DueAtTable
from services.finance.domain.payment import PLATFORM, Due, PaidLine, Payment, Share
from services.finance.domain.reservation import Reservation
from shared.money import Money
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.finance.domain.order_account import OrderAccount


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
        account.reserved = {}
        account.bounced = {}
        account.confirmed = {}
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


class ConfirmationNoted(DomainEvent):
    """A person took the customer's word for a case's refund (R507)."""

    TOPIC: ClassVar = "finance.confirmation-noted.v1"
    case_no: str
    person: str

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.confirmed[self.case_no] = self.person


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
        account.let_go(self.refund)


class RefundDrawn(DomainEvent):
    """A payment stands in a table that people have in hand (D36)."""

    TOPIC: ClassVar = "finance.refund-drawn.v1"
    due: Due
    payment: Payment
    table_at: datetime

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        held = Reservation(self.due, self.payment, self.table_at)
        account.reserved[self.due.refund] = held


class RefundLeftTable(DomainEvent):
    """A payment was taken out of its table before it was sent to be paid."""

    TOPIC: ClassVar = "finance.refund-left-table.v1"
    refund: str
    table_at: datetime

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        del account.reserved[self.refund]


class RefundFailed(DomainEvent):
    """A payment that was sent did not arrive; its share of the lines is kept for the next try."""

    TOPIC: ClassVar = "finance.refund-failed.v1"
    refund: str
    table_at: datetime
    reason: str
    person: str

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        bounced = account.reserved[self.refund].bounced()
        account.reserved[self.refund] = bounced
        account.bounced[self.refund, self.table_at] = bounced
        if self.refund not in account.due:
            account.let_go(self.refund)


class RefundPaid(DomainEvent):
    """A payment is made: by an import's table at its moment, of people's when it arrived."""

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
    table_at: datetime | None = None
    """The table, where the payment came later; null: it was made at its table's moment."""
    way: str = PLATFORM

    def apply(self, account: OrderAccount) -> None:
        """Remember."""
        account.due.pop(self.refund, None)
        account.reserved.pop(self.refund, None)
        account.made.add(self.refund)
        for share in self.shares:
            account.used[share.sku] = account.used.get(share.sku, Money.zero()) + share.value
