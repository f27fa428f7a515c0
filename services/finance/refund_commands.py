"""What people do with a refund table: approve, send, tell what became of each line (R507, D36)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class ApproveRefundTable:
    """A person stands for a table: with four eyes another one than had a hand in it before."""

    table_at: datetime
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class ExportRefundTable:
    """The table goes out to be paid, in the batch form; again it is the same."""

    table_at: datetime
    at: datetime
    person: str


@dataclass(frozen=True, slots=True)
class PutOffRefund:
    """A line is left to the next table, while its own is not sent."""

    table_at: datetime
    refund: str
    at: datetime
    person: str
    reason: str


@dataclass(frozen=True, slots=True)
class SettleRefunds:
    """The bank, or the platform, paid these lines of a table: all of them or none are noted."""

    table_at: datetime
    at: datetime
    person: str
    refunds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailRefund:
    """A line was not paid: due again at the next table, under its key."""

    table_at: datetime
    refund: str
    at: datetime
    person: str
    reason: str


RefundCommand = ApproveRefundTable | ExportRefundTable | PutOffRefund | SettleRefunds | FailRefund
