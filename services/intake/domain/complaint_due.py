"""What is left to do about a complaint, and by when (R504, R513)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from shared.pending import Fact, Pending, moment_of, newest
from shared.policy.deadlines import due

RECEIVED = "received"
VERIFIED = "verified"
ANSWERED = "answered"
PLANNED = "planned"
DONE = "done"

PREFIX = "complaint "
"""Of a complaint's subject: its number may be a case's, too."""


def complaint_steps(number: str, facts: list[Fact]) -> Iterator[Pending]:
    """Verified within 24 h; then answered, or corrected by the day that was set."""
    received, planned = newest(facts, RECEIVED), newest(facts, PLANNED)
    if received is None:
        return
    names = {fact.name for fact in facts}
    about = replace(received.about(number), agent=received.detail)
    if VERIFIED not in names:
        yield Pending(
            name="complaint_review",
            rule="R504",
            since=received.moment,
            about=about,
            due_at=due(received.limits, received.moment, "review_hours"),
        )
    elif planned is not None and DONE not in names:
        owner, _, due_at = planned.detail.partition("|")
        yield Pending(
            name="corrective_action",
            rule="R513",
            since=planned.moment,
            about=replace(about, agent=owner),
            due_at=moment_of(due_at),
        )
    elif planned is None and ANSWERED not in names:
        (verified,) = [fact for fact in facts if fact.name == VERIFIED][:1]
        yield Pending(name="complaint_answer", rule="R513", since=verified.moment, about=about)
