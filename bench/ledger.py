"""One courier's month out of a million lines on the embedded default, all but the last closed.

One line in a thousand came a month too late. Asked as ``recourse ledger courier`` asks: opening
balance, totals, every line of the month.
"""

from __future__ import annotations

import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import TYPE_CHECKING

from services.finance.projections.courier_ledger import PROJECTION
from services.finance.projections.courier_months import CourierLedgers
from shared.bus.record import PARTITIONS, Received, partition_of
from shared.contracts import finance, logistics
from shared.dates import SHANGHAI, month_start, next_month, print_time
from shared.ids import derived_id
from shared.projection.projector import fold
from shared.projection.storage import open_storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.bus.record import Spot
    from shared.projection.storage import Storage

LINES = 1_000_000
MONTHS = 24
COURIERS = ("YTO", "ZTO", "STO", "YUNDA", "SF", "EMS")
LATE = 0.001
"""The share of lines that come a month too late."""

FIRST = "2025-01"
BATCH = 20_000
ROUNDS = 15


@dataclass
class Log:
    """Records with their places, as a log would hand them over."""

    ends: dict[Spot, int] = field(default_factory=lambda: defaultdict(int))

    def placed(self, topic: str, key: str, headers: dict[str, str], body: str) -> Received:
        """The next record of its key's partition."""
        spot = (topic, partition_of(key, PARTITIONS))
        offset = self.ends[spot]
        self.ends[spot] += 1
        return Received(*spot, offset, key, headers, body.encode())

    def upto(self) -> str:
        """Positions as a closing carries them."""
        topics = (logistics.TOPIC, finance.TOPIC)
        told = {t: [self.ends[t, n] for n in range(PARTITIONS)] for t in topics}
        return str(told).replace("'", '"')


def main() -> None:
    """Print how long a month takes, open and closed, and all statements of a closed one."""
    with tempfile.TemporaryDirectory() as folder:
        storage = open_storage(PROJECTION, "embedded", Path(folder))
        log, rows, started = Log(), 0, time.perf_counter()
        batch: list[Received] = []
        before: dict[Spot, int] = {}
        for record in _told(log):
            batch.append(record)
            if len(batch) == BATCH:
                rows, before = rows + _write(storage, batch, log, before), dict(log.ends)
                batch = []
        rows += _write(storage, batch, log, before)
        print(f"{rows:,} lines written in {time.perf_counter() - started:.0f} s")
        books, last = CourierLedgers(storage), _month(MONTHS - 1)
        closed = _month(MONTHS - 2)
        _measure("a courier's open month", lambda: books.courier_ledgers("SF", last))
        _measure("a courier's closed month", lambda: books.courier_ledgers("SF", closed))
        _measure("as it was issued", lambda: books.issued(closed, 1, "SF"))
        storage.close()


def _write(storage: Storage, batch: list[Received], log: Log, before: dict[Spot, int]) -> int:
    moved = {spot: (before.get(spot, 0), end) for spot, end in log.ends.items()}
    rows = fold(PROJECTION, batch)
    storage.write({s: m for s, m in moved.items() if m[0] != m[1]}, rows)
    return len(rows["courier_ledger_line"])


def _measure(name: str, ask: Callable[[], list[dict[str, object]]]) -> None:
    ask()
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        (ledger,) = ask()
        taken.append(time.perf_counter() - started)
    lines = ledger["lines"]
    count = len(lines) if isinstance(lines, list) else 0
    print(f"{name:26} {median(taken) * 1000:6.0f} ms   ({count:,} lines; asked for: 200 ms)")


def _month(number: int) -> str:
    period = FIRST
    for _ in range(number):
        period = next_month(period)
    return period


def _told(log: Log) -> Iterator[Received]:
    """Months one after the other, each closed when the next begins; some lines come after that."""
    chance, number, late = Random(7), 0, []
    for month in range(MONTHS):
        period = _month(month)
        start, end = month_start(period), month_start(next_month(period))
        for _ in range(LINES // MONTHS):
            at = start + (end - start) * chance.random()
            number += 1
            if chance.random() < LATE:
                late.append((number, at))
            else:
                yield _line(log, number, at)
        if month < MONTHS - 1:
            yield _closed(log, period, month, end)
        yield from (_line(log, told, at) for told, at in late)
        late = []


def _line(log: Log, number: int, at: datetime) -> Received:
    courier, waybill = COURIERS[number % len(COURIERS)], f"WB{number:09}"
    printed = print_time(at.replace(microsecond=0))
    entry = derived_id(at, waybill)
    cost = f'"entry":"{entry}","amount":"{8 + number % 9}.50","certain_at":"{printed}"'
    about = f'"at":"{printed}","courier":"{courier}","waybill":"{waybill}","order_no":"O{number}"'
    if number % 10:
        kind, key = logistics.ParcelShipped.TYPE, waybill
        body = f'{{{about},"kind":"outbound","entry":{{{cost},"cost":"outbound_freight"}}}}'
    else:
        kind, key = logistics.CourierChargeback.TYPE, f"C{number}"
        body = f'{{{about},"case_no":"C{number}","rule":"R203","entry":{{{cost},"cost":"goods"}}}}'
    return log.placed(logistics.TOPIC, key, _headers(kind, entry, at), body)


def _closed(log: Log, period: str, month: int, at: datetime) -> Received:
    body = (
        f'{{"at":"{print_time(at)}","period":"{period}","sequence":{month + 1},"person":"李敏",'
        f'"revision":1,"hash":"-","upto":{log.upto()}}}'
    )
    return log.placed(finance.TOPIC, period, _headers("MonthClosed", f"close-{period}", at), body)


def _headers(kind: str, name: str, at: datetime) -> dict[str, str]:
    recorded = print_time(at.astimezone(SHANGHAI) + timedelta(minutes=5))
    return {"ce_id": name, "ce_type": kind, "ce_recordedtime": recorded}


if __name__ == "__main__":
    main()
