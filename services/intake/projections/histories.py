"""Everything that was announced about an order, with what caused what: to tell why money moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from services.intake.projections.case_file import (
    OF_AGENT,
    OF_ORDER,
    OF_WAYBILL,
    placed,
    printed_event,
)

if TYPE_CHECKING:
    from shared.projection.storage import Select, Storage

Printed = dict[str, Any]

MENTIONED = (
    "SELECT order_no, event_id, body FROM case_file_event WHERE event_id = ? OR body LIKE ?"
    " ESCAPE '\\'"
)


@dataclass(frozen=True, slots=True)
class About:
    """Whose history is asked for, as far as a line of the books tells."""

    order_no: str | None = None
    waybill: str | None = None
    agent: str | None = None


class Histories:
    """Answers from the tables of the case file."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def history(self, about: About, mentions: str | None = None) -> Printed:
        """An order's events in order of business time, a parcel's that nobody owned, an agent's.

        ``mentions``: of the order of the event with that id, else of one that says it of itself (a
        refund, a claim, a slip): ``named`` are those events.
        """
        order_no, of = about.order_no, {about.waybill} if about.waybill else set()
        with self._storage.reading() as select:
            named: list[str] = []
            if mentions is not None:
                order_no, named = _naming(select, mentions)
            events = [_told(row) for row in select(OF_ORDER, order_no)] if order_no else []
            for one in sorted({event["data"].get("waybill") for event in events} - {None} | of):
                events += map(_told, select(OF_WAYBILL, one))
            if about.agent:
                events += map(_told, select(OF_AGENT, about.agent))
        return {"order_no": order_no, "named": named, "events": placed(events)}


def _naming(select: Select, number: str) -> tuple[str | None, list[str]]:
    """An event's own id goes before whatever tells of it; what only contains it is no match."""
    escaped = number.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
    found = [
        (event_id != number, order_no, event_id)
        for order_no, event_id, body in select(MENTIONED, number, f'%"{escaped}"%')
        if event_id == number or number in _says(msgspec.json.decode(body))
    ]
    nearest = sorted(found)[:1]
    of = [one for one in found if nearest and one[:2] == nearest[0][:2]]
    return (nearest[0][1] if nearest else None), sorted({event_id for _, _, event_id in of})


NAMES = ("refund", "claim", "slip")
"""What an announcement names besides itself, its case, its order and its parcel."""


def _says(body: Printed) -> set[Any]:
    entry = body.get("entry") or {}
    return {body.get(name) for name in NAMES} | {entry.get("entry")}


def _told(row: tuple[Any, ...]) -> Printed:
    """As the case file prints it, with what caused it and what ties it together."""
    event, body = printed_event(row), msgspec.json.decode(row[-1])
    data = event.pop("data")
    known = {"cause": body.get("cause"), "correlation": body.get("correlation")}
    return {**event, **known, "data": data}
