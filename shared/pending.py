"""What waits at a desk, and what happened that makes it wait: plain values, the same everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shared.dates import SHANGHAI
from shared.policy.model import Policy
from shared.policy.shelf import in_force, load


@dataclass(frozen=True, slots=True)
class About:
    """What somebody has to see to: its number, and whose it is as far as that is known."""

    subject: str
    case: str = ""
    order_no: str = ""
    waybill: str = ""
    agent: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """Something that happened ``at`` a moment to a subject; ``detail`` is the fact's own."""

    at: str
    revision: int
    name: str
    detail: str = ""
    case_no: str = ""
    order_no: str = ""
    waybill: str = ""
    policy: str = ""
    without: str = ""
    """An overlay that is left out of account, to tell what it moves (R517)."""

    @property
    def moment(self) -> datetime:
        """When it happened."""
        return moment_of(self.at)

    def about(self, subject: str = "") -> About:
        """What it is about; the parcel unless another subject is named."""
        return About(subject or self.waybill, self.case_no, self.order_no, self.waybill)

    @property
    def limits(self) -> Policy:
        """The policy whose limits hold for it: the version it names, else that of its moment."""
        policy = load(self.policy) if self.policy else in_force(self.moment)
        return policy.without(self.without) if self.without else policy


def moment_of(text: str) -> datetime:
    """A printed moment, in business time."""
    return datetime.fromisoformat(text).astimezone(SHANGHAI)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One thing that a desk has to do, or waits for; without ``due_at`` nothing limits it.

    ``name`` says what, ``waits_for`` for whom or what; ``paused`` stops the clock.
    """

    name: str
    rule: str
    since: datetime
    about: About
    due_at: datetime | None = None
    waits_for: tuple[str, ...] = ()
    paused: bool = False

    def overdue(self, at: datetime) -> bool:
        """Exactly at the deadline is in time."""
        return self.due_at is not None and at > self.due_at


@dataclass(frozen=True, slots=True)
class Look:
    """The moment that is asked about, and what is known beside the subjects, by their number."""

    at: datetime
    beside: Mapping[str, list[Fact]] = field(default_factory=dict)


Watch = Callable[[str, list[Fact], Look], Iterator[Pending]]
"""What is pending for a subject to which this happened, in the order of time."""


def newest(facts: list[Fact], name: str) -> Fact | None:
    """The fact of a name whose latest revision says it; facts are in the order of time."""
    said = [fact for fact in facts if fact.name == name]
    return max(said, key=lambda fact: (fact.revision, fact.at), default=None)
