"""Fixtures of the suite: the world (embedded, then Kafka) and a connection to it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.bus.worlds import World
from tests.support.backends import kafka, kafka_url  # noqa: F401 - fixtures

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.bus.interface import Bus


@pytest.fixture(params=["embedded", pytest.param("kafka", marks=pytest.mark.broker)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """A log with one topic of six partitions, made under a name that no other run has used."""
    url = "embedded" if request.param == "embedded" else request.getfixturevalue("kafka_url")
    yield from made(url, tmp_path)


@pytest.fixture
def bus(world: World) -> Bus:
    """The first connection."""
    return world.opened[0]


def made(url: str, home: Path) -> Iterator[World]:
    """A world from its topic to its end."""
    unique = uuid4().hex[:12]
    world = World(url, home, f"test-{unique}.events", f"test-{unique}")
    world.open().create_topics([world.topic])
    yield world
    for bus in world.opened:
        bus.close()


@pytest.fixture
def kafka_world(kafka_url: str, tmp_path: Path) -> Iterator[World]:  # noqa: F811 - asked for
    """A topic in Kafka, for what only Kafka does."""
    yield from made(kafka_url, tmp_path)
