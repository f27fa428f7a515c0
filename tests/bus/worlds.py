"""The two logs that the suite runs against, and what may happen to them."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from shared.bus.embedded import EmbeddedBus
from shared.bus.kafka import KafkaBus
from shared.bus.kafka_client import Patience
from shared.bus.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.bus.interface import Bus, Reader
    from shared.bus.record import Received, Spot

PROJECT = Path(__file__).parents[2]
DYING_RELAY = Path(__file__).with_name("dying_relay.py")
READ_SECONDS = 20.0
QUIET_SECONDS = 0.5


@dataclass
class World:
    """One log, with a topic and a service that no other test uses."""

    url: str
    home: Path
    topic: str
    service: str
    opened: list[Bus] = field(default_factory=list)

    def open(self, silence_ms: int = 30_000) -> Bus:
        """A connection of its own, as another process would have it."""
        bus: Bus
        if self.url == "embedded":
            bus = EmbeddedBus(self.home / "log.sqlite", silence=silence_ms / 1000)
        else:
            servers = self.url.removeprefix("kafka://").split(",")
            bus = KafkaBus(servers, Patience(block=3_000, silence=silence_ms))
        self.opened.append(bus)
        return bus

    def die(self, moment: str, upto: int) -> None:
        """Let another process append ``upto`` records and die at that moment of it."""
        what = [self.url, str(self.home), self.service, self.topic, str(upto), moment]
        died = subprocess.run(
            [sys.executable, DYING_RELAY, *what],
            cwd=PROJECT,
            check=False,
            capture_output=True,
            text=True,
        )
        assert died.returncode == 9, died.stderr

    def record(self, number: int, key: str | None = None) -> Record:
        """The n-th of the records that tests write."""
        headers = {"ce_id": f"id-{number}", "ce_type": "ParcelRefused", "ce_subject": "包裹"}
        return Record(self.topic, key or f"WB{number % 50}", headers, f'{{"n":{number}}}'.encode())

    def records(self, first: int, after: int) -> list[Record]:
        """Those from ``first`` on, before ``after``."""
        return [self.record(number) for number in range(first, after)]


def numbers(records: Iterable[Received]) -> list[int]:
    """Which of ``World.record`` these are, sorted."""
    return sorted(int(record.id.removeprefix("id-")) for record in records)


def read_until(reader: Reader, ends: Mapping[Spot, int], limit: int = 1000) -> list[Received]:
    """All that the reader returns up to these ends."""
    found: list[Received] = []
    until = time.monotonic() + READ_SECONDS
    while any(reader.positions().get(spot, 0) < end for spot, end in ends.items()):
        assert time.monotonic() < until, (reader.positions(), ends)
        found += reader.poll(limit, 0.1)
    return found


def read_all(bus: Bus, topics: Sequence[str]) -> list[Received]:
    """What a new reader finds."""
    reader = bus.reader("all", topics, {})
    try:
        return read_until(reader, bus.ends(topics))
    finally:
        reader.close()


def quiet(reader: Reader) -> bool:
    """Whether nothing more comes."""
    until = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < until:
        if reader.poll(1000, 0.1):
            return False
    return True
