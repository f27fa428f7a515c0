"""One service on a stage: it hears announcements, carries out commands and speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from shared.bus.record import Received
from shared.contracts.registry import from_record, to_record
from shared.store.service import LetTimePass

if TYPE_CHECKING:
    from datetime import datetime

    from shared.contracts.base import Announcement
    from shared.runtime.listener import Reactions
    from shared.runtime.relay import Announce
    from shared.store.service import Service

A = TypeVar("A", bound="Announcement")


class Stage:
    """A real application over its own store; what it says goes through the published language."""

    def __init__(self, service: Service[Any], reactions: Reactions, announce: Announce) -> None:
        self.service = service
        self._reactions = reactions
        self._announce = announce

    def hears(self, *announcements: Announcement) -> Stage:
        """Let announcements of other services arrive."""
        for said in announcements:
            assert said.TYPE in self._reactions.HEARS
            self.does(*self._reactions.react(said))
        return self

    def does(self, *commands: Any) -> Stage:
        """Give commands."""
        for command in commands:
            self.service.handle(command)
        return self

    def wakes(self, aggregate_id: str, until: datetime) -> Stage:
        """Let one aggregate's own deadlines pass."""
        self.service.handle(LetTimePass(aggregate_id, until))
        return self

    def reaches(self, until: datetime) -> Stage:
        """Let business time pass."""
        self.service.pass_time(until)
        return self

    @property
    def said(self) -> list[Announcement]:
        """Everything announced so far, read back from the store and from the wire."""
        notifications = self.service.recorder.select_notifications(0, 100_000)
        events = map(self.service.mapper.to_domain_event, notifications)
        announced = (self._announce(event) for event in events)  # type: ignore[arg-type]  # all ours
        return [self._on_the_wire(said) for said in announced if said is not None]

    def said_of(self, kind: type[A]) -> list[A]:
        """What was announced of one kind."""
        return [said for said in self.said if isinstance(said, kind)]

    def _on_the_wire(self, said: Announcement) -> Announcement:
        record = to_record(self.service.name, said, said.at)
        placed = Received(record.topic, 0, 0, record.key, record.headers, record.value)
        return from_record(placed)
