"""A house whose messages are late, shuffled across keys and topics, and delivered twice.

Only the order within a key holds. Everything arrives by the time business time passes (ADR 0002);
until then any part of what was said may still be on its way while the next rows come in.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING, Any

from services.cli.house import House, compose
from shared.runtime.listener import Listener
from shared.settings import Settings
from shared.store.service import LetTimePass
from tests.support.house import Home

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shared.bus.record import Received, Spot
    from shared.runtime.member import Member
    from shared.store.hands import Hands
    from shared.store.service import Outcome


class DisorderlyListener(Listener):
    """Hears what it likes, when it likes, at times twice; but each key in its order."""

    def __init__(self, member: Member, chance: Random) -> None:
        reader = member.bus.reader(member.name, member.reactions.TOPICS, {})
        super().__init__(member.service, member.reactions, reader)
        self._chance = chance
        self._waiting: dict[tuple[str, str], deque[Received]] = {}

    def some(self, share: float) -> int:
        """Hear about a share of what is waiting; how many messages that were."""
        while records := self.reader.poll(5_000):
            for record in records:
                self._waiting.setdefault((record.topic, record.key), deque()).append(record)
        heard = 0
        for _ in range(sum(map(len, self._waiting.values()))):
            if self._waiting and self._chance.random() < share:
                self.handle(self._pick())
                heard += 1
        return heard

    def _pick(self) -> list[Received]:
        key = self._chance.choice(list(self._waiting))
        queue = self._waiting[key]
        record = queue.popleft()
        if not queue:
            del self._waiting[key]
        return [record] * self._chance.choice([1, 1, 1, 2])

    @property
    def waits(self) -> bool:
        """Whether anything is still on its way."""
        return bool(self._waiting)

    def _ordered(self, batch: Sequence[Received]) -> list[Received]:
        return list(batch)

    def _moves(self, _: Sequence[Received]) -> dict[Spot, tuple[int, int]]:
        return {}


class DisorderlyHouse(House):
    """Lets a wave's messages lie about; waits for all of them only before time passes."""

    def __init__(self, *parts: Any, chance: Random) -> None:
        super().__init__(*parts)
        self._chance = chance
        self._listeners = [DisorderlyListener(one, chance) for one in self.members.values()]

    def handle_each(self, service: str, commands: Sequence[Any]) -> list[Outcome]:
        """A deadline waits for its facts: whatever was said before it arrives first."""
        if any(isinstance(command, LetTimePass) for command in commands):
            self.settle()
        return super().handle_each(service, commands)

    def drain(self) -> int:
        """Some of it arrives, some does not yet."""
        for member in self.members.values():
            self._relay(member)
        return sum(one.some(self._chance.random()) for one in self._listeners)

    def settle(self) -> None:
        """Everything arrives."""
        while True:
            said = sum(self._relay(member) for member in self.members.values())
            heard = sum(one.some(1.0) for one in self._listeners)
            if not said and not heard and not any(one.waits for one in self._listeners):
                return

    def pass_time(self, until: Any, hands: Hands | None = None) -> None:
        """Let business time reach a moment, everything having arrived."""
        self.settle()
        while self._let_pass_once(until, hands):
            self.settle()


@contextmanager
def disorderly_home(folder: Path, seed: int) -> Iterator[Home]:
    """A house of its own folder whose disorder repeats with the seed."""
    orderly, projectors = compose(Settings(home=folder))
    chance = Random(seed)  # a test's dice
    house = DisorderlyHouse(orderly.members, orderly.bus, projectors, chance=chance)
    try:
        yield Home(house, projectors)
    finally:
        house.close()
