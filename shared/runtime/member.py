"""A service as part of a running house: its application, relay, listener and projections."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.runtime.listener import Listener
from shared.runtime.relay import Relay

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from shared.bus.interface import Bus
    from shared.bus.record import Spot
    from shared.runtime.listener import Reactions
    from shared.runtime.relay import Announce
    from shared.store.hands import Hands
    from shared.store.service import Outcome, Service


@dataclass
class Member:
    """One service with everything that moves it; opened lazily, closed once."""

    service: Service[Any]
    announce: Announce
    reactions: Reactions
    bus: Bus
    _relay: Relay | None = field(default=None, init=False)
    _listener: Listener | None = field(default=None, init=False)

    @property
    def name(self) -> str:
        """The service's name."""
        return self.service.name

    @property
    def relay(self) -> Relay:
        """The service's relay, opened at first use (which fences any other)."""
        if self._relay is None:
            self._relay = Relay(self.service, self.announce, self.bus)
        return self._relay

    @property
    def listener(self) -> Listener:
        """The service's listener, reading from the stored positions."""
        if self._listener is None:
            reader = self.bus.reader(self.name, self.reactions.TOPICS, self.service.positions())
            self._listener = Listener(self.service, self.reactions, reader)
        return self._listener

    def behind(self, ends: Mapping[Spot, int]) -> int:
        """How many records the listener has not read yet."""
        positions = self.listener.reader.positions()
        return sum(
            max(0, end - positions.get(spot, 0))
            for spot, end in ends.items()
            if spot[0] in self.reactions.TOPICS
        )

    def handle_each(self, commands: list[Any]) -> list[Outcome]:
        """Carry out commands; one refusal stops no other."""
        return self.service.handle_each(commands)

    def pass_time(self, until: datetime, hands: Hands | None = None) -> int:
        """Let business time reach a moment; how many aggregates were waiting."""
        return self.service.pass_time(until, hands=hands)

    def close(self) -> None:
        """Let go of log and store."""
        if self._relay is not None:
            self._relay.close()
        if self._listener is not None:
            self._listener.reader.close()
        self.service.close()
