"""Where a service's store lives: one SQLite file, or a PostgreSQL database of its own."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

from shared.errors import BadSettings, Unavailable

EMBEDDED = "embedded"


def environment(store: str, service: str, home: Path) -> dict[str, str]:
    """The library's settings for a service's store.

    ``store`` is ``embedded`` or ``postgresql://user:password@host:port[/database]``; the database
    is ``recourse_<service>`` unless named, and is created when missing and allowed.
    """
    common = {"ORIGINATOR_ID_TYPE": "text"}
    if store == EMBEDDED:
        home.mkdir(parents=True, exist_ok=True)
        return common | {
            "PERSISTENCE_MODULE": "shared.store.recorders:TunedSQLiteFactory",
            "APPLICATION_RECORDER_TOPIC": "shared.store.recorders:SQLiteRecorder",
            "SQLITE_DBNAME": str(home / f"{service}.db"),
        }
    url = database_url(store, service)
    create_database(url)
    parts = urlsplit(url)
    return common | {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "APPLICATION_RECORDER_TOPIC": "shared.store.recorders:PostgresRecorder",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": parts.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": unquote(parts.username or "postgres"),
        "POSTGRES_PASSWORD": unquote(parts.password or ""),
        "POSTGRES_LOCK_TIMEOUT": "60",
    }


def database_url(store: str, service: str) -> str:
    """The URL of a service's own database."""
    parts = urlsplit(store)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadSettings(f"a store is 'embedded' or postgresql://…, not {store!r}")
    if parts.path.strip("/"):
        return store
    return parts._replace(path=f"/recourse_{service}").geturl()


def create_database(url: str) -> None:
    """Create the database of ``url`` when it is missing and the user may."""
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise Unavailable(str(error).strip()) from error
    else:
        return
    name = urlsplit(url).path.lstrip("/")
    admin = urlsplit(url)._replace(path="/postgres").geturl()
    with psycopg.connect(admin, autocommit=True) as connection:
        try:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        except psycopg.errors.DuplicateDatabase:
            return
