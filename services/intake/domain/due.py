"""What the after-sales desk has to do about a case, and by when (R105, R504, R507, R509).

The program answers a request at once. What is left for a person: to check what only a person can,
to call the customer, to take up again what was closed. What waits for others is listed without a
deadline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from services.intake.domain.complaint_due import (
    ANSWERED,
    DONE,
    PREFIX,
    RECEIVED,
    complaint_steps,
)
from services.intake.domain.desk_clock import paused_at, rests, shifted
from shared.pending import About, Fact, Look, Pending, newest
from shared.policy.closing import closes_after
from shared.policy.deadlines import due

ASKED = "asked"
DECIDED = "decided"
CHOSEN = "chosen"
CLOSED = "closed"
CONTACTED = "contacted"
REOPENED = "reopened"

BEGIN = frozenset({ASKED, RECEIVED})
END = frozenset({CLOSED, ANSWERED, DONE})
REVIVE = frozenset({REOPENED})
SAME_DAY = "same_day"
RETURNS = frozenset({"return_refund", "exchange"})
"""R509: returns and exchanges."""
CONFIRMATION = "customer_confirmation"
VERIFICATION = "verification"
SHOWN_FIRST = frozenset({"photos", "outer_photo"})
"""Without them there is nothing to verify."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a decision asks for, as far as the desk's work follows from it."""

    verdict: str
    missing: tuple[str, ...]
    deadlines: tuple[str, ...]
    remedy: str
    rule: str

    @classmethod
    def of(cls, fact: Fact) -> Decision:
        """As the fact has it."""
        verdict, missing, deadlines, remedy, rule = fact.detail.split("|")
        return cls(verdict, _names(missing), _names(deadlines), remedy, rule)

    @property
    def waits_for_desk(self) -> bool:
        """A person must check, and has what there is to be checked."""
        missing = set(self.missing)
        return (
            self.verdict == "needs_evidence"
            and VERIFICATION in missing
            and missing.isdisjoint(SHOWN_FIRST)
        )


def pending(subject: str, facts: list[Fact], look: Look) -> Iterator[Pending]:
    """What waits for a case or a complaint; a case's clocks are moved by the time it rested."""
    yield from complaint_steps(subject.removeprefix(PREFIX), facts)
    yield from _of_case(facts, look)


def _of_case(facts: list[Fact], look: Look) -> Iterator[Pending]:
    asked = newest(facts, ASKED)
    if asked is None or _is_closed(facts):
        return
    about = _about(asked, facts)
    pauses = rests(facts, look.at)
    resting = paused_at(pauses, look.at)
    for one in _open(asked, facts, about):
        if one.due_at is None:
            yield one
        else:
            due_at = shifted(one.since, one.due_at, pauses, look.at)
            yield replace(one, due_at=due_at, paused=resting)


def _open(asked: Fact, facts: list[Fact], about: About) -> Iterator[Pending]:
    decided = [fact for fact in facts if fact.name == DECIDED]
    if not decided:
        return
    decided.sort(key=lambda fact: fact.revision)
    decision = Decision.of(decided[-1])
    own = [*_review(asked, decided, facts, about), *_contact(asked, decision, facts, about)]
    yield from own
    yield from _same_day(asked, own, _remedy(facts) or decision.remedy)
    yield from _waiting(decided[-1], decision, facts, about)


def _review(asked: Fact, decided: list[Fact], facts: list[Fact], about: About) -> Iterator[Pending]:
    """R504: since the desk alone can bring it on, or since it was taken up again."""
    since = _waits_since(asked, decided)
    reopened = newest(facts, REOPENED)
    if since is None and reopened is not None and not _answered(reopened, facts):
        since = reopened.moment
    if since is not None:
        yield Pending(
            name="review",
            rule="R504",
            since=since,
            about=about,
            due_at=due(asked.limits, since, "review_hours"),
        )


def _waits_since(asked: Fact, decided: list[Fact]) -> datetime | None:
    """Since when every decision has waited for the desk; None when the last does not."""
    since = None
    for fact in reversed(decided):
        if not Decision.of(fact).waits_for_desk:
            break
        since = max(asked.moment, fact.moment)
    return since


def _answered(reopened: Fact, facts: list[Fact]) -> bool:
    """Whether a case taken up again was decided anew, or the customer told."""
    return any(fact.at > reopened.at for fact in facts if fact.name in {DECIDED, CONTACTED})


def _contact(asked: Fact, decision: Decision, facts: list[Fact], about: About) -> Iterator[Pending]:
    """R105: the customer is called within 24 h of the request."""
    if "contact" not in decision.deadlines or any(f.name == CONTACTED for f in facts):
        return
    since = asked.moment
    yield Pending(
        name="contact",
        rule="R105",
        since=since,
        about=about,
        due_at=due(asked.limits, since, "contact_hours"),
    )


def _same_day(asked: Fact, own: list[Pending], remedy: str) -> Iterator[Pending]:
    """R509: the desk's part of a return or exchange is done on the day that it came up."""
    if own and remedy in RETURNS:
        since = min(one.since for one in own)
        yield Pending(
            name=SAME_DAY,
            rule="R509",
            since=since,
            about=own[0].about,
            due_at=closes_after(asked.limits, since),
            waits_for=tuple(one.name for one in own),
        )


def _waiting(fact: Fact, decision: Decision, facts: list[Fact], about: About) -> Iterator[Pending]:
    """What customers, couriers and the warehouse are to bring: nothing limits it here."""
    one = Pending(name="evidence", rule=decision.rule, since=fact.moment, about=about)
    others = tuple(name for name in decision.missing if name not in {CONFIRMATION, VERIFICATION})
    if others:
        yield replace(one, waits_for=others)
    if decision.verdict != "approved":
        return
    paid = fact.limits.document.payment.confirmed_by_customer
    if CONFIRMATION in decision.missing and (_remedy(facts) or decision.remedy) in paid:
        yield replace(one, name="confirmation", rule="R507", waits_for=("customer",))
    if not _remedy(facts):
        yield replace(one, name="choice", waits_for=("customer",))


def _remedy(facts: list[Fact]) -> str:
    chosen = newest(facts, CHOSEN)
    return chosen.detail if chosen else ""


def _is_closed(facts: list[Fact]) -> bool:
    """Closed, and not taken up again since."""
    closed = [fact.at for fact in facts if fact.name == CLOSED]
    reopened = [fact.at for fact in facts if fact.name == REOPENED]
    return bool(closed) and (not reopened or max(closed) > max(reopened))


def _about(asked: Fact, facts: list[Fact]) -> About:
    """Whoever took it up again looks after it, else the agent who took the request."""
    reopened = newest(facts, REOPENED)
    agent = (reopened or asked).detail
    return replace(asked.about(asked.case_no), agent=agent)


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(",")))
