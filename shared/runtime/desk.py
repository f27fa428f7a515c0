"""A service while it runs in several threads: one at a time at the desk, reads beside it.

Whoever changes the service's store in this process does so here: SQLite refuses a transaction that
began by reading when another one wrote meanwhile (messaging.md, batched projection).
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from threading import RLock
from typing import TYPE_CHECKING, Any

from shared.store.failures import told_as_ours

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from shared.runtime.member import Member
    from shared.store.hands import Hands
    from shared.store.service import LetTimePass, Outcome, Service


class Desk:
    """What API and loops of one process share of a service."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self._turn = RLock()
        # The relay works in another thread, so it reads the store and shares no memory with us.
        member.service.tail = deque(maxlen=0)

    @property
    def name(self) -> str:
        """The service's name."""
        return self.member.name

    @property
    def service(self) -> Service[Any]:
        """For reads: they need no turn."""
        return self.member.service

    @contextmanager
    def turn(self) -> Iterator[Service[Any]]:
        """The service to oneself."""
        with self._turn, told_as_ours():
            yield self.member.service

    def handle(self, *commands: Any) -> bool:
        """Carry out all commands or none; true when anything changed. Raises the refusal."""
        with self.turn() as service:
            return service.handle(*commands)

    def handle_each(self, commands: Sequence[Any]) -> list[Outcome]:
        """Carry out commands; one refusal stops no other."""
        with self.turn() as service:
            return service.handle_each(commands)

    def let_pass(self, wakes: Sequence[LetTimePass]) -> None:
        """Let single aggregates' deadlines pass."""
        with self.turn() as service:
            service.handle_each(wakes)

    def pass_time(self, until: datetime, hands: Hands | None = None) -> int:
        """Let business time reach a moment; how many aggregates were waiting."""
        with self.turn() as service:
            return service.pass_time(until, hands=hands)

    def order_of(self, aggregate_ids: Sequence[str]) -> dict[str, str]:
        """The order that each of these aggregates belongs to, where it has one."""
        with self.turn() as service:
            return service.order_of(aggregate_ids)

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """A cursor to change what stands beside the events; ``marked`` writes for it."""
        with self.turn() as service, service.store.datastore.transaction(commit=True) as cursor:
            yield cursor

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A cursor to read the service's store."""
        with told_as_ours(), self.service.store.reading() as cursor:
            yield cursor

    def marked(self, statement: str) -> str:
        """A statement with ``?`` in the words of the database."""
        return self.service.store.dialect.text(statement)

    def close(self) -> None:
        """Let go of the store."""
        with self._turn:
            self.member.close()
