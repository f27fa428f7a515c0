"""What people may ask of finance about couriers' bills."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.finance.domain.bill_columns import BillLayout  # read by the HTTP codec
from services.finance.domain.bill_review import Answer, Compared, RowAt, Said

if TYPE_CHECKING:
    from datetime import datetime

    from shared.money import Money


@dataclass(frozen=True, slots=True)
class AcceptDifference:
    """The courier's amount of a row holds; ``edition`` is the bill's that was looked at (D15)."""

    bill: str
    at: datetime
    edition: int
    compared: Compared
    said: Said


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """Hold a row against the courier."""

    bill: str
    at: datetime
    row: RowAt
    difference: Money
    said: Said


@dataclass(frozen=True, slots=True)
class AnswerDispute:
    """The courier answered."""

    bill: str
    at: datetime
    row: RowAt
    answer: Answer
    said: Said


@dataclass(frozen=True, slots=True)
class WithdrawDispute:
    """Drop a dispute."""

    bill: str
    at: datetime
    row: RowAt
    said: Said


@dataclass(frozen=True, slots=True)
class NoteBillLayout:
    """How a courier heads the columns of its bills; what is not told stays as it was."""

    courier: str
    at: datetime
    layout: BillLayout
    person: str | None = None


BillDecision = AcceptDifference | DisputeRow | AnswerDispute | WithdrawDispute
BillCommand = BillDecision | NoteBillLayout
