"""In what the files of two versions differ, as they are written. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from shared.policy.document import PolicyDocument

Printed = dict[str, Any]

LISTS = {"overlays": "overlay", "rows": "row", "overrides": "override"}
"""What stands in the file as a list of named things."""
NAMED = frozenset({"version", "limits", *LISTS.values()})


def written(one: PolicyDocument, other: PolicyDocument) -> Printed:
    """Limits that differ; overlays, rows and overrides added, removed or changed; all the rest."""
    differing: Printed = {"limits": differences(one.limits, other.limits)}
    for told, name in LISTS.items():
        differing[told] = _lists({i.name: i for i in getattr(one, name)},
                                 {i.name: i for i in getattr(other, name)})  # fmt: skip
    differing["rest"] = differences(one, other, without=NAMED)
    return differing


def differences(
    one: BaseModel, other: BaseModel, without: frozenset[str] = frozenset()
) -> list[Printed]:
    """Field by field, of parts within parts: null where a version does not say it."""
    before, after = (dict(_flat(_plain(each), without)) for each in (one, other))
    return [
        {"field": field, "from": before.get(field), "to": after.get(field)}
        for field in dict.fromkeys([*before, *after])
        if before.get(field) != after.get(field)
    ]


def _lists(one: Mapping[str, BaseModel], other: Mapping[str, BaseModel]) -> Printed:
    changed = (
        {"name": name, "fields": differences(one[name], other[name])}
        for name in one
        if name in other
    )
    return {
        "added": [name for name in other if name not in one],
        "removed": [name for name in one if name not in other],
        "changed": [each for each in changed if each["fields"]],
    }


def _plain(part: BaseModel) -> Printed:
    plain: Printed = part.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return plain


def _flat(value: Any, without: Iterable[str] = (), path: str = "") -> Iterator[tuple[str, Any]]:
    """Fields by their path; of named things in a list each goes by its name."""
    if isinstance(value, list) and value and all(_is_named(part) for part in value):
        value = {part["name"]: part for part in value}
    if isinstance(value, dict) and value:
        for name, part in value.items():
            if name not in without:
                yield from _flat(part, (), f"{path}.{name}" if path else name)
    else:
        yield path, value


def _is_named(part: Any) -> bool:
    return isinstance(part, dict) and "name" in part
