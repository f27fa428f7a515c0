"""What Kafka and its client may do to a reader."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import pytest
from kafka.admin import ConfigResource, ConfigResourceType, KafkaAdminClient

from shared.bus import kafka_client, kafka_group
from shared.bus.kafka import KafkaBus
from shared.bus.kafka_position import RELAYS
from shared.bus.record import Record
from tests.bus.worlds import READ_SECONDS, numbers, read_until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bus.worlds import World

pytestmark = pytest.mark.broker


@pytest.fixture
def bus(kafka_world: World) -> KafkaBus:
    """The first connection."""
    return cast("KafkaBus", kafka_world.opened[0])


@pytest.fixture
def admin(kafka_world: World) -> Iterator[KafkaAdminClient]:
    """The cluster's own view."""
    admin = KafkaAdminClient(bootstrap_servers=kafka_world.url.removeprefix("kafka://"))
    yield admin
    admin.close()


def test_positions_step_over_the_commit_markers(bus: KafkaBus, kafka_world: World) -> None:
    """Else a lag of one a partition would stay for ever, and nothing would ever have caught up."""
    outbox = bus.outbox(kafka_world.service)
    for number in range(3):
        outbox.append([kafka_world.record(number, key="WB1")], number + 1)
    reader = bus.reader("r", [kafka_world.topic], {})
    ends = bus.ends([kafka_world.topic])

    found = read_until(reader, ends)

    assert [record.offset for record in found] == [0, 2, 4]
    assert reader.positions()[found[0].spot] == ends[found[0].spot] == 6


def test_ends_count_what_was_appended_at_once(bus: KafkaBus, kafka_world: World) -> None:
    """Kafka answers a commit before readers see it; whoever drains up to the ends must not."""
    outbox = bus.outbox(kafka_world.service)
    for number in range(1, 21):
        outbox.append([kafka_world.record(number, key="WB1")], number)
        assert sum(bus.ends([kafka_world.topic]).values()) == 2 * number


def test_more_than_one_fetch_is_read_to_the_end(bus: KafkaBus, kafka_world: World) -> None:
    """Releases before 3.0.6 stalled after one batch (dpkp/kafka-python#3106)."""
    outbox = bus.outbox(kafka_world.service)
    records = [
        Record(r.topic, r.key, r.headers, bytes(1_000)) for r in kafka_world.records(0, 12_000)
    ]
    for first in range(0, len(records), 3_000):
        outbox.append(records[first : first + 3_000], first + 3_000)
    reader = bus.reader("r", [kafka_world.topic], {})

    assert numbers(read_until(reader, bus.ends([kafka_world.topic]), 500)) == list(range(12_000))


def test_what_a_group_commits_is_its_position(
    bus: KafkaBus, kafka_world: World, admin: KafkaAdminClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lag tools read it; we do not."""
    monkeypatch.setattr(kafka_group, "HINT_SECONDS", 0.0)
    bus.outbox(kafka_world.service).append(kafka_world.records(0, 100), 100)
    reader = bus.group_reader(kafka_world.service, [kafka_world.topic], lambda _: {})
    ends = bus.ends([kafka_world.topic])
    read_until(reader, ends)
    reader.poll(1, 0.2)
    reader.poll(1, 0.2)
    reader.close()

    [told] = admin.list_group_offsets([f"recourse-{kafka_world.service}"]).values()
    assert {(place.topic, place.partition): at.offset for place, at in told.items()} == ends


def test_topics_are_kept_for_ever_and_positions_compacted(
    bus: KafkaBus, kafka_world: World, admin: KafkaAdminClient
) -> None:
    bus.outbox(kafka_world.service)
    names = (kafka_world.topic, RELAYS)
    [told] = admin.describe_configs(
        [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    ).values()
    events, relays = (
        {key: config["value"] for key, config in told[name].items()} for name in names
    )

    assert (events["cleanup.policy"], events["retention.ms"]) == ("delete", "-1")
    assert relays["cleanup.policy"] == "compact"


def test_two_readers_of_a_group_come_to_rest(bus: KafkaBus, kafka_world: World) -> None:
    """Polls much shorter than a join: 3.0.12 on its own joins again and again."""
    bus.outbox(kafka_world.service).append(kafka_world.records(0, 10), 10)
    readers = [
        bus.group_reader(kafka_world.service, [kafka_world.topic], lambda _: {}) for _ in range(2)
    ]
    until = time.monotonic() + READ_SECONDS
    held = [0, 0]
    while held != [3, 3]:
        assert time.monotonic() < until, held
        for reader in readers:
            reader.poll(10, 0.01)
        held = [len(reader.positions()) for reader in readers]
    for reader in readers:
        reader.close()


def test_a_consumer_sees_committed_records_only(kafka_world: World) -> None:
    """The three defaults that lose data are set."""
    consumer = kafka_client.consumer(
        kafka_world.url.removeprefix("kafka://").split(","), "r", kafka_client.Patience()
    )
    config = consumer.config  # type: ignore[attr-defined] # The library's own.
    consumer.close(timeout_ms=1_000)

    assert config["isolation_level"] == "read_committed"
    assert config["auto_offset_reset"] == "earliest"
    assert config["enable_auto_commit"] is False
