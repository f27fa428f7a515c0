"""Where a projection's tables live: what SQLite and PostgreSQL both do for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from shared.projection.postgres import PostgresStorage
from shared.projection.sqlite import SqliteStorage
from shared.store.connect import EMBEDDED, create_database, database_url

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from shared.bus.record import Spot
    from shared.projection.projection import Projection, Rows


class Select(Protocol):
    """Asks for rows; the parameters' mark is ``?`` on either database."""

    def __call__(self, statement: str, *params: str | int) -> Sequence[tuple[Any, ...]]: ...


class Storage(Protocol):
    """A projection's tables and positions, changed together or not at all."""

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition that was read from."""

    def write(self, moved: Mapping[Spot, tuple[int, int]], rows: Rows) -> None:
        """Move positions (before, after) and add rows, or raise ``PositionMoved``."""

    def reading(self) -> AbstractContextManager[Select]:
        """All that is asked inside sees the tables as of one moment."""

    def drop(self) -> None:
        """Start anew: empty tables, no positions."""

    def close(self) -> None:
        """Let go of the database."""


def open_storage(projection: Projection, store: str, home: Path) -> Storage:
    """A file of its own under ``home``, or tables in the service's PostgreSQL database."""
    if store == EMBEDDED:
        return SqliteStorage(projection, home / f"{projection.service}-{projection.name}.db")
    url = database_url(store, projection.service)
    create_database(url)
    return PostgresStorage(projection, url)
