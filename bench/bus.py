"""Records a second through both logs: appended in transactions of 1,000, read by three readers."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING

from shared.bus.connect import connect
from shared.bus.record import Record
from shared.runtime.memory import collect_seldom
from tests.support.backends import running_kafka
from tests.support.processes import NotHere

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from shared.bus.interface import Bus, Reader

TOPIC = "bench.events"
BATCH = 1_000
READERS = 3
POLL = 5_000
EMBEDDED_RECORDS = 300_000
KAFKA_RECORDS = 60_000

HEADERS = {
    "ce_specversion": "1.0",
    "ce_type": "CourierChargeback",
    "ce_source": "/recourse/logistics",
    "ce_time": "2026-09-14T10:20:30+08:00",
    "ce_recordedtime": "2026-09-14T10:20:31+08:00",
    "ce_subject": "RT-2026-000123",
    "ce_dataschema": "courier-chargeback.v1",
    "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
}


def main() -> None:
    """Print both, or the embedded log alone where there is no broker."""
    collect_seldom()
    measure("embedded", nullcontext("embedded"), EMBEDDED_RECORDS)
    try:
        measure("kafka", broker(), KAFKA_RECORDS)
    except NotHere as reason:
        print(f"kafka: not measured: {reason}")


def measure(name: str, url: AbstractContextManager[str], count: int) -> None:
    """Append, and read along; then read it all from the beginning."""
    records = [record(number) for number in range(count)]
    with url as address, TemporaryDirectory() as home:
        bus = connect(address, Path(home))
        bus.create_topics([TOPIC])
        along = append_and_read(bus, records)
        behind = catch_up(bus)
        bus.close()
    print(
        f"{name}: {along:,.0f} records/s appended and read by {READERS},"
        f" {behind:,.0f} records/s read from the beginning"
    )


def record(number: int) -> Record:
    """Some 700 bytes, as an event of the ledger has."""
    body = f'{{"case_no":"RT-{number}","amount":"12.50","note":"{"x" * 300}"}}'.encode()
    return Record(TOPIC, f"RT-{number % 20_000}", {**HEADERS, "ce_id": f"{number:032d}"}, body)


def append_and_read(bus: Bus, records: list[Record]) -> float:
    """Records a second until every reader has all of them."""
    outbox = bus.outbox("bench")
    readers = [bus.reader(f"bench-{number}", [TOPIC], {}) for number in range(READERS)]
    found = [0] * READERS
    started = perf_counter()
    for first in range(0, len(records), BATCH):
        outbox.append(records[first : first + BATCH], first + BATCH)
        for number, reader in enumerate(readers):
            found[number] += len(reader.poll(POLL))
    for number, reader in enumerate(readers):
        found[number] += drained(bus, reader)
    seconds = perf_counter() - started
    if found != [len(records)] * READERS:
        raise RuntimeError(f"{found} of {len(records)} were read")
    return len(records) / seconds


def catch_up(bus: Bus) -> float:
    """Records a second of one reader that starts at the beginning."""
    reader = bus.reader("bench-behind", [TOPIC], {})
    started = perf_counter()
    count = drained(bus, reader)
    return count / (perf_counter() - started)


def drained(bus: Bus, reader: Reader) -> int:
    """Read to the end; how many that were."""
    ends, count = bus.ends([TOPIC]), 0
    while any(reader.positions()[spot] < end for spot, end in ends.items()):
        count += len(reader.poll(POLL, 0.1))
    return count


@contextmanager
def broker() -> Iterator[str]:
    """The address of a broker of our own."""
    with running_kafka() as backend:
        yield backend.url


if __name__ == "__main__":
    main()
