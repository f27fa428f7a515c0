"""Store → relay → log → listener → store: once each, in order, whatever happens in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.bus.connect import connect
from shared.errors import NotKnown
from shared.runtime import parking
from shared.runtime.listener import Listener
from shared.runtime.relay import Relay
from tests.store.counter import NOON, Count, Counter, Counting, Reactions, announce, counting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.bus.interface import Bus


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    bus = connect("embedded", tmp_path / "bus")
    bus.create_topics(["intake.events"])
    yield bus
    bus.close()


def listener(service: Counting, bus: Bus) -> Listener:
    """A listener that starts from the stored positions, as after a restart."""
    reactions = Reactions()
    reader = bus.reader("hearer", reactions.TOPICS, service.positions())
    return Listener(service, reactions, reader)


def count_of(service: Counting, number: str) -> int:
    stored: Any = service.repository.get(Counter.id_of(number))
    assert isinstance(stored, Counter)
    return stored.count


def test_every_event_is_heard_once(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("A"), Count("B"), Count("A"))
    assert Relay(speaker, announce, bus).step() == 5  # Two openings are private.
    assert listener(hearer, bus).step() == 3
    assert (count_of(hearer, "A"), count_of(hearer, "B")) == (2, 1)


def test_a_relay_that_starts_anew_says_nothing_twice(tmp_path: Path, bus: Bus) -> None:
    speaker = counting(tmp_path / "a")
    speaker.handle(Count("A"))
    Relay(speaker, announce, bus).step()
    speaker.handle(Count("A"))
    again = counting(tmp_path / "a")
    assert Relay(again, announce, bus).step() == 1
    assert sum(bus.ends(["intake.events"]).values()) == 2


def test_a_crash_between_save_and_relay_loses_nothing(tmp_path: Path, bus: Bus) -> None:
    counting(tmp_path / "a").handle(Count("A"))
    Relay(counting(tmp_path / "a"), announce, bus).step()
    hearer = counting(tmp_path / "b")
    listener(hearer, bus).step()
    assert count_of(hearer, "A") == 1


def test_a_crash_between_relay_and_listener_loses_nothing(tmp_path: Path, bus: Bus) -> None:
    speaker = counting(tmp_path / "a")
    speaker.handle(Count("A"))
    Relay(speaker, announce, bus).step()
    listener(counting(tmp_path / "b"), bus).step()
    hearer = counting(tmp_path / "b")
    assert listener(hearer, bus).step() == 0
    assert count_of(hearer, "A") == 1


def test_redelivered_messages_change_nothing(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("A"))
    Relay(speaker, announce, bus).step()
    records = bus.reader("x", ["intake.events"], {}).poll(10)
    first = listener(hearer, bus)
    first.handle([*records, *records])
    assert count_of(hearer, "A") == 1


def test_poison_parks_with_its_followers_and_stops_nobody_else(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("poison"), Count("A"), Count("poison"))
    Relay(speaker, announce, bus).step()
    one = listener(hearer, bus)
    one.step()
    assert count_of(hearer, "A") == 1
    reasons = [row["reason"] for row in hearer.parked()]
    assert reasons == ["ValueError: poison", "follows a parked message of its key"]
    speaker.handle(Count("poison"))
    Relay(speaker, announce, bus).step()
    assert one.step() == 1
    assert len(hearer.parked()) == 3


class Mended(Reactions):
    """The same reactions after the fault was mended."""

    def react(self, said: Any) -> Iterator[Count]:
        yield Count("poison", at=said.at)


def test_redriven_messages_go_through_in_order(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("poison"), Count("poison"))
    Relay(speaker, announce, bus).step()
    listener(hearer, bus).step()
    first = hearer.parked()[0]["message_id"]
    with pytest.raises(ValueError, match="poison"):
        parking.redrive(hearer, Reactions(), first)
    assert len(hearer.parked()) == 2
    assert parking.redrive(hearer, Mended(), first) == 2
    assert hearer.parked() == []
    assert count_of(hearer, "poison") == 2


def test_a_dropped_message_leaves_its_reason(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("poison"))
    Relay(speaker, announce, bus).step()
    listener(hearer, bus).step()
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


def test_a_running_listener_sees_what_another_process_redrove(tmp_path: Path, bus: Bus) -> None:
    speaker, hearer = counting(tmp_path / "a"), counting(tmp_path / "b")
    speaker.handle(Count("poison"))
    Relay(speaker, announce, bus).step()
    one = listener(hearer, bus)
    one.step()
    parking.redrive(counting(tmp_path / "b"), Mended(), hearer.parked()[0]["message_id"])
    one._reactions = Mended()
    speaker.handle(Count("poison"))
    Relay(speaker, announce, bus).step()
    one.step()
    assert hearer.parked() == []
    assert count_of(hearer, "poison") == 2
