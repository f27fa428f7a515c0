"""Domain events to stored events and back, strictly typed by pydantic, with upcasting."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from eventsourcing.persistence import Mapper, StoredEvent
from eventsourcing.utils import get_topic, resolve_topic
from pydantic import TypeAdapter
from pydantic_core import from_json

from shared.store.versions import version_of

if TYPE_CHECKING:
    from eventsourcing.domain import DomainEventProtocol

_ENVELOPE = {"originator_id", "originator_version"}


@cache
def _adapter(event: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(event)


class PydanticMapper(Mapper[str]):
    """Stores an event's fields as JSON; what an earlier topic holds is upcast, then validated."""

    def to_stored_event(self, domain_event: DomainEventProtocol[str]) -> StoredEvent:
        """Encode one event; its topic is the explicit ``TOPIC`` of its class."""
        kind = type(domain_event)
        state = _adapter(kind).dump_json(domain_event, exclude=_ENVELOPE)
        if self.compressor:
            state = self.compressor.compress(state)
        if self.cipher:
            state = self.cipher.encrypt(state)
        return StoredEvent(
            domain_event.originator_id, domain_event.originator_version, get_topic(kind), state
        )

    def to_domain_event(self, stored_event: StoredEvent) -> DomainEventProtocol[str]:
        """Decode one event into the newest shape of its class."""
        kind = resolve_topic(stored_event.topic)
        state = stored_event.state
        if self.cipher:
            state = self.cipher.decrypt(state)
        if self.compressor:
            state = self.compressor.decompress(state)
        fields = from_json(state)
        _upcast(kind, stored_event.topic, fields)
        fields["originator_id"] = stored_event.originator_id
        fields["originator_version"] = stored_event.originator_version
        event: DomainEventProtocol[str] = _adapter(kind).validate_python(fields)
        return event


def _upcast(kind: type[Any], topic: str, fields: dict[str, Any]) -> None:
    newest: str = kind.TOPIC
    if topic != newest:
        for version in range(version_of(topic), version_of(newest)):
            getattr(kind, f"upcast_v{version}_v{version + 1}")(fields)
