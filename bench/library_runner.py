"""The eventsourcing library's own ProjectionRunner on the same job: an event, a transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection, ProjectionRunner
from psycopg.sql import SQL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eventsourcing.persistence import Tracking

SAVED_TOGETHER = 500
PATIENCE = 600.0


class Booked(Aggregate):
    """Something that books a line: what an announcement says, as an event of the library's."""

    def __init__(self, cells: dict[str, str]) -> None:
        self.cells = cells


class Books(Application[Any]):
    """Where the events are stored."""

    name = "books"


class LedgerView(PostgresTrackingRecorder):
    """Lines and totals, written with the position of the event."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sql_create_statements += [
            SQL(
                "CREATE TABLE IF NOT EXISTS runner_line (event_id TEXT PRIMARY KEY, entry TEXT,"
                " courier TEXT, period TEXT, kind TEXT, cost TEXT, waybill TEXT, case_no TEXT,"
                " order_no TEXT, amount BIGINT, certain_at TEXT, rule TEXT, policy TEXT)"
            ).format(),
            SQL(
                "CREATE TABLE IF NOT EXISTS runner_total (courier TEXT, period TEXT, kind TEXT,"
                " amount BIGINT, PRIMARY KEY (courier, period, kind))"
            ).format(),
        ]

    def add(self, cells: Mapping[str, str], tracking: Tracking) -> None:
        """One line."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(
                "INSERT INTO runner_line VALUES (%(event_id)s, %(entry)s, %(courier)s,"
                " %(for_period)s, %(kind)s, %(cost)s, %(waybill)s, %(case_no)s, %(order_no)s,"
                " %(amount)s, %(certain_at)s, %(rule)s, %(policy)s) ON CONFLICT DO NOTHING",
                cells,
            )
            if cursor.rowcount:
                cursor.execute(
                    "INSERT INTO runner_total VALUES (%(courier)s, %(for_period)s, %(kind)s,"
                    " %(amount)s) ON CONFLICT (courier, period, kind)"
                    " DO UPDATE SET amount = runner_total.amount + excluded.amount",
                    cells,
                )


class Ledger(Projection[LedgerView]):
    """Folds one event at a time, as the library does."""

    name = "runner"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Every event is a line."""
        self.view.add(domain_event.cells, tracking)


def settings(url: str) -> dict[str, str]:
    """The library's settings for a PostgreSQL database."""
    parts = urlsplit(url)
    return {
        "PERSISTENCE_MODULE": "eventsourcing.postgres",
        "POSTGRES_DBNAME": parts.path.lstrip("/"),
        "POSTGRES_HOST": parts.hostname or "127.0.0.1",
        "POSTGRES_PORT": str(parts.port or 5432),
        "POSTGRES_USER": unquote(parts.username or "postgres"),
        "POSTGRES_PASSWORD": unquote(parts.password or ""),
    }


def store(environment: dict[str, str], lines: Sequence[dict[str, str]]) -> None:
    """Save the events, some hundreds in a transaction."""
    books = Books(environment)
    for start in range(0, len(lines), SAVED_TOGETHER):
        books.save(*(Booked(cells) for cells in lines[start : start + SAVED_TOGETHER]))
    books.close()


def run(environment: dict[str, str], last: int) -> None:
    """Project all events up to notification ``last``."""
    with ProjectionRunner(
        application_class=Books, projection_class=Ledger, view_class=LedgerView, env=environment
    ) as runner:
        runner.wait(last, timeout=PATIENCE)
