"""The version of a stored event: the N at the end of its topic (``service.event.vN``)."""

from __future__ import annotations

from typing import Any


def version_of(topic: str) -> int:
    """The number at a topic's end; 1 where it has none."""
    _, mark, number = topic.rpartition(".v")
    return int(number) if mark and number.isdecimal() else 1


def earlier_topics(topic: str) -> list[str]:
    """The topics under which the same event was stored before its shape changed, newest first."""
    name = topic.rpartition(".v")[0]
    return [f"{name}.v{version}" for version in range(version_of(topic) - 1, 0, -1)]


def upcast_topics(event: type[Any]) -> list[str]:
    """The earlier topics that an event's class reads by its upcasters."""
    found = []
    for topic in earlier_topics(event.TOPIC):
        version = version_of(topic)
        if not hasattr(event, f"upcast_v{version}_v{version + 1}"):
            break
        found.append(topic)
    return found
