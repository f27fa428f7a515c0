"""A projection in its service's PostgreSQL database: a COPY, then one statement a table."""

from __future__ import annotations

from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

import psycopg

from shared.errors import PositionMoved, Unavailable
from shared.projection import statements

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.bus.record import Spot
    from shared.projection.projection import Projection, Row, Rows, Table
    from shared.projection.storage import Select

TEXT = 'TEXT COLLATE "C"'
Connection = psycopg.Connection[tuple[Any, ...]]


class PostgresStorage:
    """One connection, used by one thread at a time and opened again after it broke."""

    def __init__(self, projection: Projection, url: str) -> None:
        self._projection = projection
        self._url = url
        self._lock = Lock()
        self._connection: Connection | None = None
        self._add = [(table, _adding(table)) for table in projection.tables]
        self._prepare()

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition that was read from."""
        with self.reading() as select:
            rows = select(f"SELECT topic, partition, next_offset FROM {self._projection.positions}")  # noqa: S608  # a name of ours
        return {(topic, partition): offset for topic, partition, offset in rows}

    def write(self, moved: Mapping[Spot, tuple[int, int]], rows: Rows) -> None:
        """Move positions and add rows, in one transaction."""
        with self._transaction() as connection, connection.cursor() as cursor:
            self._move(cursor, moved)
            for table, adding in self._add:
                if staged := rows.get(table.name):
                    with cursor.copy(f"COPY {table.name}_stage FROM STDIN".encode()) as copy:
                        copy.write(copied(staged))
                    cursor.execute(adding.encode())

    @contextmanager
    def reading(self) -> Iterator[Select]:
        """All that is asked inside sees the tables as of one moment."""
        with self._transaction() as connection:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")

            def select(statement: str, *params: str | int) -> Sequence[tuple[Any, ...]]:
                return connection.execute(_marked(statement), params).fetchall()

            yield select

    def drop(self) -> None:
        """Start anew: empty tables, no positions."""
        with self._transaction() as connection:
            self._anew(connection)

    def close(self) -> None:
        """Let go of the database."""
        with self._lock:
            self._disconnect()

    def _prepare(self) -> None:
        """Make the tables; those of another version are dropped and filled again from the log."""
        name, version = self._projection.name, self._projection.version
        with self._transaction() as connection:
            # Two processes that start at once would otherwise both create.
            connection.execute("SELECT pg_advisory_xact_lock(hashtext('projection'))")
            connection.execute(statements.VERSIONS)
            known = connection.execute("SELECT version FROM projection WHERE name = %s", (name,))
            if known.fetchone() != (version,):
                self._anew(connection)
                connection.execute(
                    "INSERT INTO projection VALUES (%s, %s)"
                    " ON CONFLICT (name) DO UPDATE SET version = excluded.version",
                    (name, version),
                )

    def _anew(self, connection: Connection) -> None:
        for statement in statements.drop(self._projection):
            connection.execute(statement.encode())
        for statement in statements.create(self._projection, TEXT):
            connection.execute(statement.encode())

    def _move(
        self, cursor: psycopg.Cursor[tuple[Any, ...]], moved: Mapping[Spot, tuple[int, int]]
    ) -> None:
        """In the order of partitions, so that two workers cannot lock crosswise."""
        positions = self._projection.positions
        steps = sorted((spot, before, after) for spot, (before, after) in moved.items())
        first = [(*spot, after) for spot, before, after in steps if before == 0]
        later = [(after, *spot, before) for spot, before, after in steps if before]
        for statement, params in (
            (statements.first_move(positions), first),
            (statements.move(positions), later),
        ):
            if params:
                cursor.executemany(_marked(statement), params)
                if cursor.rowcount != len(params):
                    raise PositionMoved(f"{self._projection.name} was moved on by another worker")

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._lock:
            try:
                connection = self._connected()
                with connection.transaction():
                    yield connection
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._disconnect()
                raise Unavailable(f"projection {self._projection.name}: {error}") from error

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = psycopg.connect(self._url, autocommit=True, connect_timeout=10)
            for table in self._projection.tables:
                made = f"{statements.stage(table, TEXT)} ON COMMIT DELETE ROWS"
                self._connection.execute(made.encode())
        return self._connection

    def _disconnect(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def copied(rows: Sequence[Row]) -> str:
    """The rows as COPY's text; cells are looked at one by one only where one needs an escape."""
    text = "\n".join(["\t".join(row) for row in rows])
    if (
        "\\" not in text
        and "\r" not in text
        and text.count("\t") == len(rows) * (len(rows[0]) - 1)
        and text.count("\n") == len(rows) - 1
    ):
        return text
    return "\n".join(["\t".join([cell.translate(ESCAPES) for cell in row]) for row in rows])


ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def _adding(table: Table) -> str:
    """Add the staged rows, and what of them is new to the totals."""
    totals = table.totals
    if totals is None:
        return statements.add_staged(table)
    returned = ", ".join((*totals.by, *totals.sums))
    fresh = f"WITH fresh AS ({statements.add_staged(table)} RETURNING {returned}) "
    return fresh + statements.add_to_totals(totals, statements.summed(totals, "fresh"))


def _marked(statement: str) -> bytes:
    return statement.replace("?", "%s").encode()
