"""One case from all four services: every event of it, and of its order, by business time.

Bodies are kept as they came and read only when somebody asks; feeding is one insert a batch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from services.intake.domain.asking import asks_for
from shared.contracts.finance import IncidentConfirmed, StaffCharged
from shared.contracts.intake import RemedyChosen, RequestDecided, ReturnRequested
from shared.contracts.registry import BY_TYPE, MODULES, TOPICS
from shared.errors import NotKnown
from shared.projection.projection import Projection, Table
from shared.projection.reading import moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Select, Storage

_EVENT = ("event_id", "type", "source", "subject", "body")
EVENT = Table("case_file_event", ("order_no", *_EVENT), indexes=(("order_no",),))
OWNERLESS = Table("case_file_ownerless", ("waybill", *_EVENT), indexes=(("waybill",),))
"""Goods that came back with nobody knowing whose they are."""
STAFF = Table("case_file_staff", ("agent", *_EVENT), indexes=(("agent",),))
"""What agents are charged for without a case (R512)."""
CASE = Table("case_file_case", ("case_no", "order_no"), key=("case_no",))

_SOURCES = {f"/recourse/{service}": place for place, service in enumerate(MODULES)}
_TYPES = {kind: place for place, kind in enumerate(BY_TYPE)}
"""Events of one moment stand in the contracts' order of services, then of types, then by id."""

_PRIVATE = frozenset({"cause", "correlation"})
"""They tell how a message came about, which may differ between two runs with the same history."""

SEALED = "sealed"
"""In place of what intake alone may open, and whose bytes differ from house to house (R516)."""

OF_ORDER = "SELECT event_id, type, source, subject, body FROM case_file_event WHERE order_no = ?"
OF_AGENT = "SELECT event_id, type, source, subject, body FROM case_file_staff WHERE agent = ?"
OF_WAYBILL = (
    "SELECT event_id, type, source, subject, body FROM case_file_ownerless WHERE waybill = ?"
)


class ReadPlace(msgspec.Struct, gc=False):
    """What an event is about."""

    order_no: str | None = None
    waybill: str | None = None
    agent: str | None = None


class ReadRequest(msgspec.Struct, gc=False):
    """Which case was opened, about which order."""

    case_no: str
    order_no: str


_read = msgspec.json.Decoder(ReadPlace).decode
_read_request = msgspec.json.Decoder(ReadRequest).decode


def _keep(record: Received, rows: Rows) -> None:
    about, headers, body = _read(record.value), record.headers, record.value.decode()
    event = (headers["ce_id"], headers["ce_type"], headers["ce_source"], record.key, body)
    if about.order_no:
        rows["case_file_event"].append((about.order_no, *event))
    elif about.waybill:
        rows["case_file_ownerless"].append((about.waybill, *event))
    # Else a refund table or a month, which are no case's.


def _keep_of_staff(record: Received, rows: Rows) -> None:
    """An incident belongs to its case's order; without one to the agent alone."""
    about = _read(record.value)
    if about.order_no or not about.agent:
        _keep(record, rows)
        return
    headers, body = record.headers, record.value.decode()
    event = (headers["ce_id"], headers["ce_type"], headers["ce_source"], record.key, body)
    rows[STAFF.name].append((about.agent, *event))


def _open(record: Received, rows: Rows) -> None:
    request = _read_request(record.value)
    _keep(record, rows)
    rows[CASE.name].append((request.case_no, request.order_no))


PROJECTION = Projection(
    service="intake",
    name="case_file",
    version=2,
    topics=TOPICS,
    folds=dict.fromkeys(BY_TYPE, _keep)
    | {ReturnRequested.TYPE: _open}
    | dict.fromkeys((StaffCharged.TYPE, IncidentConfirmed.TYPE), _keep_of_staff),
    own_tables=(EVENT, OWNERLESS, STAFF, CASE),
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
            "asks": asks_for(decided["decision"]["missing"]) if decided else [],
            "remedy": (_newest(events, RemedyChosen.TYPE) or {}).get("remedy"),
            "events": events,
        }


def _events(select: Select, order_no: str, number: str) -> list[dict[str, Any]]:
    """Each once, however often it came; of the order's other cases none."""
    told = [printed_event(row) for row in select(OF_ORDER, order_no)]
    mine = [event for event in told if event["data"].get("case_no") in {None, number}]
    for waybill in {event["data"].get("waybill") for event in mine} - {None}:
        mine += [printed_event(row) for row in select(OF_WAYBILL, waybill)]
    return placed(mine)


def placed(events: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """By business time, each once: said again with the same words, the later saying stays."""
    by_id = {event["id"]: event for event in sorted(events, key=_revision)}
    return sorted(by_id.values(), key=_place)


def _revision(event: dict[str, Any]) -> int:
    revision: int = event["data"].get("revision", 1)
    return revision


def _place(event: dict[str, Any]) -> tuple[Any, ...]:
    source = _SOURCES.get(event["source"], len(_SOURCES))
    return (event["time"], source, _TYPES[event["type"]], event["id"])


def printed_event(row: tuple[Any, ...]) -> dict[str, Any]:
    """An event as it came, but for what is sealed and how its message came about."""
    event_id, kind, source, subject, body = row
    data = msgspec.json.decode(body)
    for field in BY_TYPE[kind].SEALED:
        if data.get(field) is not None:
            data[field] = SEALED
    return {
        "time": moment(data["at"]),
        "type": kind,
        "source": source,
        "id": event_id,
        "subject": subject,
        "data": {name: value for name, value in data.items() if name not in _PRIVATE},
    }


def _newest(events: Iterable[dict[str, Any]], kind: str) -> dict[str, Any] | None:
    """What the latest revision says."""
    said = [event for event in events if event["type"] == kind]
    last = max(said, key=lambda event: (_revision(event), event["time"], event["id"]), default=None)
    return last and last["data"]
