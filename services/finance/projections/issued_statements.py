"""Which statements were issued when a month was closed, by courier and revision (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.projection.projection import Table

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Rows

ISSUED = Table(
    "courier_ledger_issued",
    ("courier", "period", "revision", "replaces", "hash"),
    key=("courier", "period", "revision"),
    whole_numbers=frozenset({"revision"}),
)


class ReadStatement(msgspec.Struct, gc=False):
    """What is kept of a statement: its lines are drawn again from the ledger."""

    courier: str
    period: str
    hash: str
    revision: int = 1
    replaces: int | None = None


_read = msgspec.json.Decoder(ReadStatement).decode


def statement(record: Received, rows: Rows) -> None:
    """A statement was issued."""
    said = _read(record.value)
    replaces = "" if said.replaces is None else str(said.replaces)
    row = (said.courier, said.period, str(said.revision), replaces, said.hash)
    rows[ISSUED.name].append(row)
