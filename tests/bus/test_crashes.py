"""A relay that dies half-way: what it had not committed never was, what it had is there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bus.worlds import numbers, quiet, read_all

if TYPE_CHECKING:
    from shared.bus.interface import Bus
    from tests.bus.worlds import World


def test_a_relay_that_died_before_the_commit_published_nothing(bus: Bus, world: World) -> None:
    world.die("before the commit", 50)
    reader = bus.reader("r", [world.topic], {})
    assert quiet(reader)
    assert set(bus.ends([world.topic]).values()) == {0}

    successor = bus.outbox(world.service)
    assert successor.position() == 0
    successor.append(world.records(0, 50), 50)

    assert numbers(read_all(bus, [world.topic])) == list(range(50))


def test_a_relay_that_died_after_the_commit_published_all(bus: Bus, world: World) -> None:
    world.die("after the commit", 50)

    successor = bus.outbox(world.service)
    assert successor.position() == 50
    successor.append(world.records(50, 60), 60)

    assert numbers(read_all(bus, [world.topic])) == list(range(60))


def test_an_unfinished_transaction_of_another_service_is_not_seen(bus: Bus, world: World) -> None:
    """Nor does it hold up what came before it."""
    bus.outbox(f"{world.service}-other").append(world.records(0, 20), 20)
    ends = bus.ends([world.topic])
    world.die("before the commit", 50)

    assert bus.ends([world.topic]) == ends
    assert numbers(read_all(bus, [world.topic])) == list(range(20))

    bus.outbox(world.service)  # Ends what the dead one left open.
    bus.outbox(f"{world.service}-other").append(world.records(20, 30), 30)
    assert numbers(read_all(bus, [world.topic])) == list(range(30))
