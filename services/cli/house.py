"""All services in one process: the embedded default, and the import on any bus and store."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from services.cli.books import LocalBooks, Projectors
from shared.bus.connect import connect
from shared.contracts.registry import TOPICS
from shared.errors import DuplicateMessage, PositionMoved, RelayFenced
from shared.runtime.memory import collect_seldom

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.cli.books import Question
    from services.cli.importing.party import Due
    from shared.bus.interface import Bus
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from shared.runtime.member import Member
    from shared.settings import Settings
    from shared.store.hands import Hands
    from shared.store.service import Outcome

SERVICES = ("intake", "logistics", "warehouse", "finance")
POLL_SECONDS = 0.2
MANY = 1_000_000
BEHIND = 5_000
"""Events that the projections may lie behind while an import runs: one batch of theirs."""


class House:
    """The members of a house and the drain that lets them settle."""

    def __init__(self, members: dict[str, Member], bus: Bus, projectors: Projectors) -> None:
        self.members = members
        self.bus = bus
        self._projectors = projectors
        self._said = 0
        """Events relayed since the projections last caught up."""

    def handle_each(self, service: str, commands: Sequence[Any]) -> list[Outcome]:
        """Carry out commands of one service in order; one refusal stops no other."""
        return self.members[service].handle_each(list(commands))

    def reached(self) -> datetime | None:
        """How far business time has got everywhere."""
        moments = [member.service.reached() for member in self.members.values()]
        known = [moment for moment in moments if moment is not None]
        return min(known) if len(known) == len(moments) else None

    def next_moment(self, after: datetime) -> datetime:
        """The next refund table, which finance knows."""
        finance: Any = self.members["finance"].service
        moment: datetime = finance.next_moment(after)
        return moment

    def due(self, until: datetime) -> list[Due]:
        """Deadlines up to a moment; finance's are refund tables, moments of their own."""
        found: list[Due] = []
        for name, member in self.members.items():
            if name != "finance":
                due = member.service.due(until, MANY)
                orders = member.service.order_of([aggregate_id for _, aggregate_id in due])
                found += [(at, name, one, orders.get(one)) for at, one in due]
        return sorted(found, key=lambda due: due[:3])

    def known(self, service: str, aggregate_ids: Sequence[str]) -> set[str]:
        """Which of these aggregates a service keeps."""
        return self.members[service].service.known(list(aggregate_ids))

    def order_of(self, service: str, aggregate_ids: Sequence[str]) -> dict[str, str]:
        """The order that each of these aggregates belongs to."""
        return self.members[service].service.order_of(list(aggregate_ids))

    def ask(self, question: Question) -> Any:
        """What a projection answers, with everything that the log holds by now."""
        return LocalBooks(self._projectors).ask(question)

    def tables(self, projection: Projection) -> Storage:
        """A projection's tables, with everything that the log holds by now."""
        return self._projectors.caught_up(projection)

    def project(self) -> None:
        """Let the projections catch up."""
        self._projectors.project()
        self._said = 0

    def drain(self) -> int:
        """Relay and listen until nobody has anything left to say; how many messages were read."""
        total = 0
        while True:
            said = sum(self._relay(member) for member in self.members.values())
            if not said and total and not self._behind():
                return total
            heard = self._listen()
            total += heard
            if not said and not heard:
                return total

    def pass_time(self, until: datetime, hands: Hands | None = None) -> None:
        """Let business time reach a moment everywhere, with all that follows from it."""
        self.drain()
        while self._let_pass_once(until, hands):
            self.drain()
        if self._said >= BEHIND:
            self.project()

    def _let_pass_once(self, until: datetime, hands: Hands | None) -> bool:
        """Refund tables come last: what others' deadlines make ready at a moment, it still pays."""
        others = [member for name, member in self.members.items() if name != "finance"]
        if sum(member.pass_time(until) for member in others):
            return True
        return self.members["finance"].pass_time(until, hands) > 0

    def _relay(self, member: Member) -> int:
        total = 0
        while taken := self._relay_once(member):
            total += taken
        self._said += total
        return total

    def _relay_once(self, member: Member) -> int:
        """What another process of this house relayed meanwhile is read back from the log."""
        while True:
            try:
                return member.relay.step()
            except RelayFenced:
                member.relay.close()

    def _behind(self) -> int:
        ends = self.bus.ends(TOPICS)
        return sum(member.behind(ends) for member in self.members.values())

    def _listen(self) -> int:
        """Every member reads up to the ends that stood when the round began."""
        ends = self.bus.ends(TOPICS)
        heard = 0
        for member in self.members.values():
            while member.behind(ends):
                with suppress(PositionMoved, DuplicateMessage):  # Another process handled them.
                    heard += member.listener.step(timeout=POLL_SECONDS)
        return heard

    def close(self) -> None:
        """Let go of stores and log."""
        self._projectors.close()
        for member in self.members.values():
            member.close()
        self.bus.close()


def open_house(settings: Settings) -> House:
    """Compose every service that is present, for a process that does nothing else."""
    house, _ = compose(settings)
    collect_seldom()
    return house


def compose(settings: Settings) -> tuple[House, Projectors]:
    """All services and projections over one log and their own stores."""
    bus = connect(settings.bus, settings.home)
    bus.create_topics(TOPICS)
    members = {
        name: import_module(f"services.{name}.bootstrap").member(settings, bus) for name in SERVICES
    }
    projectors = Projectors(settings, bus)
    return House(members, bus, projectors), projectors
