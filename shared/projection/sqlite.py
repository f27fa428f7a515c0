"""A projection in an SQLite file of its own (messaging.md, pitfall 5)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from shared.errors import PositionMoved, Unavailable
from shared.projection import statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from shared.bus.record import Spot
    from shared.projection.projection import Projection, Row, Rows, Table
    from shared.projection.storage import Select

BUSY_SECONDS = 30.0
TEXT = "TEXT"
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -16000",
    "wal_autocheckpoint = 8192",
    "temp_store = MEMORY",
)


class SqliteStorage:
    """One connection, used by one thread at a time."""

    def __init__(self, projection: Projection, path: Path, *, lasting: bool = True) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._projection = projection
        self._lock = Lock()
        self._connection = sqlite3.connect(
            path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        for pragma in PRAGMAS:
            self._connection.execute(f"PRAGMA {pragma}")
        if not lasting:  # What is thrown away afterwards need not survive a power cut.
            self._connection.execute("PRAGMA synchronous = OFF")
        self._prepare()
        for table in projection.tables:
            self._connection.execute(statements.stage(table, TEXT))

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition that was read from."""
        with self.reading() as select:
            rows = select(f"SELECT topic, partition, next_offset FROM {self._projection.positions}")  # noqa: S608  # a name of ours
        return {(topic, partition): offset for topic, partition, offset in rows}

    def write(self, moved: Mapping[Spot, tuple[int, int]], rows: Rows) -> None:
        """Move positions and add rows, in one transaction."""
        with self._transaction() as connection:
            for spot in sorted(moved):
                self._move(connection, spot, *moved[spot])
            for table in self._projection.tables:
                if rows.get(table.name):
                    _add(connection, table, rows[table.name])

    @contextmanager
    def reading(self) -> Iterator[Select]:
        """All that is asked inside sees the tables as of one moment."""
        with self._lock, _told_as_ours():
            self._connection.execute("BEGIN")
            try:
                yield self._select
            finally:
                self._connection.execute("COMMIT")

    def drop(self) -> None:
        """Start anew: empty tables, no positions."""
        with self._transaction() as connection:
            self._anew(connection)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def _select(self, statement: str, *params: str | int) -> Sequence[tuple[Any, ...]]:
        return self._connection.execute(statement, params).fetchall()

    def _prepare(self) -> None:
        """Make the tables; those of another version are dropped and filled again from the log."""
        projection = self._projection
        with self._transaction() as connection:
            connection.execute(statements.VERSIONS)
            known = connection.execute("SELECT version FROM projection").fetchone()
            if known != (projection.version,):
                self._anew(connection)
                connection.execute(
                    "INSERT OR REPLACE INTO projection VALUES (?, ?)",
                    (projection.name, projection.version),
                )

    def _anew(self, connection: sqlite3.Connection) -> None:
        for statement in statements.drop(self._projection):
            connection.execute(statement)
        for statement in statements.create(self._projection, TEXT):
            connection.execute(statement)

    def _move(self, connection: sqlite3.Connection, spot: Spot, before: int, after: int) -> None:
        if before == 0:
            statement = statements.first_move(self._projection.positions)
            done = connection.execute(statement, (*spot, after))
        else:
            statement = statements.move(self._projection.positions)
            done = connection.execute(statement, (after, *spot, before))
        if done.rowcount != 1:
            raise PositionMoved(f"{self._projection.name}: {spot} is no longer at {before}")

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _told_as_ours():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                if self._connection.in_transaction:  # SQLite ends it itself when the disk is full.
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def _add(connection: sqlite3.Connection, table: Table, rows: Sequence[Row]) -> None:
    marks = ", ".join("?" * len(table.columns))
    if table.totals is None:
        connection.executemany(f"INSERT OR IGNORE INTO {table.name} VALUES ({marks})", rows)  # noqa: S608  # names of ours
        return
    connection.executemany(f"INSERT INTO {table.name}_stage VALUES ({marks})", rows)  # noqa: S608  # names of ours
    totals = table.totals
    columns = ", ".join((*totals.by, *totals.sums))
    fresh = connection.execute(f"{statements.add_staged(table)} RETURNING {columns}")
    sums: dict[tuple[Any, ...], list[int]] = defaultdict(lambda: [0] * (len(totals.sums) + 1))
    width = len(totals.by)
    for row in fresh:
        total = sums[row[:width]]
        total[-1] += 1
        for place, amount in enumerate(row[width:]):
            total[place] += amount
    values = f"VALUES ({', '.join('?' * (width + len(totals.sums) + 1))})"
    connection.executemany(
        statements.add_to_totals(totals, values), [(*by, *total) for by, total in sums.items()]
    )
    connection.execute(f"DELETE FROM {table.name}_stage")  # noqa: S608  # a name of ours


@contextmanager
def _told_as_ours() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise Unavailable(f"a projection's file: {error}") from error
