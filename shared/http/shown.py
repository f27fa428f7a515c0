"""What is known, as JSON values: moments and amounts as text, value objects as objects."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_jsonable_python


def shown(**facts: Any) -> dict[str, Any]:
    """Facts by name."""
    made: dict[str, Any] = to_jsonable_python(facts, fallback=str)
    return made
