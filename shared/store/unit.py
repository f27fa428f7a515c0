"""One transaction's aggregates: each loaded once, so that two commands see the same object."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

from shared.errors import NotKnown
from shared.store.aggregate import Aggregate
from shared.store.alongside import Beside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from shared.store.aggregate import DomainEvent

A = TypeVar("A", bound=Aggregate)


class IdentityCache:
    """Aggregates as last saved by this process; bounded, and only for a service's single writer."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[str, Aggregate] = OrderedDict()

    def take(self, aggregate_id: str) -> Aggregate | None:
        """Take one out: it comes back only when its transaction committed."""
        return self._kept.pop(aggregate_id, None)

    def put(self, aggregate: Aggregate) -> None:
        """Keep one that is exactly as stored."""
        self._kept[aggregate.id] = aggregate
        if len(self._kept) > self._size:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all: somebody else wrote."""
        self._kept.clear()


class Unit:
    """Loads, collects and remembers the deadlines of the aggregates that a transaction touches."""

    def __init__(
        self, cache: IdentityCache, load: Callable[[list[str]], dict[str, Aggregate]]
    ) -> None:
        self._cache = cache
        self._load = load
        self._held: dict[str, Aggregate | None] = {}
        self._deadlines: dict[str, datetime | None] = {}
        self._anew: frozenset[str] = frozenset()
        self.touched: dict[str, int] = {}
        """Aggregates of the current command → events pending when it began."""
        self.cause: str | None = None
        self._beside: dict[tuple[str, bool], list[tuple[str | None, ...]]] = {}

    def begin(self, cause: str | None = None) -> None:
        """Start the next command."""
        self.touched = {}
        self.cause = cause

    def expect(self, aggregate_ids: Iterable[str]) -> None:
        """Load what the commands are about to touch, all in one read of the store."""
        missing = []
        for aggregate_id in aggregate_ids:
            if aggregate_id not in self._held:
                cached = self._cache.take(aggregate_id)
                self._hold(aggregate_id, cached)
                if cached is None:
                    missing.append(aggregate_id)
        if missing:
            for aggregate_id, aggregate in self._load(missing).items():
                self._hold(aggregate_id, aggregate)

    def _hold(self, aggregate_id: str, aggregate: Aggregate | None) -> None:
        self._held[aggregate_id] = aggregate
        self._deadlines[aggregate_id] = aggregate.deadline if aggregate else None

    def wait_anew(self, stored: Mapping[str, datetime]) -> None:
        """Compute the deadlines of these aggregates again; ``stored`` is what was kept of them."""
        self.expect(stored)
        self._deadlines.update(stored)
        self._anew = frozenset(stored)

    def find(self, kind: type[A], number: str) -> A | None:
        """The aggregate of that number, or null."""
        aggregate_id = kind.id_of(number)
        if aggregate_id not in self._held:
            self.expect((aggregate_id,))
        held = self._held[aggregate_id]
        if held is None:
            return None
        if not isinstance(held, kind):
            raise TypeError(f"{aggregate_id} is a {type(held).__name__}")
        held.cause = self.cause
        self.touched.setdefault(aggregate_id, len(held.pending_events))
        return held

    def get(self, kind: type[A], number: str) -> A:
        """The aggregate of that number; raises ``NotKnown``."""
        found = self.find(kind, number)
        if found is None:
            raise NotKnown(f"{kind.KIND} {number} is not known")
        return found

    def add(self, aggregate: A) -> A:
        """Take a new aggregate in."""
        aggregate.cause = self.cause
        self._held[aggregate.id] = aggregate
        self._deadlines.setdefault(aggregate.id, None)
        self.touched[aggregate.id] = 0
        return aggregate

    def write(self, statement: str, *row: str | None, claims: bool = False) -> None:
        """Save a row of a table of the service's own with the events, as ``Beside`` says."""
        self._beside.setdefault((statement, claims), []).append(row)

    @property
    def beside(self) -> tuple[Beside, ...]:
        """What was written, one statement each."""
        return tuple(Beside(text, tuple(rows), one) for (text, one), rows in self._beside.items())

    @property
    def half_done(self) -> bool:
        """Whether the current command already changed something."""
        held = self._held
        return any(
            len(found.pending_events) > before
            for aggregate_id, before in self.touched.items()
            if (found := held[aggregate_id]) is not None
        )

    @property
    def changes(self) -> int:
        """How many events the current command recorded."""
        held = self._held
        return sum(
            len(found.pending_events) - before
            for aggregate_id, before in self.touched.items()
            if (found := held[aggregate_id]) is not None
        )

    def collect(self) -> tuple[list[DomainEvent], dict[str, datetime | None]]:
        """All new events, and the deadlines that are no longer as stored."""
        events: list[DomainEvent] = []
        moved: dict[str, datetime | None] = {}
        for aggregate_id, aggregate in self._held.items():
            if aggregate is None or not (aggregate.pending_events or aggregate_id in self._anew):
                continue
            events.extend(aggregate.collect_events())  # type: ignore[arg-type]  # all ours
            deadline = aggregate.deadline
            if deadline != self._deadlines[aggregate_id]:
                moved[aggregate_id] = deadline
        return events, moved

    def keep(self) -> None:
        """After the commit: the cache may have them back."""
        for aggregate in self._held.values():
            if aggregate is not None:
                self._cache.put(aggregate)
