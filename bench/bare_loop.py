"""Loop B (messaging.md, ledger job): consume, parse, COPY, position in one transaction; no more.

Nothing of the house but the meaning of a line, to measure what the house costs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import psycopg
from kafka import KafkaConsumer, TopicPartition

if TYPE_CHECKING:
    from collections.abc import Iterable

BATCH = 10_000
KINDS = {
    "ParcelShipped": "freight",
    "ParcelReturned": "freight",
    "ParcelTransferred": "transfer_fee",
    "CourierChargeback": "chargeback",
    "CourierChargebackReversed": "reversal",
}
TABLES = """
DROP TABLE IF EXISTS bare_line, bare_total, bare_position;
CREATE TABLE bare_line (event_id TEXT PRIMARY KEY, entry TEXT, courier TEXT, period TEXT, kind TEXT,
 cost TEXT, waybill TEXT, case_no TEXT, order_no TEXT, amount BIGINT, certain_at TEXT, rule TEXT,
 policy TEXT, recorded_at TEXT);
CREATE TABLE bare_total (courier TEXT, period TEXT, kind TEXT, amount BIGINT,
 PRIMARY KEY (courier, period, kind));
CREATE TABLE bare_position (partition INT PRIMARY KEY, next_offset BIGINT);
CREATE TEMPORARY TABLE bare_stage (LIKE bare_line) ON COMMIT DELETE ROWS
"""
ADD = """
WITH fresh AS (INSERT INTO bare_line SELECT * FROM bare_stage ON CONFLICT DO NOTHING
 RETURNING courier, period, kind, amount)
INSERT INTO bare_total SELECT courier, period, kind, SUM(amount) FROM fresh GROUP BY 1, 2, 3
 ON CONFLICT (courier, period, kind) DO UPDATE SET amount = bare_total.amount + excluded.amount
"""
MOVE = "UPDATE bare_position SET next_offset = %s WHERE partition = %s AND next_offset = %s"


class Entry(msgspec.Struct, gc=False):
    """The cells of an entry."""

    entry: str
    cost: str
    amount: str
    certain_at: str


class Said(msgspec.Struct, gc=False):
    """The cells of an announcement."""

    courier: str
    waybill: str
    order_no: str
    entry: Entry
    case_no: str | None = None
    rule: str | None = None
    policy: str | None = None


def prepare(connection: psycopg.Connection[Any], partitions: int) -> None:
    """Empty tables, every partition at its beginning."""
    for statement in TABLES.split(";"):
        connection.execute(statement.encode())
    connection.cursor().executemany(
        "INSERT INTO bare_position VALUES (%s, 0)", [(number,) for number in range(partitions)]
    )


def run(servers: str, topic: str, connection: psycopg.Connection[Any], ends: dict[int, int]) -> int:
    """From the beginning to ``ends``; how many records that were."""
    consumer = KafkaConsumer(
        bootstrap_servers=servers,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_poll_records=BATCH,
        max_partition_fetch_bytes=4 * 1024 * 1024,
        fetch_max_bytes=50 * 1024 * 1024,
    )
    places = [TopicPartition(topic, number) for number in ends]
    consumer.assign(places)
    for place in places:
        consumer.seek(place, 0)
    decode = msgspec.json.Decoder(Said).decode
    at, taken = dict.fromkeys(ends, 0), 0
    while any(at[number] < end for number, end in ends.items()):
        polled = consumer.poll(timeout_ms=1000, max_records=BATCH)
        rows = [row for records in polled.values() for row in _rows(records, decode)]
        taken += len(rows)
        after = {place.partition: consumer.position(place) for place in places}
        _write(connection, [(after[n], n, at[n]) for n in ends if after[n] != at[n]], rows)
        at = after
    consumer.close()
    return taken


def _rows(records: Iterable[Any], decode: Any) -> list[str]:
    rows = []
    for record in records:
        headers = dict(record.headers)
        said = decode(record.value)
        entry = said.entry
        cells = (
            *(headers["ce_id"].decode(), entry.entry, said.courier, entry.certain_at[:7]),
            *(KINDS[headers["ce_type"].decode()], entry.cost, said.waybill, said.case_no or ""),
            *(said.order_no, entry.amount.replace(".", ""), entry.certain_at, said.rule or ""),
            *(said.policy or "", headers["ce_recordedtime"].decode()),
        )
        rows.append("\t".join(cells))
    return rows


def _write(
    connection: psycopg.Connection[Any], moved: list[tuple[int, int, int]], rows: list[str]
) -> None:
    if not moved:
        return
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(MOVE, moved)
        if cursor.rowcount != len(moved):
            raise RuntimeError("the position moved")
        if rows:
            with cursor.copy("COPY bare_stage FROM STDIN") as copy:
                copy.write("\n".join(rows))
            cursor.execute(ADD)
