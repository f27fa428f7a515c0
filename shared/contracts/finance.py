"""What finance announces on ``finance.events``."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from shared.contracts import bills, months, refund_work
from shared.contracts.base import Announcement, Entry, Value
from shared.money import Money

TOPIC = "finance.events"


class PaidShare(Value):
    """What of a payment fell to one product."""

    sku: str
    quantity: int
    amount: Money


class RefundPaid(Announcement):
    """A case was paid; ``kind``: refund or price_difference. ``at`` is the moment of the payment.

    An import's tables pay at their moment; of people's the bank pays later (D36). ``commission`` is
    what of ``deducted`` the platform keeps, the rest are freights that the customer bears (D9).
    """

    TYPE: ClassVar = "RefundPaid"
    KEY: ClassVar = "case_no"
    LATER: ClassVar = frozenset({"commission"})

    refund: str
    table_at: datetime
    kind: str
    amount: Money
    deducted: Money
    shares: tuple[PaidShare, ...]
    commission: Money | None = None
    """Null where a payment of an earlier release did not tell it."""


class PostageReimbursed(Announcement):
    """Advance postage paid back in full against the return waybill (``waybill``)."""

    TYPE: ClassVar = "PostageReimbursed"
    KEY: ClassVar = "case_no"

    refund: str
    table_at: datetime
    amount: Money
    way: str = "platform"


class TableLine(Value):
    """One payment of a refund table."""

    case: str
    order_no: str
    customer_id: str | None
    kind: str
    amount: Money
    deducted: Money


class RefundTableCleared(Announcement):
    """These lines of a refund table were paid; empty tables are not cleared (D8).

    An import's table at once, people's as the bank's answers come, approved by a person (D36).
    """

    TYPE: ClassVar = "RefundTableCleared"
    KEY: ClassVar = "table"

    table: str
    """The table's moment, as printed."""
    table_at: datetime
    lines: tuple[TableLine, ...]
    total: Money
    approved_by: str | None = None


class DealerCharged(Announcement):
    """A cost, or its reversal, on a dealer's account (R503)."""

    TYPE: ClassVar = "DealerCharged"
    KEY: ClassVar = "case_no"

    entry: Entry
    dealer_id: str


class StaffCharged(Announcement):
    """A cost, or its reversal, on an agent's account (R512)."""

    TYPE: ClassVar = "StaffCharged"
    KEY: ClassVar = "agent"

    entry: Entry
    agent: str


class IncidentConfirmed(Announcement):
    """A dispute or bad review that an agent caused; ``kind``: dispute, bad_review (R512, R515)."""

    TYPE: ClassVar = "IncidentConfirmed"
    KEY: ClassVar = "agent"

    agent: str
    kind: str


class CommissionCancelled(Announcement):
    """One incident too many: the agent's commission of the month is lost (R512, D16)."""

    TYPE: ClassVar = "CommissionCancelled"
    KEY: ClassVar = "agent"

    agent: str
    period: str


class CourierBillImported(Announcement):
    """A courier's bill of a month, in place of any before (D15); it changes no ledger.

    ``edition`` counts the bills brought for the month; ``hash`` tells their contents apart.
    """

    TYPE: ClassVar = "CourierBillImported"
    KEY: ClassVar = "bill"

    bill: str
    """Courier and month: ``SF:2026-09``."""
    period: str
    edition: int
    rows: int
    freight: Money
    fee: Money
    claim: Money
    hash: str


EVENTS = (
    RefundPaid,
    PostageReimbursed,
    RefundTableCleared,
    DealerCharged,
    StaffCharged,
    IncidentConfirmed,
    CommissionCancelled,
    CourierBillImported,
    *months.EVENTS,
    *bills.EVENTS,
    *refund_work.EVENTS,
)
