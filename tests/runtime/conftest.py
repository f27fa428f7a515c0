"""Both worlds: the embedded default, and a real broker with a real database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from shared.bus.connect import connect
from tests.store.counter import Counting, counting
from tests.support.backends import kafka, kafka_url, postgres, postgres_url
from tests.support.own_topics import OwnTopics

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.bus.interface import Bus

__all__ = ["kafka", "kafka_url", "postgres", "postgres_url"]


@dataclass(frozen=True, slots=True)
class World:
    """A log, and stores that belong to it."""

    bus: Bus
    folder: Path
    store: str

    def counting(self, name: str) -> Counting:
        """A counting service on the store of that name; opened again, it is as after a restart."""
        store = self.store if self.store == "embedded" else f"{self.store}_{name}"
        return counting(self.folder / name, store)


@pytest.fixture(params=["embedded", pytest.param("real", marks=pytest.mark.broker)])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[World]:
    """The same test in both worlds."""
    url, store = "embedded", "embedded"
    if request.param == "real":
        url = request.getfixturevalue("kafka_url")
        store = f"{request.getfixturevalue('postgres_url')}/pipeline_{uuid4().hex[:12]}"
    bus = OwnTopics(connect(url, tmp_path / "bus"))
    bus.create_topics(["intake.events"])
    yield World(bus, tmp_path, store)
    bus.close()
