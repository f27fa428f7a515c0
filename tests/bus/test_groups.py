"""Readers that share partitions: they come and go, nothing is lost, positions are our own."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from shared.bus.record import PARTITIONS
from tests.bus.worlds import READ_SECONDS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from shared.bus.interface import Bus, Reader
    from shared.bus.record import Received, Spot
    from tests.bus.worlds import World


@dataclass
class Store:
    """A service's own store: what was handled, and its positions, moved by compare-and-set."""

    positions: dict[Spot, int] = field(default_factory=dict)
    handled: list[int] = field(default_factory=list)
    asked: list[Spot] = field(default_factory=list)

    def positions_of(self, spots: Collection[Spot]) -> Mapping[Spot, int]:
        """What a reader asks for partitions that it is given."""
        self.asked += spots
        return {spot: self.positions[spot] for spot in spots if spot in self.positions}

    def handle(self, records: list[Received]) -> None:
        """Each record once, whoever brings it."""
        for record in records:
            if record.offset >= self.positions.get(record.spot, 0):
                self.positions[record.spot] = record.offset + 1
                self.handled.append(int(record.id.removeprefix("id-")))


def work(store: Store, readers: list[Reader], upto: int) -> None:
    """Let the readers take turns until everything below ``upto`` was handled."""
    until = time.monotonic() + READ_SECONDS
    while len(store.handled) < upto:
        assert time.monotonic() < until, sorted(set(range(upto)) - set(store.handled))
        for reader in readers:
            store.handle(reader.poll(17, 0.1))
    assert sorted(store.handled) == list(range(upto))


def settle(readers: list[Reader], store: Store) -> None:
    """Let the readers take turns until every partition has exactly one of them."""
    until = time.monotonic() + READ_SECONDS
    while True:
        for reader in readers:
            store.handle(reader.poll(17, 0.1))
        held = [spot for reader in readers for spot in reader.positions()]
        divided = len(held) == len(set(held)) == PARTITIONS
        if divided and all(reader.positions() for reader in readers):
            return
        assert time.monotonic() < until, held


def test_partitions_are_divided_and_nothing_is_lost(bus: Bus, world: World) -> None:
    store = Store()
    outbox = bus.outbox(world.service)
    first = bus.group_reader(world.service, [world.topic], store.positions_of)
    outbox.append(world.records(0, 200), 200)
    work(store, [first], 200)

    second = bus.group_reader(world.service, [world.topic], store.positions_of)
    settle([first, second], store)
    outbox.append(world.records(200, 500), 500)
    work(store, [first, second], 500)

    assert len(first.positions()) == len(second.positions()) == PARTITIONS // 2
    assert len(store.asked) == PARTITIONS + PARTITIONS // 2  # Kept ones are not asked for again.

    first.close()
    outbox.append(world.records(500, 700), 700)
    work(store, [second], 700)
    assert len(second.positions()) == PARTITIONS
    second.close()


def test_a_reader_goes_on_where_our_store_says(bus: Bus, world: World) -> None:
    """Whatever was delivered before, and whatever Kafka remembers of it."""
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 100), 100)
    store = Store()
    reader = bus.group_reader(world.service, [world.topic], store.positions_of)
    work(store, [reader], 100)
    reader.close()

    forgetful = Store()
    reader = bus.group_reader(world.service, [world.topic], forgetful.positions_of)
    work(forgetful, [reader], 100)
    reader.close()


def test_a_silent_reader_loses_its_partitions_and_returns(world: World) -> None:
    bus = world.open(silence_ms=6_000)  # The shortest session that a broker grants by default.
    store = Store()
    outbox = bus.outbox(world.service)
    silent = bus.group_reader(world.service, [world.topic], store.positions_of)
    other = bus.group_reader(world.service, [world.topic], store.positions_of)
    settle([silent, other], store)

    outbox.append(world.records(0, 100), 100)
    until = time.monotonic() + READ_SECONDS
    while len(other.positions()) < PARTITIONS and time.monotonic() < until:
        store.handle(other.poll(17, 0.1))
    work(store, [other], 100)

    outbox.append(world.records(100, 200), 200)
    settle([silent, other], store)
    work(store, [silent, other], 200)
    silent.close()
    other.close()
