"""JSON Schemas of every announcement, and the AsyncAPI document of the four topics."""

from __future__ import annotations

import json
from typing import Any

from shared.bus.record import PARTITIONS
from shared.contracts import costs
from shared.contracts.registry import BY_TYPE, MODULES

_HEADERS = {
    "ce_specversion": "CloudEvents version, 1.0",
    "ce_id": "deduplication key, UUIDv7 layout",
    "ce_type": "the event's name",
    "ce_source": "/recourse/<service>",
    "ce_time": "business time",
    "ce_recordedtime": "when it was stored",
    "ce_subject": "the record's key",
    "ce_dataschema": "name and version",
}


def schema_name(event: Any) -> str:
    """The file of an event's schema."""
    return f"contracts/{event.TYPE}.v{event.VERSION}.json"


def pages() -> dict[str, str]:
    """A schema an event, and asyncapi.json."""
    made = {schema_name(event): _json(event.model_json_schema()) for event in BY_TYPE.values()}
    made["asyncapi.json"] = _json(_asyncapi())
    return made


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _asyncapi() -> dict[str, Any]:
    channels, operations = {}, {}
    for service, module in MODULES.items():
        events = (*module.EVENTS, *costs.EVENTS)
        channels[service] = {
            "address": module.TOPIC,
            "messages": {event.TYPE: {"$ref": _message(event)} for event in events},
            "bindings": {"kafka": {"topic": module.TOPIC, "partitions": PARTITIONS}},
        }
        operations[f"{service}Announces"] = {
            "action": "send",
            "channel": {"$ref": f"#/channels/{service}"},
        }
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Recourse events", "version": "1"},
        "defaultContentType": "application/json",
        "channels": channels,
        "operations": operations,
        "components": {"messages": {one.TYPE: _described(one) for one in BY_TYPE.values()}},
    }


def _message(event: Any) -> str:
    return f"#/components/messages/{event.TYPE}"


def _described(event: Any) -> dict[str, Any]:
    return {
        "name": event.TYPE,
        "summary": (event.__doc__ or "").split("\n")[0],
        "headers": {
            "type": "object",
            "properties": {
                name: {"type": "string", "description": text} for name, text in _HEADERS.items()
            },
        },
        "payload": {"$ref": f"./{schema_name(event)}"},
        "bindings": {"kafka": {"key": {"type": "string", "description": event.KEY}}},
    }
