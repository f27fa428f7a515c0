"""Suspect stock as it stands (R513): by product and batch, what is isolated and where it went."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import warehouse as say
from shared.projection.projection import Projection, Table
from shared.projection.reading import moment, only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Storage

SUSPECTED, ISOLATED = "suspected", "isolated"
DISPOSITIONS = ("restock", "discount", "rework", "scrap")

MOVE = Table(
    "suspect_stock_move",
    ("event_id", "sku", "batch", "what", "at", "quantity", "complaint_no", "due_at"),
    key=("event_id",),
    whole_numbers=frozenset({"quantity"}),
)
MOVES = (
    "SELECT sku, batch, what, at, quantity, complaint_no, due_at FROM suspect_stock_move"
    " WHERE sku BETWEEN ? AND ? ORDER BY sku, batch, at, event_id"
)


class ReadMove(msgspec.Struct, gc=False):
    """What a line needs of an announcement about suspect stock."""

    at: str
    sku: str
    batch: str | None = None
    quantity: int = 0
    disposition: str | None = None
    complaint_no: str | None = None
    due_at: str | None = None


_read = msgspec.json.Decoder(ReadMove).decode


def _note(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    what = SUSPECTED if said.complaint_no else said.disposition or ISOLATED
    rows[MOVE.name].append(
        (
            *(record.headers["ce_id"], said.sku, said.batch or "", what, moment(said.at)),
            *(str(said.quantity), said.complaint_no or "", moment(said.due_at or said.at)),
        )
    )


PROJECTION = Projection(
    service="warehouse",
    name="suspect_stock",
    version=1,
    topics=(say.TOPIC,),
    folds=dict.fromkeys(
        (say.StockSuspected.TYPE, say.SuspectStockIsolated.TYPE, say.SuspectStockReleased.TYPE),
        _note,
    ),
    own_tables=(MOVE,),
)


class SuspectStocks:
    """Answers from the projection's table."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def stocks(self, sku: str | None = None) -> list[dict[str, Any]]:
        """By product and batch; ``held`` is what is isolated and not checked yet."""
        with self._storage.reading() as select:
            rows = select(MOVES, *only(sku))
        lines = groupby(rows, key=lambda row: (row[0], row[1]))
        return [_line(product, batch, list(of)) for (product, batch), of in lines]


def _line(sku: str, batch: str, rows: list[tuple[Any, ...]]) -> dict[str, Any]:
    suspected = [row for row in rows if row[2] == SUSPECTED]
    gone = {name: _pieces(rows, name) for name in DISPOSITIONS}
    isolated = _pieces(rows, ISOLATED)
    return {
        "sku": sku,
        "batch": batch or None,
        "complaints": sorted({row[5] for row in suspected}),
        "since": rows[0][3],
        "due_at": min((row[6] for row in suspected), default=None),
        "isolated": isolated,
        **gone,
        "held": isolated - sum(gone.values()),
    }


def _pieces(rows: Iterable[tuple[Any, ...]], what: str) -> int:
    return sum(row[4] for row in rows if row[2] == what)
