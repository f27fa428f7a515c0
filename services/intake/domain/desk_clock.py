"""The desk's own clock: it stands still while a case rests, and a deadline moves by that time."""

from __future__ import annotations

from datetime import datetime

from shared.pending import Fact, moment_of

PAUSED = "paused"
RESUMED = "resumed"

Rest = tuple[datetime, datetime | None]
"""From when until when; null while nobody knows."""


def rests(facts: list[Fact], at: datetime) -> list[Rest]:
    """The case's pauses by then: each ends as it was resumed, or at the moment that was set."""
    found: list[Rest] = []
    for fact in facts:
        if fact.name == PAUSED:
            found.append((fact.moment, moment_of(fact.detail) if fact.detail else None))
        elif fact.name == RESUMED and found:
            found[-1] = (found[-1][0], fact.moment)
    return [(begun, ended) for begun, ended in found if begun <= at]


def paused_at(pauses: list[Rest], at: datetime) -> bool:
    """Whether the case rests at a moment."""
    return any(begun <= at and (ended is None or at < ended) for begun, ended in pauses)


def shifted(since: datetime, due_at: datetime, pauses: list[Rest], at: datetime) -> datetime:
    """A deadline, later by as long as the case rested between its beginning and itself.

    A rest without an end has lasted until ``at``; one that begins after the deadline moves nothing.
    """
    for begun, ended in pauses:
        start, end = max(begun, since), ended or max(at, begun)
        if start <= due_at and end > start:
            due_at += end - start
    return due_at
