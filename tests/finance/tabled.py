"""Refund tables in people's hands, told in short."""

from datetime import datetime
from typing import Any

from services.finance import refund_commands as do
from shared.contracts.finance import RefundPaid, RefundTableCleared
from shared.contracts.refund_work import RefundTableDrawn
from shared.store.hands import Hands
from tests.finance.told import at
from tests.support.stage import Stage

T10, T16 = at(3, 10), at(3, 16, 30)
"""The tables of the third; the next is at ten on the fourth."""
NEXT = at(4, 10)
REFUND = "C-1/refund"


def drawn_up_to(stage: Stage, until: datetime, person: str | None = "小周") -> Stage:
    """Let time pass in people's hands."""
    stage.service.pass_time(until, hands=Hands(person))
    return stage


def approve(table: datetime = T10, person: str = "王会计", when: datetime | None = None) -> Any:
    return do.ApproveRefundTable(table, when or table, person)


def export(table: datetime = T10, person: str = "王会计", when: datetime | None = None) -> Any:
    return do.ExportRefundTable(table, when or table, person)


def settle(*refunds: str, table: datetime = T10, when: datetime | None = None) -> Any:
    return do.SettleRefunds(table, when or table, "王会计", refunds or (REFUND,))


def fail(refund: str = REFUND, table: datetime = T10, when: datetime | None = None) -> Any:
    return do.FailRefund(table, refund, when or table, "王会计", "account closed")


def put_off(refund: str = REFUND, table: datetime = T10, when: datetime | None = None) -> Any:
    return do.PutOffRefund(table, refund, when or table, "王会计", "wrong amount")


def sent(stage: Stage, table: datetime = T10) -> Stage:
    """Approved and exported."""
    return stage.does(approve(table), export(table))


def drawn(stage: Stage) -> list[tuple[datetime, list[tuple[str, str]]]]:
    """Every table as it was last announced: its lines' keys and amounts."""
    tables = {
        said.table_at: [(line.refund, str(line.amount)) for line in said.lines]
        for said in stage.said_of(RefundTableDrawn)
    }
    return sorted(tables.items())


def paid(stage: Stage) -> list[tuple[datetime, datetime, str, str]]:
    return [
        (said.at, said.table_at, said.refund, str(said.amount))
        for said in stage.said_of(RefundPaid)
    ]


def cleared(stage: Stage) -> list[tuple[datetime, list[str], str | None]]:
    return [
        (said.table_at, [str(line.amount) for line in said.lines], said.approved_by)
        for said in stage.said_of(RefundTableCleared)
    ]
