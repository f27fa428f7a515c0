"""A published contract may grow, never change: checked against the last committed schemas."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def breaks(root: Path, pages: dict[Path, str]) -> list[str]:
    """What the new schemas would break for readers of the committed ones."""
    problems = []
    for name in _committed(root):
        old = json.loads(_git(root, "show", f"HEAD:{name}"))
        text = pages.get(root / name)
        new = json.loads(text) if text else None
        problems += [f"{name}: {problem}" for problem in differences(old, new)]
    return problems + _broken_history(root, pages)


def _broken_history(root: Path, pages: dict[Path, str]) -> list[str]:
    """Stored events whose shape changed under the same topic: what is stored could not be read."""
    name = "docs/stored-events.json"
    old = json.loads(_git(root, "show", f"HEAD:{name}") or "{}")
    new = json.loads(pages[root / name])
    return [
        f"{name}: {topic}: {problem}"
        for topic in old
        for problem in differences(old[topic], new.get(topic))
    ]


def differences(old: dict[str, Any], new: dict[str, Any] | None) -> list[str]:
    """Breaking differences between two schemas of one event and version, both ways.

    A removed or retyped field breaks readers; a newly required one breaks readers of what was
    stored before.
    """
    if new is None:
        return ["the event was removed"]
    found = _in_object("", old, new)
    for name, definition in old.get("$defs", {}).items():
        found += _in_object(f"{name}.", definition, new.get("$defs", {}).get(name, {}))
    return found


def _in_object(where: str, old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    before, after = old.get("properties", {}), new.get("properties", {})
    found = [f"{where}{field} was removed" for field in before if field not in after]
    found += [
        f"{where}{field} changed its type"
        for field in before
        if field in after and _shape(before[field]) != _shape(after[field])
    ]
    newly_required = set(new.get("required", [])) - set(old.get("required", []))
    found += [f"{where}{field} became required" for field in sorted(newly_required)]
    return found


def _shape(schema: Any) -> Any:
    """A schema without its words."""
    if isinstance(schema, dict):
        words = ("description", "title", "default")
        return {key: _shape(value) for key, value in schema.items() if key not in words}
    if isinstance(schema, list):
        return [_shape(value) for value in schema]
    return schema


def _committed(root: Path) -> list[str]:
    listed = _git(root, "ls-tree", "-r", "--name-only", "HEAD", "docs/contracts")
    return [name for name in listed.splitlines() if name.endswith(".json")]


def _git(root: Path, *words: str) -> str:
    """Git's answer; empty outside a checkout, where there is nothing to compare with."""
    done = subprocess.run(  # noqa: S603  # fixed words of ours
        ["git", *words],  # noqa: S607  # the developer's own git
        cwd=root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout if done.returncode == 0 else ""
