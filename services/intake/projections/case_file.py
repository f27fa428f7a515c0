"""One case from all four services: every event of it, and of its order, by business time.

Bodies are kept as they came and read only when somebody asks; feeding is one insert a batch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts.intake import RemedyChosen, RequestDecided, ReturnRequested
from shared.contracts.registry import BY_TYPE, MODULES, TOPICS
from shared.errors import NotKnown
from shared.projection.projection import Projection, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Select, Storage

EVENT = Table(
    "case_file_event",
    (
        *("order_no", "event_id", "case_no", "waybill", "time", "type", "source", "subject"),
        "body",
    ),
    key=("order_no", "event_id"),
)
"""``order_no`` is empty for goods that came back with nobody knowing whose they are."""

OWNERLESS = Table("case_file_ownerless", ("waybill", "event_id"), key=("waybill", "event_id"))
CASE = Table("case_file_case", ("case_no", "order_no"), key=("case_no",))

SOURCES = {f"/recourse/{service}": place for place, service in enumerate(MODULES)}
"""Events of one moment stand in this order of their services, then by type and id."""

_PRIVATE = frozenset({"cause", "correlation"})
"""They tell how a message came about, which may differ between two runs with the same history."""

OF_CASE = (
    "SELECT time, type, source, event_id, subject, body FROM case_file_event"
    " WHERE order_no = ? AND case_no IN ('', ?)"
)
WAYBILLS = "SELECT DISTINCT waybill FROM case_file_event WHERE order_no = ? AND case_no IN ('', ?)"
OF_OWNERLESS = (
    "SELECT e.time, e.type, e.source, e.event_id, e.subject, e.body"
    " FROM case_file_ownerless o JOIN case_file_event e"
    " ON e.order_no = '' AND e.event_id = o.event_id WHERE o.waybill = ?"
)


class ReadPlace(msgspec.Struct, gc=False):
    """What an event is about."""

    case_no: str | None = None
    order_no: str | None = None
    waybill: str | None = None


_read = msgspec.json.Decoder(ReadPlace).decode


def _keep(record: Received, rows: Rows) -> None:
    said, headers = _read(record.value), record.headers
    order_no, waybill, event_id = said.order_no or "", said.waybill or "", headers["ce_id"]
    if not order_no:
        if not waybill:
            return  # A refund table, a month: no case's.
        rows[OWNERLESS.name].append((waybill, event_id))
    rows[EVENT.name].append(
        (
            *(order_no, event_id, said.case_no or "", waybill, headers["ce_time"]),
            *(headers["ce_type"], headers["ce_source"], record.key, record.value.decode()),
        )
    )


def _open(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    rows[CASE.name].append((said.case_no or record.key, said.order_no or ""))
    _keep(record, rows)


PROJECTION = Projection(
    service="intake",
    name="case_file",
    version=1,
    topics=TOPICS,
    folds=dict.fromkeys(BY_TYPE, _keep) | {ReturnRequested.TYPE: _open},
    own_tables=(EVENT, OWNERLESS, CASE),
)


class CaseFiles:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def case(self, number: str) -> dict[str, Any]:
        """The case of that number; raises ``NotKnown``."""
        with self._storage.reading() as select:
            found = select("SELECT order_no FROM case_file_case WHERE case_no = ?", number)
            if not found:
                raise NotKnown(f"case {number} is not known")
            order_no = found[0][0]
            events = _events(select, order_no, number)
        opened = _newest(events, ReturnRequested.TYPE)
        decided = _newest(events, RequestDecided.TYPE)
        return {
            "case": number,
            "order_no": order_no,
            "facts": (decided or opened or {}).get("facts"),
            "decision": (decided or {}).get("decision"),
            "remedy": (_newest(events, RemedyChosen.TYPE) or {}).get("remedy"),
            "events": events,
        }


def _events(select: Select, order_no: str, number: str) -> list[dict[str, Any]]:
    rows = [*select(OF_CASE, order_no, number)]
    for (waybill,) in select(WAYBILLS, order_no, number):
        if waybill:
            rows += select(OF_OWNERLESS, waybill)
    rows.sort(key=lambda row: (row[0], SOURCES.get(row[2], len(SOURCES)), row[1], row[3]))
    return [_printed(row) for row in rows]


def _printed(row: tuple[Any, ...]) -> dict[str, Any]:
    time, kind, source, event_id, subject, body = row
    data = msgspec.json.decode(body)
    return {
        "time": time,
        "type": kind,
        "source": source,
        "id": event_id,
        "subject": subject,
        "data": {name: value for name, value in data.items() if name not in _PRIVATE},
    }


def _newest(events: Iterable[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    """The data of the latest revision."""
    said = [
        (e["data"].get("revision", 1), e["time"], e["id"], e["data"])
        for e in events
        if e["type"] == kind
    ]
    return max(said, key=lambda one: one[:3])[3] if said else None
