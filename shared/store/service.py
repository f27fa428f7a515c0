"""The base of the four services: commands in, events and everything alongside stored at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from shared.errors import RuleViolation
from shared.store.alongside import Alongside, Parked
from shared.store.hands import Hands
from shared.store.transactions import Transactions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from shared.bus.record import Received, Spot
    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit

C = TypeVar("C")
LOOKED_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one command: ``changed`` anything, or ``refused`` and why."""

    changed: bool
    refused: RuleViolation | None = None


@dataclass(frozen=True, slots=True)
class Heard(Generic[C]):
    """A message and the commands that follow from it."""

    message: Received
    commands: tuple[C, ...]


@dataclass(frozen=True, slots=True)
class LetTimePass:
    """Business time has reached ``until`` for one aggregate (its own deadlines, nobody else's).

    ``hands``: people's, who do what comes due; null: an import's, which counts it as done (D36).
    """

    aggregate_id: str
    until: datetime
    hands: Hands | None = None


class Service(Transactions, Generic[C]):
    """An event-sourced service; subclasses say which aggregates they keep and how they decide."""

    name = "service"
    kinds: ClassVar[tuple[type[Aggregate], ...]] = ()
    named_by: ClassVar[dict[str, type[Aggregate]]] = {}
    """Attribute of a command → the aggregate it names: what a batch loads in one read."""

    def __init__(self, env: dict[str, str]) -> None:
        super().__init__(env)
        self._by_kind = {kind.KIND: kind for kind in type(self).kinds}

    # What a subclass decides.

    def decide(self, command: C, unit: Unit) -> None:
        """Carry out one command on the unit's aggregates, or raise a ``RuleViolation``."""
        raise NotImplementedError

    def time_passed(self, until: datetime, unit: Unit) -> None:
        """Decide what several aggregates share at this moment, after each let it pass."""

    def expect(self, commands: Sequence[C | LetTimePass], unit: Unit) -> None:
        """Read what a batch of commands is about to touch, all at once."""
        unit.expect(self._expected(commands))

    # What callers use.

    def handle(self, *commands: C | LetTimePass) -> bool:
        """Carry out all commands or none; true when anything changed. Raises the refusal."""

        def run(unit: Unit) -> bool:
            self.expect(commands, unit)
            before = 0
            for command in commands:
                unit.begin()
                self._one(command, unit)
                before += unit.changes
            return before > 0

        return self._transaction(run)

    def handle_if(
        self, aggregate_id: str, holds: Callable[[int], None], command: C | LetTimePass
    ) -> bool:
        """Carry out a command when ``holds`` lets the version pass, in one transaction."""

        def run(unit: Unit) -> bool:
            unit.begin()
            kind, _, number = aggregate_id.partition(":")
            holds(unit.get(self._by_kind[kind], number).version)
            self._one(command, unit)
            return unit.changes > 0

        return self._transaction(run)

    def handle_each(self, commands: Sequence[C | LetTimePass]) -> list[Outcome]:
        """Carry out every allowed command in one transaction; one refusal stops no other."""

        def run(unit: Unit) -> list[Outcome]:
            self.expect(commands, unit)
            outcomes = []
            for command in commands:
                unit.begin()
                try:
                    self._one(command, unit)
                except RuleViolation as refusal:
                    if unit.half_done:
                        raise
                    outcomes.append(Outcome(changed=False, refused=refusal))
                else:
                    outcomes.append(Outcome(changed=unit.changes > 0))
            return outcomes

        try:
            return self._transaction(run)
        except RuleViolation:  # A refusal after a change: each command in a transaction of its own.
            return [self._alone(command) for command in commands]

    def hear(
        self,
        heard: Sequence[Heard[C]],
        moved: dict[Spot, tuple[int, int]],
        parked: Iterable[Parked] = (),
        released: Iterable[str] = (),
    ) -> None:
        """Carry out what follows from messages, and remember them and their positions, or neither.

        Raises a ``RuleViolation`` (or a programming error) of the first message that cannot be
        handled; nothing of the batch is stored then.
        """

        def run(unit: Unit) -> None:
            self.expect([command for one in heard for command in one.commands], unit)
            for one in heard:
                unit.begin(cause=one.message.id)
                for command in one.commands:
                    self.decide(command, unit)

        change = Alongside(
            moved=moved,
            inbox=tuple(one.message.id for one in heard),
            parked=tuple(parked),
            released=tuple(released),
        )
        self._transaction(run, change)

    def pass_time(self, until: datetime, limit: int = 1_000, hands: Hands | None = None) -> int:
        """Let business time reach ``until``: every deadline up to it passes, at its own moment.

        Returns how many aggregates were waiting. The caller has drained everything dated up to it.
        """
        woken = 0
        while due := self.due(until, limit):
            passing = [LetTimePass(one, until, hands) for _, one in due]
            self._transaction(partial(self._let_pass, passing, until))
            woken += len(due)
        reached = self.reached()
        if reached is None or reached < until:
            self._transaction(_nothing, Alongside(reached=until))
        return woken

    def _let_pass(self, passing: Sequence[LetTimePass], until: datetime, unit: Unit) -> None:
        unit.begin()
        unit.expect([one.aggregate_id for one in passing])
        for one in passing:
            self._one(one, unit)
        self.time_passed(until, unit)

    def take_terms(self, terms: str) -> int:
        """Compute what is waited for anew if other limits hold than when it was stored (R517, D28).

        What has passed stays as it is. Returns how many aggregates were looked at.
        """
        if self.terms() == terms:
            return 0
        waiting = list(self.waiting().items())
        for start in range(0, len(waiting), LOOKED_AT_ONCE):
            page = dict(waiting[start : start + LOOKED_AT_ONCE])
            self._transaction(partial(_wait_anew, page))
        self._transaction(_nothing, Alongside(terms=terms))
        return len(waiting)

    def order_of(self, aggregate_ids: Sequence[str]) -> dict[str, str]:
        """The order that each of these aggregates belongs to, where it has one."""
        found: dict[str, str] = {}

        def run(unit: Unit) -> None:
            for aggregate_id in aggregate_ids:
                kind, _, number = aggregate_id.partition(":")
                aggregate = unit.find(self._by_kind[kind], number)
                order_no = getattr(aggregate, "order_no", None)
                if order_no is not None:
                    found[aggregate_id] = order_no

        self._transaction(run)
        return found

    def drop_parked(self, dropped: Aggregate) -> None:
        """Forget a parked message and remember who dropped it and why (its own aggregate)."""
        self._transaction(partial(_take_in, dropped), Alongside(released=(dropped.number,)))

    # How a transaction goes.

    def _one(self, command: C | LetTimePass, unit: Unit) -> None:
        if isinstance(command, LetTimePass):
            kind, _, number = command.aggregate_id.partition(":")
            aggregate = unit.find(self._by_kind[kind], number)
            if aggregate is not None:
                aggregate.let_time_pass(command.until)
        else:
            self.decide(command, unit)

    def _alone(self, command: C | LetTimePass) -> Outcome:
        try:
            return Outcome(changed=self.handle(command))
        except RuleViolation as refusal:
            return Outcome(changed=False, refused=refusal)

    def _expected(self, commands: Iterable[C | LetTimePass]) -> dict[str, None]:
        """The aggregates that these commands name, once each, in their order."""
        named: dict[str, None] = {}
        for command in commands:
            if isinstance(command, LetTimePass):
                named[command.aggregate_id] = None
                continue
            for attribute, kind in self.named_by.items():
                number = getattr(command, attribute, None)
                if number is not None:
                    named[kind.id_of(number)] = None
        return named


def _nothing(_: Unit) -> None:
    """Change no aggregate."""


def _wait_anew(stored: dict[str, datetime], unit: Unit) -> None:
    unit.begin()
    unit.wait_anew(stored)


def _take_in(aggregate: Aggregate, unit: Unit) -> None:
    unit.add(aggregate)
