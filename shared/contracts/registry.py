"""Every announcement by its name, and how one becomes a record and back.

The id follows from the facts alone (type, key, time, body without its envelope parts and seals), so
embedded and Kafka print the same ids, and announcing again is harmless.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import to_json

from shared.bus.record import Record
from shared.contracts import costs, finance, intake, logistics, warehouse
from shared.dates import print_time
from shared.ids import derived_id

if TYPE_CHECKING:
    from datetime import datetime

    from shared.bus.record import Received
    from shared.contracts.base import Announcement

MODULES = {
    "intake": intake,
    "logistics": logistics,
    "warehouse": warehouse,
    "finance": finance,
}
TOPICS = tuple(module.TOPIC for module in MODULES.values())
BY_TYPE: dict[str, type[Announcement]] = {
    event.TYPE: event
    for events in (*(module.EVENTS for module in MODULES.values()), costs.EVENTS)
    for event in events
}
_ENVELOPE_PARTS = {"revision", "cause", "correlation"}


def to_record(
    service: str, said: Announcement, recorded_at: datetime, cause: str | None = None
) -> Record:
    """The record that carries an announcement of a service, as CloudEvents in binary mode."""
    body = identity = said.model_dump_json(by_alias=True, exclude=_ENVELOPE_PARTS).encode()
    if said.LATER or any(getattr(said, field) is not None for field in said.BESIDE):
        bare = said.model_copy(update=dict.fromkeys(said.BESIDE))
        apart = _ENVELOPE_PARTS | said.LATER
        identity = bare.model_dump_json(by_alias=True, exclude=apart).encode()
    key = said.key()
    envelope = {
        "revision": said.revision,
        "cause": cause,
        "correlation": said.case_no or said.order_no or said.waybill,
    }
    headers = {
        "ce_specversion": "1.0",
        "ce_id": derived_id(said.at, said.TYPE, key, identity),
        "ce_type": said.TYPE,
        "ce_source": f"/recourse/{service}",
        "ce_time": print_time(said.at),
        "ce_recordedtime": print_time(recorded_at),
        "ce_subject": key,
        "ce_dataschema": f"{said.TYPE}.v{said.VERSION}",
    }
    return Record(MODULES[service].TOPIC, key, headers, body[:-1] + b"," + to_json(envelope)[1:])


def from_record(record: Received) -> Announcement:
    """Read a record's body; raises ``pydantic.ValidationError`` on a body that is not one."""
    return BY_TYPE[record.type].model_validate_json(record.value)
