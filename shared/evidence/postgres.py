"""Evidence in the service's own PostgreSQL database, for several API processes at once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import psycopg

from shared.errors import Unavailable
from shared.evidence.archive import EvidenceMissing, proven

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.evidence.acceptance import Brought

CREATE = (
    "CREATE TABLE IF NOT EXISTS evidence (sha256 TEXT PRIMARY KEY, size BIGINT NOT NULL,"
    " media_type TEXT NOT NULL, content BYTEA NOT NULL)"
)
KEEP = "INSERT INTO evidence VALUES (%s, %s, %s, %s) ON CONFLICT (sha256) DO NOTHING RETURNING 1"
CONNECT_SECONDS = 10


class PostgresArchive:
    """A table; a connection an act, since files come seldom."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._made = False

    def keep(self, brought: Brought) -> None:
        """Keep a file; what is there already is only proven."""
        file = brought.file
        row = (file.sha256, file.size, file.media_type, brought.content)
        with self._transaction() as connection:
            new = connection.execute(KEEP, row).fetchone()
        if new is None:
            self.content(file.sha256)

    def content(self, digest: str) -> bytes:
        """The file of that hash, proven."""
        with self._transaction() as connection:
            asked = connection.execute("SELECT content FROM evidence WHERE sha256 = %s", (digest,))
            found = asked.fetchone()
        if found is None:
            raise EvidenceMissing(f"the file {digest} is not kept here")
        return proven(bytes(found[0]), digest)

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
        try:
            with psycopg.connect(self._url, connect_timeout=CONNECT_SECONDS) as connection:
                if not self._made:
                    # Two processes that begin at once would otherwise both create.
                    connection.execute("SELECT pg_advisory_xact_lock(hashtext('evidence'))")
                    connection.execute(CREATE)
                yield connection
        except psycopg.OperationalError as error:
            raise Unavailable(str(error).strip()) from error
        self._made = True
