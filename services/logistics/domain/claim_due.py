"""What waits about a claim at the courier desk: to be sent by its latest day, or answered (0017).

Nobody's deadline limits a courier's answer, or a claim that it contests.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.logistics.domain.claim_life import DISPUTED, SUBMITTED, WITHDRAWN
from shared.costs import MOVED
from shared.pending import Fact, Look, Pending, newest
from shared.policy.claim_days import ClaimDays

CLAIMED = "claimed"
CLAIMED_AGAIN = "claimed_again"
"""A claim said anew: it may wait again although it ended."""
STEP = "claim_step"
"""A step by its number, with its name; the last one counts."""
ENDED = "claim_ended"
"""Granted whole or given up: only a claim said anew brings it back."""
CLAIM = "claim"
ANSWER, DISPUTE = "claim_answer", "claim_dispute"


def pending(facts: list[Fact], look: Look) -> Iterator[Pending]:
    """What waits for one claim; facts are those of its case's claim."""
    said = max(
        (fact for fact in facts if fact.name in {CLAIMED, CLAIMED_AGAIN}),
        key=lambda fact: fact.revision,
    )
    step = newest(facts, STEP)
    taken = step.detail if step else ""
    if step is not None and taken in {SUBMITTED, DISPUTED}:
        name = ANSWER if taken == SUBMITTED else DISPUTE
        waits_for = ("courier",) if taken == SUBMITTED else ()
        yield _pending(name, said, step, waits_for)
    elif said.detail and (step is None or (taken == WITHDRAWN and said.at > step.at)):
        yield from _unsent(said, look)


def _unsent(said: Fact, look: Look) -> Iterator[Pending]:
    """Listed from the earliest day on, late after the latest; without days from its opening on."""
    rule, _, days = said.detail.partition("|")
    if not days:
        yield Pending(name=CLAIM, rule=rule, since=said.moment, about=said.about(said.case_no))
        return
    earliest, _, latest = days.partition("|")
    taken = ClaimDays(date.fromisoformat(earliest), date.fromisoformat(latest))
    since = max(said.moment, taken.begins)
    if since <= look.at:
        yield Pending(
            name=CLAIM,
            rule=rule,
            since=since,
            about=said.about(said.case_no),
            due_at=taken.ends,
        )


def _pending(name: str, said: Fact, step: Fact, waits_for: tuple[str, ...]) -> Pending:
    return Pending(
        name=name,
        rule=said.detail.partition("|")[0] or MOVED,
        since=step.moment,
        about=said.about(said.case_no),
        waits_for=waits_for,
    )
