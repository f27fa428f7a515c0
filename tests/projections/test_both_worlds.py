"""From a real log into real tables: embedded, and Kafka with PostgreSQL, print the same bytes."""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from shared.bus.connect import connect
from shared.bus.record import Record
from shared.projection.projector import Projector
from shared.projection.storage import open_storage
from tests.support.announced import came_back, charged_back, day, record, shipped
from tests.support.backends import kafka, kafka_url

if TYPE_CHECKING:
    from pathlib import Path

    from shared.bus.interface import Bus
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

__all__ = ["kafka", "kafka_url"]

SAID = [
    said
    for number in range(30)
    for said in (
        shipped(f"W-{number}", ("YTO", "SF")[number % 2], day(number)),
        charged_back(f"{number}", "YTO", day(number + 2), f"{number}.50"),
        came_back(f"W-{number}", ("YTO", "SF")[number % 2], day(number + 4)),
    )
]


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.broker)])
def places(request: pytest.FixtureRequest) -> tuple[str, str]:
    """The settings ``RECOURSE_BUS`` and ``RECOURSE_STORE`` of a world."""
    if request.param == "embedded":
        return "embedded", "embedded"
    store = f"{request.getfixturevalue('postgres_url')}/t{uuid4().hex}"
    return request.getfixturevalue("kafka_url"), store


def printed(bus: Bus, projection: Projection, storage: Storage, batch: int) -> str:
    reader = bus.reader("test", projection.topics, {})
    projector = Projector(projection, storage, reader)
    ends = bus.ends(projection.topics)
    while not projector.caught_up_to(ends):
        projector.step(batch, timeout=0.5)
    projector.close()
    assert projector.caught_up_to(ends)
    return json.dumps(CourierLedgers(storage).courier_ledgers())


def test_a_log_read_in_any_batches_and_again_prints_the_same_bytes(
    places: tuple[str, str], tmp_path: Path
) -> None:
    url, store = places
    projection = replace(PROJECTION, topics=(f"logistics.{uuid4().hex[:8]}",))
    with ExitStack() as stack:
        bus = connect(url, tmp_path)
        stack.callback(bus.close)
        bus.create_topics(projection.topics)
        publish(bus, projection.topics[0])
        storage = open_storage(projection, store, tmp_path)
        stack.callback(storage.close)

        by_seven = printed(bus, projection, storage, 7)
        again = printed(bus, projection, storage, 7)
        storage.drop()
        at_once = printed(bus, projection, storage, 5_000)

    assert by_seven == again == at_once == expected(tmp_path)


def publish(bus: Bus, topic: str) -> None:
    """In several transactions, so that Kafka's commit markers stand between."""
    records = [record(said) for said in SAID]
    moved = [Record(topic, r.key, r.headers, r.value) for r in records]
    outbox = bus.outbox(topic)
    for start in range(0, len(moved), 20):
        outbox.append(moved[start : start + 20], start + 20)
    outbox.close()


def expected(tmp_path: Path) -> str:
    """What the embedded default prints."""
    projection = replace(PROJECTION, topics=("logistics.expected",))
    bus = connect("embedded", tmp_path / "expected")
    bus.create_topics(projection.topics)
    publish(bus, projection.topics[0])
    storage = open_storage(projection, "embedded", tmp_path / "expected")
    result = printed(bus, projection, storage, 1)
    storage.close()
    bus.close()
    return result
