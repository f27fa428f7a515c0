"""The SQLite file of the embedded log: its tables, and reading what is committed in it."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

import msgspec

from shared.bus.record import Received
from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.bus.record import Spot

BUSY_SECONDS = 30.0
"""How long a writer waits for another process's transaction."""

ROOM = 1 << 40
"""Offsets a partition has room for: ``record.id`` is ``spot * ROOM + offset``, so one integer key
sorts by partition and offset, and the rows stay in the table's leaves (a composite key would put
whole events into the inner pages of the tree)."""

SCHEMA = (
    "CREATE TABLE IF NOT EXISTS spot (id INTEGER PRIMARY KEY, topic TEXT NOT NULL,"
    " partition INTEGER NOT NULL, UNIQUE (topic, partition))",
    "CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, key TEXT NOT NULL,"
    " headers TEXT NOT NULL, value BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS relay (service TEXT PRIMARY KEY, epoch INTEGER NOT NULL,"
    " position INTEGER NOT NULL) WITHOUT ROWID",
)

_headers = msgspec.json.Decoder(dict[str, str])


@contextmanager
def told_as_ours() -> Iterator[None]:
    """Say ``Unavailable`` where SQLite says that the file is locked, full or gone."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(f"the embedded log: {error}") from error


def connected(path: Path) -> sqlite3.Connection:
    """A connection that leaves transactions to its user, as every part of the log needs it."""
    connection = sqlite3.connect(
        path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA wal_autocheckpoint = 8192")
    connection.execute("PRAGMA cache_size = -16384")
    return connection


def prepared(path: Path) -> sqlite3.Connection:
    """A connection to the file, which is made when there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with told_as_ours():
        connection = connected(path)
        connection.execute("BEGIN IMMEDIATE")
        for statement in SCHEMA:
            connection.execute(statement)
        connection.execute("COMMIT")
    return connection


def spot_ids(connection: sqlite3.Connection, topics: Sequence[str]) -> dict[Spot, int]:
    """The number of every partition of the topics; ``Unavailable`` for one that nobody made."""
    found: dict[Spot, int] = {}
    for topic in dict.fromkeys(topics):
        rows = connection.execute(
            "SELECT partition, id FROM spot WHERE topic = ? ORDER BY partition", (topic,)
        ).fetchall()
        if not rows:
            raise Unavailable(f"the log has no topic {topic!r} yet")
        found.update(((topic, partition), number) for partition, number in rows)
    return found


def end_of(connection: sqlite3.Connection, spot_id: int) -> int:
    """The offset after the last record of one partition."""
    row = connection.execute(
        "SELECT id FROM record WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1",
        (spot_id * ROOM, (spot_id + 1) * ROOM),
    ).fetchone()
    return row[0] % ROOM + 1 if row else 0


def ends(connection: sqlite3.Connection, spots: Mapping[Spot, int]) -> dict[Spot, int]:
    """The ends of the partitions, all of one moment."""
    with told_as_ours():
        connection.execute("BEGIN")
        try:
            return {spot: end_of(connection, number) for spot, number in spots.items()}
        finally:
            connection.execute("COMMIT")


def read(
    connection: sqlite3.Connection, spot: Spot, spot_id: int, offset: int, limit: int
) -> list[Received]:
    """The committed records of one partition from an offset on."""
    topic, partition = spot
    with told_as_ours():
        rows = connection.execute(
            "SELECT id, key, headers, value FROM record WHERE id >= ? AND id < ?"
            " ORDER BY id LIMIT ?",
            (spot_id * ROOM + offset, (spot_id + 1) * ROOM, limit),
        ).fetchall()
    return [
        Received(topic, partition, number % ROOM, key, _headers.decode(headers), value)
        for number, key, headers, value in rows
    ]
