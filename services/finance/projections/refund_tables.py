"""The refund tables: what was paid out at each moment (R507, D8)."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import finance as say
from shared.projection.projection import Projection, Table
from shared.projection.reading import ANY, fen, moment, yuan

if TYPE_CHECKING:
    from datetime import date

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Storage

LINE = Table(
    "refund_tables_line",
    (
        *("event_id", "number", "table_at", "case_no", "order_no", "customer_id", "kind"),
        *("amount", "deducted"),
    ),
    key=("event_id", "number"),
    whole_numbers=frozenset({"number", "amount", "deducted"}),
)
LINES = (
    "SELECT table_at, case_no, order_no, customer_id, kind, amount, deducted"
    " FROM refund_tables_line WHERE table_at BETWEEN ? AND ?"
    " ORDER BY table_at, case_no, kind, event_id, number"
)


class ReadLine(msgspec.Struct, gc=False):
    """``shared.contracts.finance.TableLine``."""

    case: str
    order_no: str
    kind: str
    amount: str
    deducted: str
    customer_id: str | None = None


class ReadTable(msgspec.Struct, gc=False):
    """``shared.contracts.finance.RefundTableCleared``."""

    table_at: str
    lines: tuple[ReadLine, ...]


_read = msgspec.json.Decoder(ReadTable).decode


def _cleared(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    table_at = moment(said.table_at)
    rows[LINE.name] += [
        (
            *(record.headers["ce_id"], str(number), table_at, line.case, line.order_no),
            *(line.customer_id or "", line.kind, fen(line.amount), fen(line.deducted)),
        )
        for number, line in enumerate(said.lines)
    ]


PROJECTION = Projection(
    service="finance",
    name="refund_tables",
    version=1,
    topics=(say.TOPIC,),
    folds={say.RefundTableCleared.TYPE: _cleared},
    own_tables=(LINE,),
)


class RefundTables:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def refunds(self, first: date | None = None, last: date | None = None) -> list[dict[str, Any]]:
        """The tables of the days from ``first`` to ``last``, both included (Asia/Shanghai)."""
        low = ANY[0] if first is None else first.isoformat()
        high = ANY[1] if last is None else f"{last.isoformat()}U"  # After every "…T…" of that day.
        with self._storage.reading() as select:
            rows = select(LINES, low, high)
        return [
            {"table_at": table_at, "lines": [_line(row) for row in of]}
            for table_at, of in groupby(rows, key=lambda row: row[0])
        ]


def _line(row: tuple[Any, ...]) -> dict[str, Any]:
    _, case, order_no, customer_id, kind, amount, deducted = row
    return {
        "case": case,
        "order_no": order_no,
        "customer_id": customer_id or None,
        "kind": kind,
        "amount": yuan(amount),
        "deducted": yuan(deducted),
    }
