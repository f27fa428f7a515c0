"""How a service's transaction goes: fresh aggregates, decisions, one save for everything."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar, cast

from eventsourcing.application import Application

from shared.errors import DuplicateMessage, PositionMoved, VersionConflict
from shared.store.alongside import Alongside
from shared.store.failures import told_as_ours
from shared.store.kept import Kept
from shared.store.mapper import PydanticMapper
from shared.store.unit import IdentityCache, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from shared.store.aggregate import Aggregate, DomainEvent

R = TypeVar("R")
CACHED_AGGREGATES = 20_000
TAIL_EVENTS = 20_000
TRIES = 5


class Transactions(Kept, Application[str]):
    """The store's side of a service: loads, saves, and knows when somebody else wrote."""

    def __init__(self, env: dict[str, str]) -> None:
        super().__init__(env)
        self._cache = IdentityCache(CACHED_AGGREGATES)
        self._last_id = -1
        self.tail: deque[tuple[int, DomainEvent]] = deque(maxlen=TAIL_EVENTS)
        """The newest stored events with their notification ids, so that the relay need not read."""

    def construct_mapper(self) -> PydanticMapper:
        """Stored events are typed JSON."""
        return cast("PydanticMapper", self.factory.mapper(mapper_class=PydanticMapper))

    def _transaction(self, run: Callable[[Unit], R], change: Alongside | None = None) -> R:
        """Run on fresh aggregates and save; when another writer was faster, repeat."""
        for attempt in range(TRIES):
            try:
                with told_as_ours():
                    self._refresh()
                    unit = Unit(self._cache, self._load)
                    result = run(unit)
                    self._save(unit, change or Alongside())
            except (PositionMoved, DuplicateMessage):
                self._cache.clear()
                raise
            except VersionConflict:
                self._cache.clear()
                if attempt == TRIES - 1:
                    raise
            else:
                return result
        raise AssertionError("unreachable")

    def _save(self, unit: Unit, change: Alongside) -> None:
        events, deadlines = unit.collect()
        change = replace(change, deadlines=deadlines, beside=unit.beside)
        if not events and change == Alongside():
            unit.keep()
            return
        stored = [self.mapper.to_stored_event(event) for event in events]
        ids = self.store.insert_events(stored, change=change) or ()
        self.tail.extend(zip(ids, events, strict=True))
        others_wrote = bool(ids) and ids[0] != self._last_id + 1
        if ids:
            self._last_id = ids[-1]
        if others_wrote:  # Between our look and our save: what was only read may be stale.
            self._cache.clear()
        else:
            unit.keep()

    def _refresh(self) -> None:
        """Forget cached aggregates when another process has written since our last save."""
        newest = self.recorder.max_notification_id() or 0
        if newest != self._last_id:
            self._cache.clear()
            self._last_id = newest

    def _load(self, aggregate_ids: list[str]) -> dict[str, Aggregate]:
        """The stored ones of these, each folded from its events."""
        found: dict[str, Any] = {}
        for stored in self.stored_events_of(aggregate_ids):
            event: Any = self.mapper.to_domain_event(stored)
            aggregate_id = str(stored.originator_id)
            found[aggregate_id] = event.mutate(found.get(aggregate_id))
        return found
