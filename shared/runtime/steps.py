"""What a service's loops do: relay, listen, project, and let business time pass by the wall."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import TYPE_CHECKING

from shared.dates import SHANGHAI, now
from shared.errors import DuplicateMessage, PositionMoved
from shared.projection.projector import Projector
from shared.runtime.listener import Listener
from shared.runtime.progress import LISTEN, OWN_STORE, RELAY
from shared.runtime.relay import Relay
from shared.store.hands import Hands

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.bus.interface import Bus, Reader
    from shared.bus.record import Spot
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from shared.runtime.desk import Desk
    from shared.runtime.progress import Progress

POLL_SECONDS = 0.25
QUICK_SECONDS = 0.01
"""After a batch: one empty poll moves a Kafka reader past the marker that ended its transaction."""

MESSAGES = 2_000
GRACE = timedelta(minutes=10)
"""How long the wall clock is ahead of business time: what happened has this long to arrive."""

LOOK_SECONDS = 1.0


@dataclass
class Relaying:
    """Store → log."""

    desk: Desk
    progress: Progress
    name: str = field(init=False)
    _relay: Relay | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self.name = f"{self.desk.name} relay"

    def step(self) -> bool:
        """Publish what was stored since the last step."""
        if self._relay is None:
            member = self.desk.member
            self._relay = Relay(member.service, member.announce, member.bus)
            taken = self._relay.step()
            self._note()
            return taken > 0
        if taken := self._relay.step():
            self._note()
        return taken > 0

    def let_go(self) -> None:
        """Give up the writer's place."""
        relay, self._relay = self._relay, None
        if relay is not None:
            relay.close()

    def _note(self) -> None:
        if self._relay is not None:
            self.progress.note(RELAY, {OWN_STORE: self._relay.position})


@dataclass
class Listening:
    """Log → service. It waits without a turn at the desk, and takes one to handle messages."""

    desk: Desk
    progress: Progress
    name: str = field(init=False)
    _listener: Listener | None = field(default=None, init=False)
    _noted: dict[Spot, int] = field(default_factory=dict, init=False)
    _wait: float = field(default=POLL_SECONDS, init=False)

    def __post_init__(self) -> None:
        self.name = f"{self.desk.name} listener"

    def step(self) -> bool:
        """Handle what was said since the last step."""
        listener = self._listener or self._open()
        batch = listener.reader.poll(MESSAGES, self._wait)
        self._wait = QUICK_SECONDS if batch else POLL_SECONDS
        if batch:
            with self.desk.turn():
                try:
                    listener.handle(batch)
                except (PositionMoved, DuplicateMessage):  # Another worker handled them.
                    listener.resume()
                    return True
        self._note(dict(listener.reader.positions()))
        return bool(batch)

    def let_go(self) -> None:
        """Stop reading; the next step goes on from the stored positions."""
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.reader.close()

    def _open(self) -> Listener:
        member = self.desk.member
        service, reactions = member.service, member.reactions
        reader = member.bus.reader(member.name, reactions.TOPICS, service.positions())
        self._listener = Listener(service, reactions, reader)
        return self._listener

    def _note(self, positions: dict[Spot, int]) -> None:
        if positions != self._noted:
            self.progress.note(LISTEN, positions)
            self._noted = positions


@dataclass
class Projecting:
    """Log → tables that are read."""

    projection: Projection
    storage: Storage
    bus: Bus
    name: str = field(init=False)
    _reader: Reader | None = field(default=None, init=False)
    _projector: Projector | None = field(default=None, init=False)
    _wait: float = field(default=POLL_SECONDS, init=False)

    def __post_init__(self) -> None:
        self.name = f"{self.projection.service} {self.projection.name}"

    def step(self) -> bool:
        """Take what was said since the last step."""
        projector = self._projector or self._open()
        taken = projector.step(timeout=self._wait)
        self._wait = QUICK_SECONDS if taken else POLL_SECONDS
        return taken > 0

    def let_go(self) -> None:
        """Stop reading; the next step goes on from the stored positions."""
        reader, self._reader, self._projector = self._reader, None, None
        if reader is not None:
            reader.close()

    def _open(self) -> Projector:
        name, topics = self.name.replace(" ", "-"), self.projection.topics
        self._reader = self.bus.reader(name, topics, self.storage.positions())
        self._projector = Projector(self.projection, self.storage, self._reader)
        return self._projector


@dataclass
class WallClock:
    """Business time follows the wall at a distance, while nothing is behind (ADR 0005)."""

    desk: Desk
    progress: Progress
    grace: timedelta = GRACE
    clock: Callable[[], float] = monotonic
    name: str = field(init=False)
    _looked_at: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self.name = f"{self.desk.name} clock"

    def step(self) -> bool:
        """Once a second: let time pass up to the grace before now."""
        if self.clock() - self._looked_at < LOOK_SECONDS:
            return False
        self._looked_at = self.clock()
        if self.progress.standing().behind:
            return False
        until = (now() - self.grace).astimezone(SHANGHAI)
        return self.desk.pass_time(until, Hands()) > 0

    def let_go(self) -> None:
        """Nothing is held."""
