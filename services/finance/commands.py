"""What may be asked of finance, mostly by its own reactions to what it hears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.finance.bill_commands import BillCommand
from services.finance.domain.courier_bill import BilledLine  # read by the HTTP codec
from services.finance.month_commands import MonthCommand
from services.finance.refund_commands import RefundCommand

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from services.finance.domain.charges import Charge
    from services.finance.domain.payment import DueLine, Freight, PaidLine


@dataclass(frozen=True, slots=True)
class NoteOrder:
    """An order is known: what the customer paid for each line."""

    order_no: str
    at: datetime
    lines: tuple[PaidLine, ...]
    customer_id: str | None
    dealer_id: str | None


@dataclass(frozen=True, slots=True)
class NoteReadyRefund:
    """Nothing holds a payment back any more: the next table makes it (D8)."""

    refund: str
    order_no: str
    case_no: str
    kind: str
    ready_at: datetime
    lines: tuple[DueLine, ...] = ()
    freights: tuple[Freight, ...] = ()
    commission_rate: Decimal | None = None
    customer_id: str | None = None
    waybill: str | None = None
    policy: str | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class NoteConfirmation:
    """A person took the customer's word for a refund in the chat (R507)."""

    order_no: str
    case_no: str
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class WithdrawRefund:
    """A payment is not due after all."""

    refund: str
    order_no: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BookCharge:
    """A keeper assigned a cost, or its reversal, to a dealer or an agent (D5)."""

    party: str
    account: str | None
    charge: Charge


@dataclass(frozen=True, slots=True)
class RecordIncident:
    """A dispute or bad review that an agent caused is confirmed (R512)."""

    agent: str
    at: datetime
    kind: str
    case_no: str | None = None
    order_no: str | None = None


@dataclass(frozen=True, slots=True)
class NoteBillPage:
    """Some lines of a courier's bill; they count once ``ImportBill`` names them."""

    courier: str
    period: str
    at: datetime
    lines: tuple[BilledLine, ...]


@dataclass(frozen=True, slots=True)
class ImportBill:
    """A courier's bill of a month is complete: these pages, and nothing of an earlier one (D15)."""

    courier: str
    period: str
    at: datetime
    pages: tuple[str, ...]


FinanceCommand = (
    NoteOrder
    | NoteReadyRefund
    | NoteConfirmation
    | WithdrawRefund
    | BookCharge
    | RecordIncident
    | NoteBillPage
    | ImportBill
    | BillCommand
    | MonthCommand
    | RefundCommand
)
