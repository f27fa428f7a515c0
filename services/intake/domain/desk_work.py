"""People's own work on a case: contacts, pauses, and that it was taken up again.

Steps come in the order of their moments. A pause ends when somebody resumes the case, or by itself
at the moment that was set.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

Contact = tuple[datetime, str, str | None]
"""When, by whom, and what was said."""


@dataclass(frozen=True, slots=True)
class Pause:
    """The desk waits from ``at`` on; ``until`` null: until somebody resumes it."""

    at: datetime
    until: datetime | None
    person: str
    reason: str
    resumed_at: datetime | None = field(default=None, compare=False)

    def holds(self, at: datetime) -> bool:
        """Whether the case rests at a moment; the pause's end does not."""
        end = self.resumed_at or self.until
        return self.at <= at and (end is None or at < end)


@dataclass(slots=True)
class DeskWork:
    """What people did about one case."""

    contacts: list[Contact] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)
    reopened_at: datetime | None = None

    def paused_at(self, at: datetime) -> bool:
        """Whether the case rests at a moment."""
        return bool(self.pauses) and self.pauses[-1].holds(at)

    @property
    def last_step(self) -> datetime | None:
        """The latest moment of a pause, a resumption or a taking up again."""
        steps = [self.reopened_at]
        for pause in self.pauses:
            steps += [pause.at, pause.resumed_at]
        return max(filter(None, steps), default=None)

    def closes(self, at: datetime | None) -> datetime | None:
        """When a case with nothing left since ``at`` is closed.

        One that was taken up again stays open until something new ends it, or until the customer
        was told the outcome.
        """
        reopened_at = self.reopened_at
        if at is None or reopened_at is None or at > reopened_at:
            return at
        answers = (told for told, _, _ in self.contacts if told > reopened_at)
        return min(answers, default=None)

    # What the events remember; they call these.

    def contacted(self, contact: Contact) -> None:
        """Keep it."""
        self.contacts.append(contact)

    def paused(self, pause: Pause) -> None:
        """Keep it."""
        self.pauses.append(pause)

    def resumed(self, at: datetime) -> None:
        """The last pause ended at a moment."""
        self.pauses[-1] = replace(self.pauses[-1], resumed_at=at)

    def reopened(self, at: datetime) -> None:
        """Keep it."""
        self.reopened_at = at
