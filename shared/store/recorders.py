"""The library's recorders, each saving what goes alongside the events in the same transaction."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from eventsourcing.persistence import IntegrityError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteFactory,
)
from psycopg.sql import SQL

from shared.errors import BadSettings, VersionConflict
from shared.store import alongside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eventsourcing.postgres import PostgresDatastore
    from eventsourcing.sqlite import SQLiteCursor
    from psycopg import Cursor
    from psycopg.rows import DictRow

    from shared.store.alongside import Alongside


class TunedConnectionPool(SQLiteConnectionPool):
    """Connections with the pragmas that were measured (import-and-store.md, lesson 11)."""

    def _create_connection(self) -> SQLiteConnection:
        made = super()._create_connection()
        cursor = made.cursor()
        cursor.execute("PRAGMA synchronous=NORMAL")
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.execute("PRAGMA wal_autocheckpoint=8192")
        cursor.execute("PRAGMA secure_delete=FAST")  # A destroyed key leaves no bytes behind.
        return made


class TunedSQLiteFactory(SQLiteFactory):
    """The library's factory over tuned connections."""

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        pool = self.datastore.pool
        pool.close()
        self.datastore.pool = TunedConnectionPool(
            db_name=pool.db_name, lock_timeout=pool.lock_timeout or 30
        )


_TAKE_LOCK = "DELETE FROM stored_events WHERE rowid < 0"
"""Deletes nothing: a transaction that read first would fail as soon as another process wrote."""


class SQLiteRecorder(SQLiteApplicationRecorder):
    """One SQLite file: events and what goes alongside."""

    dialect = alongside.SQLITE

    def construct_create_table_statements(self) -> list[str]:
        """Events first, then the tables alongside."""
        return [*super().construct_create_table_statements(), *alongside.CREATE]

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        c.execute(_TAKE_LOCK)
        change: Alongside | None = kwargs.get("change")
        if change is not None:
            alongside.write(c, change, self.dialect)
        if not stored_events:
            return []
        before = self._last_rowid(c)
        rows = [(e.originator_id, e.originator_version, e.topic, e.state) for e in stored_events]
        try:
            c.executemany(self.insert_events_statement, rows)
        except sqlite3.IntegrityError as error:
            raise VersionConflict(str(error)) from error
        # The write lock is held, so the new rowids follow one another without a hole.
        return range(before + 1, before + 1 + len(rows))

    def _last_rowid(self, c: SQLiteCursor) -> int:
        c.execute(self.select_max_notification_id_statement)
        row = c.fetchone()
        return int(row[0] or 0)

    def write_through(self) -> None:
        """Empty the journal into the file, so that what was overwritten is gone for good."""
        with self.datastore.get_connection(commit=True) as connection:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A cursor to read what goes alongside."""
        with self.datastore.transaction(commit=False) as cursor:
            yield cursor


class PostgresRecorder(PostgresApplicationRecorder):
    """One PostgreSQL database: events and what goes alongside."""

    dialect = alongside.POSTGRES

    def __init__(self, datastore: PostgresDatastore, **kwargs: Any) -> None:
        if datastore.enable_db_functions:
            # They skip the lock and this hook: readers miss events, positions are not stored.
            raise BadSettings(
                "POSTGRES_ENABLE_DB_FUNCTIONS must stay off (messaging.md, pitfall 3)"
            )
        super().__init__(datastore, **kwargs)
        self.sql_create_statements.extend(SQL(one).format() for one in alongside.CREATE)

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Store events and change in one transaction; a taken version is a ``VersionConflict``."""
        try:
            ids: Sequence[int] | None = super().insert_events(stored_events, **kwargs)
        except IntegrityError as error:
            raise VersionConflict(str(error)) from error
        return ids

    def _insert_events(
        self,
        curs: Cursor[DictRow],
        stored_events: Sequence[StoredEvent],  # noqa: ARG002  # the library's hook
        **kwargs: Any,
    ) -> None:
        change: Alongside | None = kwargs.get("change")
        if change is not None:
            alongside.write(curs, change, self.dialect)

    def write_through(self) -> None:
        """Overwritten rows are the server's to clear away, and its archives the operator's."""

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """A cursor to read what goes alongside."""
        with self.datastore.transaction(commit=False) as cursor:
            yield cursor
