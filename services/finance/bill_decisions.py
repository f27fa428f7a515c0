"""From the rows that a person names to commands: accept, reopen, dispute, answer, drop (D15).

A row is named ``WAYBILL``, ``WAYBILL:KIND`` or ``WAYBILL:KIND#2``; ``all`` is every difference that
nobody disputes. A credit is given up only where it is named as one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from services.finance.bill_commands import (
    AcceptDifference,
    AnswerDispute,
    DisputeRow,
    WithdrawDispute,
)
from services.finance.domain.bill_review import Compared, RowAt, RowKind
from services.finance.domain.reconciliation import CLAIM
from shared.errors import NotKnown, RuleViolation
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

    from services.finance.domain.bill_review import Answer, Said
    from services.finance.domain.reconciliation import Row
    from services.finance.reconciling import CourierMonth

ALL = "all"
_NAMED = re.compile(rf"(.+?)(?::({'|'.join(get_args(RowKind))}))?(?:#([1-9]\d{{0,5}}))?")


class BillRowNotKnown(NotKnown):
    """No bill of the month has such a row."""


class CreditNotNamed(RuleViolation):
    """What the courier owes us is given up only where it is named: ``WAYBILL:claim``."""


class NothingAccepted(RuleViolation):
    """There is no acceptance to take back."""


class NothingToDispute(RuleViolation):
    """The bill and the books agree."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Who names which rows, when."""

    rows: tuple[str, ...]
    at: datetime
    said: Said


@dataclass(frozen=True, slots=True)
class Chosen:
    """A row of a courier's month."""

    month: CourierMonth
    row: Row

    @property
    def place(self) -> RowAt:
        """Where it stands in the bill."""
        kind: Any = self.row.kind
        return RowAt(self.row.waybill, kind, self.row.row)

    @property
    def bill(self) -> str:
        """The bill's number."""
        return self.month.bill.number


def accepting(months: Sequence[CourierMonth], asked: Asked) -> list[AcceptDifference]:
    """What books the differences of the rows named; a row that agrees needs nothing."""
    return [
        AcceptDifference(one.bill, asked.at, one.month.bill.edition, _compared(one), asked.said)
        for one in _chosen(months, asked)
        if one.row.difference
    ]


def reopening(months: Sequence[CourierMonth], asked: Asked) -> list[AcceptDifference]:
    """What takes acceptances back: our own amount holds again, the same adjustment reversed."""
    chosen = [one for one in _chosen(months, asked) if one.row.accepted]
    if not chosen:
        raise NothingAccepted(f"{', '.join(asked.rows)}: nothing was accepted")
    return [
        AcceptDifference(
            one.bill,
            asked.at,
            one.month.bill.edition,
            replace(_compared(one), billed=Money(one.row.entries)),
            asked.said,
        )
        for one in chosen
    ]


def disputing(months: Sequence[CourierMonth], asked: Asked) -> list[DisputeRow]:
    """What holds the rows named against the courier, a credit that is not granted among them."""
    commands = []
    for one in _chosen(months, asked):
        amount = one.row.difference or one.row.credit
        if amount:
            money = Money(amount)
            commands.append(DisputeRow(one.bill, asked.at, one.place, money, asked.said))
    if not commands:
        raise NothingToDispute(f"{', '.join(asked.rows)}: the bill and the books agree")
    return commands


def answering(months: Sequence[CourierMonth], asked: Asked, answer: Answer) -> list[AnswerDispute]:
    """What notes the courier's answer about the rows named; those that nobody disputes are left."""
    return [
        AnswerDispute(one.bill, asked.at, one.place, answer, asked.said)
        for one in _disputed(_chosen(months, asked))
    ]


def withdrawing(months: Sequence[CourierMonth], asked: Asked) -> list[WithdrawDispute]:
    """What drops the disputes about the rows named."""
    return [
        WithdrawDispute(one.bill, asked.at, one.place, asked.said)
        for one in _disputed(_chosen(months, asked))
    ]


def _compared(one: Chosen) -> Compared:
    row = one.row
    parcel = one.month.looked.around.parcels.get(row.waybill)
    return Compared(
        one.place,
        Money(row.billed),
        Money(row.entries),
        row.rows,
        parcel.order_no if parcel else None,
        parcel.case_no if parcel and parcel.kind == "reship" else None,
    )


def _disputed(chosen: Sequence[Chosen]) -> Iterable[Chosen]:
    """Those in dispute; all of them where none is, so that the refusal names one."""
    return [one for one in chosen if one.month.looked.dispute(one.row)] or chosen


def _chosen(months: Sequence[CourierMonth], asked: Asked) -> list[Chosen]:
    found: dict[tuple[str, RowAt], Chosen] = {}
    for name in asked.rows:
        some = list(_everything(months) if name == ALL else _named(months, name))
        found |= {(one.bill, one.place): one for one in some}
    return list(found.values())


def _everything(months: Sequence[CourierMonth]) -> Iterator[Chosen]:
    for month in months:
        for row in month.rows:
            if row.difference and row.kind != CLAIM and not month.looked.dispute(row):
                yield Chosen(month, row)


def _named(months: Sequence[CourierMonth], name: str) -> list[Chosen]:
    told = _NAMED.fullmatch(name)
    if told is None:
        raise BillRowNotKnown(f"{name!r} names no row: WAYBILL, WAYBILL:KIND or WAYBILL:KIND#2")
    waybill, kind, number = told.groups()
    found = [
        Chosen(month, row)
        for month in months
        for row in month.rows
        if row.waybill == waybill and kind in {None, row.kind} and number in {None, str(row.row)}
    ]
    if not found:
        raise BillRowNotKnown(f"no bill of the month has a row {name}")
    if kind is None:
        found = [one for one in found if one.row.kind != CLAIM]
        if not found:
            raise CreditNotNamed(f"{name} is a credit of ours: name {waybill}:{CLAIM} to decide")
    return found
