"""What every log must do: order, positions, transactions, fencing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.bus.record import PARTITIONS, Record, partition_of
from shared.errors import RelayFenced, Unavailable
from tests.bus.worlds import numbers, quiet, read_all, read_until

if TYPE_CHECKING:
    from shared.bus.interface import Bus
    from shared.bus.record import Received
    from tests.bus.worlds import World

UNWRITABLE = "\ud800"
"""A key that cannot be encoded, so the transaction fails half-way."""


def test_records_come_back_as_they_were_written(bus: Bus, world: World) -> None:
    written = world.record(7)
    bus.outbox(world.service).append([written], 1)

    [found] = read_all(bus, [world.topic])

    assert (found.topic, found.key, found.value) == (written.topic, written.key, written.value)
    assert dict(found.headers) == dict(written.headers)
    assert found.partition == partition_of(written.key, PARTITIONS)
    assert (found.id, found.type) == ("id-7", "ParcelRefused")


def test_the_order_within_a_partition_is_the_order_of_writing(bus: Bus, world: World) -> None:
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 300), 300)
    outbox.append(world.records(300, 600), 600)

    found = read_all(bus, [world.topic])

    assert numbers(found) == list(range(600))
    for partition in range(PARTITIONS):
        of_it = [record for record in found if record.partition == partition]
        assert [r.offset for r in of_it] == sorted({r.offset for r in of_it})
        assert [int(r.id[3:]) for r in of_it] == numbers(of_it)


def test_a_topic_that_exists_keeps_its_partitions(bus: Bus, world: World) -> None:
    bus.create_topics([world.topic, f"{world.topic}.other"], partitions=2)

    ends = bus.ends([world.topic, f"{world.topic}.other"])

    assert sorted(ends) == [
        *((world.topic, number) for number in range(PARTITIONS)),
        *((f"{world.topic}.other", number) for number in range(2)),
    ]
    assert set(ends.values()) == {0}


def test_a_topic_that_nobody_made_is_waited_for(bus: Bus, world: World) -> None:
    unknown = f"{world.topic}.unknown"
    outbox = bus.outbox(world.service)
    for use in (
        lambda: bus.ends([unknown]),
        lambda: bus.reader("r", [unknown], {}),
        lambda: outbox.append([world.record(0), Record(unknown, "k", {}, b"")], 2),
    ):
        with pytest.raises(Unavailable):
            use()

    assert quiet(bus.reader("r", [world.topic], {}))
    assert outbox.position() == 0


def test_a_poll_returns_at_most_its_limit(bus: Bus, world: World) -> None:
    outbox = bus.outbox(world.service)
    reader = bus.reader("r", [world.topic], {})
    outbox.append(world.records(0, 100), 100)
    found: list[Received] = []
    while len(found) < 100:
        some = reader.poll(7, 0.2)
        assert len(some) <= 7
        found += some

    assert numbers(found) == list(range(100))


def test_a_reader_starts_where_it_is_told_and_ends_join_up(bus: Bus, world: World) -> None:
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 200), 200)
    middle = bus.ends([world.topic])
    outbox.append(world.records(200, 300), 300)

    reader = bus.reader("late", [world.topic], middle)
    found = read_until(reader, bus.ends([world.topic]))

    assert numbers(found) == list(range(200, 300))
    assert reader.positions() == bus.ends([world.topic])
    assert quiet(reader)


def test_what_is_sought_again_is_delivered_again(bus: Bus, world: World) -> None:
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 100), 100)
    reader = bus.reader("r", [world.topic], {})
    first = read_until(reader, bus.ends([world.topic]))

    spot = first[0].spot
    again_from = [record for record in first if record.spot == spot][5].offset
    reader.seek({spot: again_from})
    again = read_until(reader, bus.ends([world.topic]))

    assert again == [r for r in first if r.spot == spot and r.offset >= again_from]
    outbox.append(world.records(100, 110), 110)
    assert numbers(read_until(reader, bus.ends([world.topic]))) == list(range(100, 110))


def test_one_id_twice_is_delivered_twice(bus: Bus, world: World) -> None:
    """The log does not deduplicate: a redriven message has a new offset and its old id."""
    outbox = bus.outbox(world.service)
    outbox.append([world.record(1)], 1)
    outbox.append([world.record(1)], 2)

    first, second = read_all(bus, [world.topic])

    assert first.id == second.id
    assert first.offset < second.offset


def test_a_failed_transaction_leaves_neither_records_nor_position(bus: Bus, world: World) -> None:
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 10), 10)
    reader = bus.reader("r", [world.topic], bus.ends([world.topic]))

    with pytest.raises(UnicodeEncodeError):
        outbox.append([*world.records(10, 20), world.record(20, key=UNWRITABLE)], 21)

    assert quiet(reader)
    assert outbox.position() == 10
    outbox.append(world.records(10, 12), 12)
    assert numbers(read_all(bus, [world.topic])) == list(range(12))
    assert world.open().outbox(world.service).position() == 12


def test_an_append_of_nothing_moves_the_position(bus: Bus, world: World) -> None:
    """Private events make no records, and must not be looked at for ever."""
    bus.outbox(world.service).append([], 40)

    assert bus.outbox(world.service).position() == 40
    assert read_all(bus, [world.topic]) == []


@pytest.mark.parametrize("elsewhere", [False, True], ids=["same process", "another process"])
def test_a_second_relay_fences_the_first(bus: Bus, world: World, *, elsewhere: bool) -> None:
    zombie = bus.outbox(world.service)
    zombie.append(world.records(0, 5), 5)

    successor = (world.open() if elsewhere else bus).outbox(world.service)
    assert successor.position() == 5
    for _ in range(2):  # It stays fenced.
        with pytest.raises(RelayFenced):
            zombie.append(world.records(5, 9), 9)
    successor.append(world.records(5, 7), 7)

    assert numbers(read_all(bus, [world.topic])) == list(range(7))
    assert world.open().outbox(world.service).position() == 7


def test_services_do_not_fence_each_other(bus: Bus, world: World) -> None:
    one, other = bus.outbox(world.service), bus.outbox(f"{world.service}-other")
    one.append(world.records(0, 3), 3)
    other.append(world.records(3, 4), 11)
    one.append(world.records(4, 5), 5)

    assert (one.position(), other.position()) == (5, 11)
    assert numbers(read_all(bus, [world.topic])) == list(range(5))


def test_what_another_process_appends_is_read(bus: Bus, world: World) -> None:
    reader = bus.reader("r", [world.topic], {})
    assert reader.poll(10) == []

    elsewhere = world.open().outbox(world.service)
    elsewhere.append(world.records(0, 30), 30)
    assert numbers(read_until(reader, bus.ends([world.topic]))) == list(range(30))

    bus.outbox(world.service).append(world.records(30, 40), 40)
    assert numbers(read_until(reader, bus.ends([world.topic]))) == list(range(30, 40))


def test_how_far_a_relay_came_is_asked_without_fencing_it(bus: Bus, world: World) -> None:
    assert bus.relayed(world.service) == 0
    outbox = bus.outbox(world.service)
    outbox.append(world.records(0, 3), 7)

    assert bus.relayed(world.service) == 7
    outbox.append(world.records(3, 4), 9)
    assert bus.relayed(world.service) == 9
