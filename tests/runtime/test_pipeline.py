"""Store → relay → log → listener → store: once each, in order, whatever happens in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.errors import NotKnown
from shared.runtime import parking
from shared.runtime.listener import Listener
from shared.runtime.relay import Relay
from tests.store.counter import NOON, Count, Counter, Counting, Reactions, announce

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.bus.interface import Bus
    from tests.runtime.conftest import World


WAIT = 30.0
"""Seconds that a real log may take to hand over what is there; nothing depends on them."""


def listener(service: Counting, bus: Bus) -> Listener:
    """A listener that starts from the stored positions, as after a restart."""
    reactions = Reactions()
    reader = bus.reader("hearer", reactions.TOPICS, service.positions())
    return Listener(service, reactions, reader)


def hear_all(one: Listener, bus: Bus) -> int:
    """Hear everything that the log holds by now; how many messages that were."""
    heard, ends = 0, bus.ends(["intake.events"])
    while any(one.reader.positions().get(spot, 0) < end for spot, end in ends.items()):
        heard += one.step(timeout=WAIT)
    return heard


def count_of(service: Counting, number: str) -> int:
    stored: Any = service.repository.get(Counter.id_of(number))
    assert isinstance(stored, Counter)
    return stored.count


def test_every_event_is_heard_once(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("A"), Count("B"), Count("A"))
    assert Relay(speaker, announce, world.bus).step() == 5  # Two openings are private.
    assert hear_all(listener(hearer, world.bus), world.bus) == 3
    assert (count_of(hearer, "A"), count_of(hearer, "B")) == (2, 1)


def test_a_relay_that_starts_anew_says_nothing_twice(world: World) -> None:
    speaker = world.counting("a")
    speaker.handle(Count("A"))
    Relay(speaker, announce, world.bus).step()
    speaker.handle(Count("A"))
    again = world.counting("a")
    assert Relay(again, announce, world.bus).step() == 1
    assert hear_all(listener(world.counting("b"), world.bus), world.bus) == 2


def test_a_crash_between_save_and_relay_loses_nothing(world: World) -> None:
    world.counting("a").handle(Count("A"))
    Relay(world.counting("a"), announce, world.bus).step()
    hearer = world.counting("b")
    hear_all(listener(hearer, world.bus), world.bus)
    assert count_of(hearer, "A") == 1


def test_a_crash_between_relay_and_listener_loses_nothing(world: World) -> None:
    speaker = world.counting("a")
    speaker.handle(Count("A"))
    Relay(speaker, announce, world.bus).step()
    hear_all(listener(world.counting("b"), world.bus), world.bus)
    hearer = world.counting("b")
    assert hear_all(listener(hearer, world.bus), world.bus) == 0
    assert count_of(hearer, "A") == 1


def test_redelivered_messages_change_nothing(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("A"))
    Relay(speaker, announce, world.bus).step()
    records = world.bus.reader("x", ["intake.events"], {}).poll(10, WAIT)
    first = listener(hearer, world.bus)
    first.handle([*records, *records])
    assert count_of(hearer, "A") == 1


def test_poison_parks_with_its_followers_and_stops_nobody_else(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("poison"), Count("A"), Count("poison"))
    Relay(speaker, announce, world.bus).step()
    one = listener(hearer, world.bus)
    hear_all(one, world.bus)
    assert count_of(hearer, "A") == 1
    reasons = [row["reason"] for row in hearer.parked()]
    assert reasons == ["ValueError: poison", "follows a parked message of its key"]
    speaker.handle(Count("poison"))
    Relay(speaker, announce, world.bus).step()
    assert hear_all(one, world.bus) == 1
    assert len(hearer.parked()) == 3


class Mended(Reactions):
    """The same reactions after the fault was mended."""

    def react(self, said: Any) -> Iterator[Count]:
        yield Count("poison", at=said.at)


def test_redriven_messages_go_through_in_order(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("poison"), Count("poison"))
    Relay(speaker, announce, world.bus).step()
    hear_all(listener(hearer, world.bus), world.bus)
    first = hearer.parked()[0]["message_id"]
    with pytest.raises(ValueError, match="poison"):
        parking.redrive(hearer, Reactions(), first)
    assert len(hearer.parked()) == 2
    assert parking.redrive(hearer, Mended(), first) == 2
    assert hearer.parked() == []
    assert count_of(hearer, "poison") == 2


def test_a_dropped_message_leaves_its_reason(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("poison"))
    Relay(speaker, announce, world.bus).step()
    hear_all(listener(hearer, world.bus), world.bus)
    message_id = hearer.parked()[0]["message_id"]
    parking.drop(hearer, message_id, "a test", NOON, "zhang")
    assert hearer.parked() == []
    (dropped,) = hearer.events.get(f"dropped-message:{message_id}")
    assert (getattr(dropped, "reason", None), getattr(dropped, "person", None)) == (
        "a test",
        "zhang",
    )
    with pytest.raises(NotKnown):
        parking.drop(hearer, message_id, "again", NOON, "zhang")


def test_a_running_listener_sees_what_another_process_redrove(world: World) -> None:
    speaker, hearer = world.counting("a"), world.counting("b")
    speaker.handle(Count("poison"))
    Relay(speaker, announce, world.bus).step()
    one = listener(hearer, world.bus)
    hear_all(one, world.bus)
    parking.redrive(world.counting("b"), Mended(), hearer.parked()[0]["message_id"])
    one._reactions = Mended()
    speaker.handle(Count("poison"))
    Relay(speaker, announce, world.bus).step()
    hear_all(one, world.bus)
    assert hearer.parked() == []
    assert count_of(hearer, "poison") == 2
