"""Answers kept by ``Idempotency-Key``, beside the events in the service's own store.

Commands are idempotent by themselves: a crash between a command and its answer makes the repeated
request change nothing. Kept are the newest answers of a day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING

from fastapi import Response

from shared.dates import now
from shared.errors import BadInput
from shared.store.alongside import as_key

if TYPE_CHECKING:
    from fastapi import Request

    from shared.runtime.desk import Desk

KEPT_FOR = timedelta(days=1)
KEPT_AT_MOST = 5_000

CREATE = (
    "CREATE TABLE IF NOT EXISTS http_answer (idempotency_key TEXT PRIMARY KEY,"
    " asked TEXT NOT NULL, status INTEGER NOT NULL, media_type TEXT NOT NULL, etag TEXT NOT NULL,"
    " body TEXT NOT NULL, answered_at TEXT NOT NULL)"
)
INDEX = "CREATE INDEX IF NOT EXISTS http_answer_at ON http_answer (answered_at)"
FIND = (
    "SELECT asked, status, media_type, etag, body FROM http_answer"
    " WHERE idempotency_key = ? AND answered_at >= ?"
)
KEEP = (
    "INSERT INTO http_answer VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (idempotency_key) DO UPDATE"
    " SET asked = excluded.asked, status = excluded.status, media_type = excluded.media_type,"
    " etag = excluded.etag, body = excluded.body, answered_at = excluded.answered_at"
    " WHERE http_answer.answered_at < ? RETURNING 1"
)
FORGET_OLD = "DELETE FROM http_answer WHERE answered_at < ?"
FORGET_MANY = (
    "DELETE FROM http_answer WHERE answered_at < (SELECT answered_at FROM http_answer"
    " ORDER BY answered_at DESC LIMIT 1 OFFSET ?)"
)


class KeyUsedOtherwise(BadInput):
    """The same ``Idempotency-Key`` came with another request before."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as far as its answer depends on it."""

    key: str
    digest: str

    @classmethod
    async def of(cls, request: Request, key: str) -> Asked:
        """The digest of method, address, version expected and body."""
        digest = blake2b(digest_size=16)
        expected = request.headers.get("if-match", "")
        for part in (request.method, request.url.path, request.url.query, expected):
            digest.update(part.encode() + b"\0")
        digest.update(await request.body())
        return cls(key, digest.hexdigest())


class Answers:
    """What was answered to the requests of the last day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.transaction() as cursor:
            cursor.execute(CREATE)
            cursor.execute(INDEX)

    def find(self, asked: Asked) -> Response | None:
        """The answer given before; raises ``KeyUsedOtherwise``."""
        with self._desk.reading() as cursor:
            cursor.execute(self._desk.marked(FIND), (asked.key, self._oldest()))
            row = cursor.fetchone()
        if row is None:
            return None
        if row["asked"] != asked.digest:
            raise KeyUsedOtherwise("this Idempotency-Key came with another request before")
        headers = {"idempotency-replayed": "true"}
        if row["etag"]:
            headers["etag"] = row["etag"]
        media_type = row["media_type"] or None
        return Response(row["body"].encode(), row["status"], headers, media_type)

    def keep(self, asked: Asked, answer: Response) -> Response:
        """Keep an answer and forget the oldest; the one kept, should another have been faster."""
        media_type = answer.headers.get("content-type", "")
        etag = answer.headers.get("etag", "")
        body = bytes(answer.body).decode()
        with self._desk.transaction() as cursor:
            row = (asked.key, asked.digest, answer.status_code, media_type, etag, body)
            oldest = self._oldest()
            cursor.execute(self._desk.marked(KEEP), (*row, as_key(now()), oldest))
            first = cursor.fetchone() is not None
            cursor.execute(self._desk.marked(FORGET_OLD), (oldest,))
            cursor.execute(self._desk.marked(FORGET_MANY), (KEPT_AT_MOST,))
        return answer if first else self.find(asked) or answer

    def _oldest(self) -> str:
        return as_key(now() - KEPT_FOR)
