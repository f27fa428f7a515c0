"""Complaints as they stand (R513): what was recorded, found and done, who owns what is left.

Bodies are kept as they came; where a complaint stands follows from all of them, in any order.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from shared.contracts import complaints as say
from shared.contracts.intake import TOPIC
from shared.errors import NotKnown
from shared.projection.projection import Projection, Table
from shared.projection.reading import moment, only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Storage

EVENT = Table(
    "complaints_event",
    ("event_id", "complaint_no", "type", "body"),
    key=("event_id",),
    indexes=(("complaint_no",),),
)
EVENTS = (
    "SELECT complaint_no, type, body FROM complaints_event"
    " WHERE complaint_no BETWEEN ? AND ? ORDER BY complaint_no, event_id"
)
STAGES = (
    (say.ComplaintClosed.TYPE, "closed"),
    (say.CorrectiveActionDone.TYPE, "done"),
    (say.CorrectiveActionPlanned.TYPE, "planned"),
    (say.ComplaintAnswered.TYPE, "answered"),
    (say.ComplaintVerified.TYPE, "verified"),
)
"""The furthest that was reached is where a complaint stands."""
Status = Literal["received", "verified", "answered", "planned", "done", "closed"]

Events = dict[str, dict[str, Any]]
"""Type → what was said of it last."""


class ReadNumber(msgspec.Struct, gc=False):
    """Which complaint it is about."""

    complaint_no: str


_read = msgspec.json.Decoder(ReadNumber).decode


def _keep(record: Received, rows: Rows) -> None:
    headers = record.headers
    number = _read(record.value).complaint_no
    rows[EVENT.name].append((headers["ce_id"], number, headers["ce_type"], record.value.decode()))


PROJECTION = Projection(
    service="intake",
    name="complaints",
    version=1,
    topics=(TOPIC,),
    folds={said.TYPE: _keep for said in say.EVENTS if said.KEY == say.OfComplaint.KEY},
    own_tables=(EVENT,),
)


class Complaints:
    """Answers from the projection's table."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def complaints(self, status: str | None = None) -> list[dict[str, Any]]:
        """All, or those that stand at one point, by number."""
        every = [_standing(number, events) for number, events in self._files()]
        return [one for one in every if status in {None, one["status"]}]

    def complaint(self, number: str) -> dict[str, Any]:
        """One with everything that was said of it; raises ``NotKnown``."""
        for _, events in self._files(number):
            told = sorted(events, key=_place)
            return {**_standing(number, events), "events": [_printed(event) for event in told]}
        raise NotKnown(f"complaint {number} is not known")

    def _files(self, number: str | None = None) -> Iterable[tuple[str, list[dict[str, Any]]]]:
        with self._storage.reading() as select:
            rows = select(EVENTS, *only(number))
        for complaint_no, of in groupby(rows, key=lambda row: row[0]):
            yield (
                complaint_no,
                [{"type": row[1], "data": msgspec.json.decode(row[2])} for row in of],
            )


def _standing(number: str, events: list[dict[str, Any]]) -> dict[str, Any]:
    """Where a complaint stands, as a line of the tracking list."""
    said = _latest(events)
    form = said.get(say.ComplaintReceived.TYPE, {})
    found = said.get(say.ComplaintVerified.TYPE, {})
    answer = said.get(say.ComplaintAnswered.TYPE, {})
    action = said.get(say.CorrectiveActionPlanned.TYPE, {})
    done = said.get(say.CorrectiveActionDone.TYPE, {})
    closing = said.get(say.ComplaintClosed.TYPE, {})
    return {
        "complaint": number,
        "status": next((name for kind, name in STAGES if kind in said), "received"),
        "received_at": _at(form),
        "review_due_at": _moment(form.get("due_at")),
        "channel": form.get("channel"),
        "kind": form.get("kind"),
        "description": form.get("description"),
        "customer_id": form.get("customer_id"),
        "case": form.get("case_no"),
        "order_no": form.get("order_no"),
        "sku": form.get("sku"),
        "batch": form.get("batch"),
        "agent": form.get("agent"),
        "evidence": form.get("evidence", []),
        "verified_at": _at(found),
        "substantiated": found.get("substantiated"),
        "finding": found.get("finding"),
        "answered_at": _at(answer),
        "action": action.get("action"),
        "owner": action.get("owner"),
        "due_at": _moment(action.get("due_at")),
        "done_at": _at(done),
        "result": done.get("result"),
        "closed_at": _at(closing),
        "outcome": closing.get("outcome"),
    }


def _latest(events: list[dict[str, Any]]) -> Events:
    """Of several sayings of a kind the latest revision."""
    ordered = sorted(events, key=lambda event: (event["data"].get("revision", 1), _place(event)))
    return {event["type"]: event["data"] for event in ordered}


_ORDER = {said.TYPE: place for place, said in enumerate(say.EVENTS)}


def _place(event: dict[str, Any]) -> tuple[str, int, int]:
    data = event["data"]
    return (moment(data["at"]), _ORDER[event["type"]], data.get("revision", 1))


def _printed(event: dict[str, Any]) -> dict[str, Any]:
    data = event["data"]
    hidden = {"cause", "correlation"}
    told = {name: value for name, value in data.items() if name not in hidden}
    return {"time": moment(data["at"]), "type": event["type"], "data": told}


def _at(said: dict[str, Any]) -> str | None:
    return _moment(said.get("at"))


def _moment(text: str | None) -> str | None:
    return None if text is None else moment(text)
