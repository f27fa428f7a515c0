"""The flags of orders, for whoever reviews and packs them (旗子; R105, R106, R402, R510)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import casework as said
from shared.contracts import intake
from shared.projection.projection import Projection, Table
from shared.projection.reading import moment, only

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Storage

UP, DOWN = "up", "down"
FLAG = Table(
    "order_flags_flag",
    (
        "event_id",
        "order_no",
        "name",
        "revision",
        "stands",
        "at",
        "kind",
        "note",
        "case_no",
        "person",
    ),
    key=("event_id",),
    whole_numbers=frozenset({"revision"}),
)
FLAGS = (
    "SELECT name, stands, order_no, at, kind, note, case_no, person FROM order_flags_flag"
    " WHERE order_no BETWEEN ? AND ? ORDER BY order_no, revision, event_id"
)


class ReadFlag(msgspec.Struct, gc=False):
    """What a row needs of a flag that went up or came down."""

    at: str
    order_no: str
    name: str
    kind: str
    note: str
    revision: int = 1
    case_no: str | None = None
    person: str | None = None


_read = msgspec.json.Decoder(ReadFlag).decode


def _note(record: Received, rows: Rows) -> None:
    flag, stands = _read(record.value), UP if record.type == said.OrderFlagged.TYPE else DOWN
    rows[FLAG.name].append(
        (
            *(record.headers["ce_id"], flag.order_no, flag.name, str(flag.revision), stands),
            *(moment(flag.at), flag.kind, flag.note, flag.case_no or "", flag.person or ""),
        )
    )


PROJECTION = Projection(
    service="warehouse",
    name="order_flags",
    version=1,
    topics=(intake.TOPIC,),
    folds={said.OrderFlagged.TYPE: _note, said.OrderFlagLowered.TYPE: _note},
    own_tables=(FLAG,),
)


def flags(storage: Storage, order_no: str | None = None) -> list[dict[str, Any]]:
    """The flags that are up, of one order or of all, by order and time."""
    with storage.reading() as select:
        rows = select(FLAGS, *only(order_no))
    last = {(row[2], row[0]): row for row in rows}  # Of one flag the last revision stands.
    standing = sorted((row for row in last.values() if row[1] == UP), key=lambda row: row[2:])
    return [
        {
            "order_no": order,
            "at": at,
            "kind": kind,
            "note": note,
            "case": case or None,
            "person": person or None,
        }
        for _, _, order, at, kind, note, case, person in standing
    ]
