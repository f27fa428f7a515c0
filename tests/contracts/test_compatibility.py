"""A published contract may grow, never change."""

from __future__ import annotations

from typing import Any

import pytest

from docs.generated.compatibility import differences
from docs.generated.contracts import pages
from shared.contracts.registry import BY_TYPE, MODULES


def schema(required: list[str] | None = None, **properties: Any) -> dict[str, Any]:
    return {"properties": properties, "required": required or []}


TEXT, NUMBER = {"type": "string"}, {"type": "integer"}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (schema(a=TEXT), schema(a=TEXT, b=NUMBER), []),
        (schema(a=TEXT), schema(a=TEXT | {"description": "better words"}), []),
        (schema(a=TEXT, b=NUMBER), schema(a=TEXT), ["b was removed"]),
        (schema(a=TEXT), schema(a=NUMBER), ["a changed its type"]),
        (schema(a=TEXT), schema(["a"], a=TEXT), ["a became required"]),
        (schema(a=TEXT), None, ["the event was removed"]),
    ],
    ids=["grown", "reworded", "removed", "retyped", "required", "gone"],
)
def test_what_breaks_readers(
    old: dict[str, Any], new: dict[str, Any] | None, found: list[str]
) -> None:
    assert differences(old, new) == found


def test_a_break_inside_a_shared_value_is_found() -> None:
    old = schema() | {"$defs": {"Entry": schema(cost=TEXT)}}
    new = schema() | {"$defs": {"Entry": schema(cost=NUMBER)}}
    assert differences(old, new) == ["Entry.cost changed its type"]


def test_every_announcement_has_a_schema_and_a_message() -> None:
    made = pages()
    for event in BY_TYPE.values():
        assert f"contracts/{event.TYPE}.v{event.VERSION}.json" in made
        assert f'"{event.TYPE}"' in made["asyncapi.json"]


def test_names_and_keys_are_unambiguous() -> None:
    names = [event.TYPE for module in MODULES.values() for event in module.EVENTS]
    assert len(names) == len(set(names))
    for event in BY_TYPE.values():
        assert event.KEY in event.model_fields
