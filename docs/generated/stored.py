"""The shape of every stored event: history is a contract, so a change of shape is a new ``.vN``."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

import services
from shared.store.aggregate import DomainEvent
from shared.store.versions import earlier_topics

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = "stored-events.json"
PAGE = Path(__file__).parents[1] / NAME


def pages() -> dict[str, str]:
    """stored-events.json: topic → JSON Schema of what is stored under it.

    What was stored before an event's shape changed keeps the schema that it had.
    """
    for module in walk_packages(services.__path__, "services."):
        if ".domain." in module.name:
            import_module(module.name)
    schemas = {
        event.__dict__["TOPIC"]: TypeAdapter(event).json_schema(mode="serialization")
        for event in _all(DomainEvent)
        if "TOPIC" in event.__dict__ and event.__module__.startswith("services.")
    }
    written = json.loads(PAGE.read_text(encoding="utf-8")) if PAGE.exists() else {}
    earlier = {one for topic in schemas for one in earlier_topics(topic)}
    schemas |= {topic: written[topic] for topic in earlier if topic in written}
    return {NAME: json.dumps(schemas, indent=1, ensure_ascii=False, sort_keys=True) + "\n"}


def _all(kind: type[Any]) -> Iterator[type[Any]]:
    for one in kind.__subclasses__():
        yield one
        yield from _all(one)
