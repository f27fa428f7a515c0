"""Parked messages: looked at, handled again in the order of their key, or dropped with a reason."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from shared.bus.record import Received
from shared.contracts.registry import from_record
from shared.errors import NotKnown
from shared.store.aggregate import Aggregate, FirstEvent
from shared.store.service import Heard

if TYPE_CHECKING:
    from shared.runtime.listener import Reactions
    from shared.store.service import Service


class ParkedMessageDropped(FirstEvent):
    """Somebody decided that a parked message will not be handled."""

    TOPIC: ClassVar = "shared.parked-message-dropped.v1"
    message_type: str
    key: str
    reason: str
    person: str | None


class DroppedMessage(Aggregate):
    """The record of a message that was dropped instead of handled."""

    TOPIC: ClassVar = "shared.dropped-message"
    KIND = "dropped-message"


def redrive(service: Service[Any], reactions: Reactions, message_id: str) -> int:
    """Handle a parked message and its followers of the same key again; how many went through.

    Stops at the first that still fails, and raises its error: order within the key holds.
    """
    rows = service.parked()
    first = _row(rows, message_id)
    done = 0
    for row in rows:
        if (row["topic"], row["key"]) != (first["topic"], first["key"]):
            continue
        record = _record(row)
        commands = tuple(reactions.react(from_record(record)))
        service.hear([Heard(record, commands)], {}, released=[record.id])
        done += 1
    return done


def drop(service: Service[Any], message_id: str, reason: str, at: datetime, person: str) -> None:
    """Give a parked message up; the reason is kept as an event."""
    row = _row(service.parked(), message_id)
    service.drop_parked(
        DroppedMessage.opened(
            ParkedMessageDropped,
            message_id,
            at,
            message_type=json.loads(row["headers"])["ce_type"],
            key=row["key"],
            reason=reason,
            person=person,
        )
    )


def _row(rows: list[dict[str, Any]], message_id: str) -> dict[str, Any]:
    for row in rows:
        if row["message_id"] == message_id:
            return row
    raise NotKnown(f"no message {message_id} is parked")


def _record(row: dict[str, Any]) -> Received:
    return Received(
        topic=row["topic"],
        partition=row["partition"],
        offset=row["next_offset"],
        key=row["key"],
        headers=json.loads(row["headers"]),
        value=row["value"].encode(),
    )
