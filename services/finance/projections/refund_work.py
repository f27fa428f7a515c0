"""Every refund from its proposal to its payment, and the tables in people's hands (R507, D36).

Rows say what happened; what state that makes is asked of them each time (``domain/refund_states``).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from services.finance.domain import refund_states as states
from shared.contracts import finance as say
from shared.contracts import intake, refund_work, warehouse
from shared.projection.projection import Projection, Table
from shared.projection.reading import fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows

FACTS = Table(
    "refund_work_fact",
    (
        *("refund", "fact", "at", "recorded", "case_no", "order_no", "customer_id", "waybill"),
        *("kind", "value", "amount", "deducted", "table_at", "detail"),
    ),
    whole_numbers=frozenset({"recorded", "value", "amount", "deducted"}),
)
LINES = Table(
    "refund_work_line",
    (
        *("table_at", "refund", "fact", "at", "recorded", "case_no", "order_no", "customer_id"),
        *("waybill", "kind", "amount", "deducted", "way", "detail", "person"),
    ),
    whole_numbers=frozenset({"recorded", "amount", "deducted"}),
)
STEPS = Table(
    "refund_work_step",
    ("table_at", "fact", "at", "recorded", "person", "detail"),
    whole_numbers=frozenset({"recorded"}),
)


class ReadAmount(msgspec.Struct, gc=False):
    """A line of what is to be paid, or a freight: of postage it is what is repaid."""

    value: str = "0.00"
    amount: str | None = None


class ReadPayment(msgspec.Struct, gc=False):
    """What is said of a payment by who decides on it, and by who makes it."""

    at: str
    refund: str
    kind: str = states.POSTAGE
    case_no: str | None = None
    order_no: str | None = None
    customer_id: str | None = None
    waybill: str | None = None
    lines: tuple[ReadAmount, ...] = ()
    freights: tuple[ReadAmount, ...] = ()
    waits_for: tuple[str, ...] = ()
    amount: str = "0.00"
    deducted: str = "0.00"
    table_at: str = ""


class ReadNews(msgspec.Struct, gc=False):
    """Something that payments wait for."""

    at: str
    case_no: str | None = None
    waybill: str | None = None


class ReadLine(msgspec.Struct, gc=False):
    """``shared.contracts.refund_work.BatchLine``."""

    refund: str
    case: str
    order_no: str
    kind: str
    amount: str
    deducted: str
    way: str
    customer_id: str | None = None
    waybill: str | None = None


class ReadStep(msgspec.Struct, gc=False):
    """A step of a table, or of one line of it."""

    at: str
    table: str
    person: str | None = None
    lines: tuple[ReadLine, ...] = ()
    refund: str = ""
    reason: str = ""
    hash: str = ""


_payment = msgspec.json.Decoder(ReadPayment).decode
_news = msgspec.json.Decoder(ReadNews).decode
_step = msgspec.json.Decoder(ReadStep).decode


def _recorded(record: Received) -> str:
    told = datetime.fromisoformat(record.headers["ce_recordedtime"])
    return str(round(told.timestamp() * 1_000_000))


def _said(fact: str) -> Fold:
    """Said again in other words, the later saying holds."""

    def fold(record: Received, rows: Rows) -> None:
        said = _payment(record.value)
        told = [one.value for one in said.lines] or [one.amount or "0.00" for one in said.freights]
        rows[FACTS.name].append(
            (
                *(said.refund, fact, moment(said.at), _recorded(record), said.case_no or ""),
                *(said.order_no or "", said.customer_id or "", said.waybill or "", said.kind),
                *(str(sum(int(fen(one)) for one in told)), fen(said.amount), fen(said.deducted)),
                *(moment(said.table_at) if said.table_at else "", ",".join(said.waits_for)),
            )
        )

    return fold


def _came(fact: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _news(record.value)
        about = said.case_no or said.waybill or ""
        nothing = ("",) * 5
        rows[FACTS.name].append(
            (about, fact, moment(said.at), _recorded(record), *nothing, "0", "0", "0", "", "")
        )

    return fold


def _stepped(fact: str) -> Fold:
    """A step of a table, with the lines that it names."""

    def fold(record: Received, rows: Rows) -> None:
        said = _step(record.value)
        when = (moment(said.at), _recorded(record))
        rows[STEPS.name].append((said.table, fact, *when, said.person or "", said.hash))
        rows[LINES.name] += [
            (
                *(said.table, line.refund, fact, *when, line.case, line.order_no),
                *(line.customer_id or "", line.waybill or "", line.kind, fen(line.amount)),
                *(fen(line.deducted), line.way, "", ""),
            )
            for line in said.lines
            if fact == states.DRAWN
        ]

    return fold


def _of_line(fact: str) -> Fold:
    """What became of one line, other than paid."""

    def fold(record: Received, rows: Rows) -> None:
        said = _step(record.value)
        rows[LINES.name].append(
            (
                *(said.table, said.refund, fact, moment(said.at), _recorded(record)),
                *("", "", "", "", "", "0", "0", "", said.reason, said.person or ""),
            )
        )

    return fold


PROJECTION = Projection(
    service="finance",
    name="refund_work",
    version=1,
    topics=(say.TOPIC, intake.TOPIC, warehouse.TOPIC),
    folds={
        intake.RefundRequested.TYPE: _said(states.REQUESTED),
        intake.RefundReady.TYPE: _said(states.READY),
        intake.RefundWithdrawn.TYPE: _said(states.WITHDRAWN),
        say.RefundPaid.TYPE: _said(states.PAID),
        say.PostageReimbursed.TYPE: _said(states.PAID),
        intake.RefundConfirmed.TYPE: _came(states.CONFIRMED),
        warehouse.GoodsInspected.TYPE: _came(states.INSPECTED),
        refund_work.RefundTableDrawn.TYPE: _stepped(states.DRAWN),
        refund_work.RefundTableApproved.TYPE: _stepped(states.APPROVED),
        refund_work.RefundTableExported.TYPE: _stepped(states.EXPORTED),
        refund_work.RefundPutOff.TYPE: _of_line(states.PUT_OFF),
        refund_work.RefundFailed.TYPE: _of_line(states.FAILED),
    },
    own_tables=(FACTS, LINES, STEPS),
)
