"""Courier ledger lines from Kafka into PostgreSQL: ours, a bare loop, the library's runner.

One worker, the same events (five types, 1 % told twice), lines and totals checked every time.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import psycopg

from bench import bare_loop, library_runner
from services.finance.projections.courier_ledger import LINE, PROJECTION
from shared.bus.connect import connect
from shared.bus.record import Received
from shared.contracts import logistics
from shared.dates import SHANGHAI
from shared.projection.projector import Projector, fold
from shared.projection.storage import open_storage
from shared.runtime.memory import collect_as_usual, collect_seldom
from shared.store.connect import create_database
from tests.support import announced
from tests.support.backends import running_kafka, running_postgres

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shared.bus.interface import Bus
    from shared.bus.record import Record, Spot

RECORDS = 120_000
RUNNER_EVENTS = 3_000
ROUNDS = 5
COURIERS = ("YTO", "ZTO", "STO", "YUNDA", "SF", "EMS")
SUMS = "SELECT courier, {1}, kind, amount FROM {0} ORDER BY courier, {1}, kind"
TOPIC = logistics.TOPIC

Sums = list[tuple[str, str, str, int]]


@dataclass
class Set:
    """Where it runs, and what must come out."""

    kafka: str
    store: str
    bus: Bus
    ends: Mapping[Spot, int]
    expected: Sums
    lines: list[dict[str, str]]


def main() -> None:
    """Print events/s of each, medians and ratios."""
    with running_kafka() as kafka, running_postgres() as postgres:
        stage = _prepare(kafka.url, postgres.url)
        rates: dict[str, list[float]] = {"ours": [], "bare loop": [], "ProjectionRunner": []}
        contenders: dict[str, Callable[[Set], float]] = {
            "ours": _ours,
            "bare loop": _bare_loop,
            "ProjectionRunner": _runner,
        }
        for _ in range(ROUNDS):
            for name, contender in contenders.items():
                rates[name].append(contender(stage))
        stage.bus.close()
    for name, each in rates.items():
        print(f"{name:17} {median(each):9,.0f} events/s   ({', '.join(f'{r:,.0f}' for r in each)})")
    ours = median(rates["ours"])
    print(f"ours / bare loop: {ours / median(rates['bare loop']):.2f} (asked for: at least 0.6)")
    ratio = ours / median(rates["ProjectionRunner"])
    print(f"ours / ProjectionRunner: {ratio:.0f} (asked for: at least 25)")


def _prepare(kafka: str, postgres: str) -> Set:
    store = f"{postgres}/bench_{uuid4().hex[:8]}"
    create_database(store)
    bus = connect(kafka, Path())
    bus.create_topics([TOPIC])
    told, outbox = list(_told()), bus.outbox("logistics")
    for start in range(0, len(told), 5_000):
        outbox.append(told[start : start + 5_000], start + 5_000)
    outbox.close()
    lines = _lines(told)
    return Set(kafka, store, bus, bus.ends([TOPIC]), _summed(lines), lines)


def _told() -> Iterator[Record]:
    """Parcels and chargebacks of three months, every hundredth record told again."""
    start = datetime(2026, 7, 1, 8, tzinfo=SHANGHAI)
    count, number = 0, 0
    while count < RECORDS:
        at, courier = start + timedelta(seconds=190 * number), COURIERS[number % 6]
        waybill, amount = f"WB{number:09}", f"{number % 9000 / 100:.2f}"
        for said in (
            announced.shipped(waybill, courier, at),
            announced.came_back(waybill, courier, at + timedelta(days=6)),
            announced.transferred(waybill, courier, at + timedelta(days=2)),
            announced.charged_back(f"C{number:08}", courier, at + timedelta(days=3), amount),
            announced.taken_back(f"C{number:08}", courier, at + timedelta(days=9), amount),
        ):
            record = announced.record(said)
            yield record
            count += 1
            if count % 100 == 0:
                yield record
                count += 1
        number += 1


def _lines(told: list[Record]) -> list[dict[str, str]]:
    """A plain fold: every line once."""
    records = [Received(r.topic, 0, n, r.key, r.headers, r.value) for n, r in enumerate(told)]
    rows = {row[0]: row for row in fold(PROJECTION, records)[LINE.name]}
    return [dict(zip(LINE.columns, row, strict=True)) for row in rows.values()]


def _summed(lines: list[dict[str, str]]) -> Sums:
    sums: dict[tuple[str, str, str], int] = {}
    for line in lines:
        by = (line["courier"], line["for_period"], line["kind"])
        sums[by] = sums.get(by, 0) + int(line["amount"])
    return [(*by, amount) for by, amount in sorted(sums.items())]


def _ours(stage: Set) -> float:
    storage = open_storage(PROJECTION, stage.store, Path())
    storage.drop()
    collect_seldom()  # As a worker does.
    started = time.perf_counter()
    reader = stage.bus.reader("bench", [TOPIC], {})
    projector = Projector(PROJECTION, storage, reader)
    projector.catch_up(stage.ends)
    seconds = time.perf_counter() - started
    collect_as_usual()
    projector.close()
    storage.close()
    _check(stage.store, "courier_ledger_total", stage.expected, "for_period")
    return RECORDS / seconds


def _bare_loop(stage: Set) -> float:
    ends = {partition: end for (_, partition), end in stage.ends.items()}
    with psycopg.connect(stage.store, autocommit=True) as connection:
        bare_loop.prepare(connection, len(ends))
        started = time.perf_counter()
        bare_loop.run(stage.kafka.removeprefix("kafka://"), TOPIC, connection, ends)
        seconds = time.perf_counter() - started
    _check(stage.store, "bare_total", stage.expected)
    return RECORDS / seconds


def _runner(stage: Set) -> float:
    """On fewer events and in a database of its own: it is that much slower."""
    store = f"{stage.store}_{uuid4().hex[:8]}"
    create_database(store)
    lines = stage.lines[:RUNNER_EVENTS]
    environment = library_runner.settings(store)
    library_runner.store(environment, lines)
    started = time.perf_counter()
    library_runner.run(environment, len(lines))
    seconds = time.perf_counter() - started
    _check(store, "runner_total", _summed(lines))
    return len(lines) / seconds


def _check(store: str, table: str, expected: Sums, month: str = "period") -> None:
    with psycopg.connect(store) as connection:
        found: list[Any] = connection.execute(SUMS.format(table, month).encode()).fetchall()
    if sorted(found) != expected:
        raise RuntimeError(f"{table} does not hold what the events say")
