"""Pages by cursor: opaque to the caller, and stable while things are added."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import TYPE_CHECKING, Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel

from shared.errors import BadInput

if TYPE_CHECKING:
    from shared.runtime.desk import Desk

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=500, description="Things a page.")]
Cursor = Annotated[
    str | None, Query(description="`next` of the page before.", examples=["UjIwMjYwOTAxLTAwMQ"])
]

NUMBERS = (
    "SELECT originator_id AS id FROM stored_events WHERE originator_version = 1"
    " AND originator_id LIKE ? AND originator_id > ? ORDER BY originator_id LIMIT ?"
)


class Page(BaseModel, Generic[T]):
    """Some of the things asked for; ``next`` is null on the last page."""

    items: list[T]
    next: str | None = None


def cursor_after(key: str) -> str:
    """The cursor of what comes after a key."""
    return urlsafe_b64encode(key.encode()).rstrip(b"=").decode()


def key_before(cursor: str | None) -> str:
    """The key that a cursor stands for; the empty one at the start."""
    if cursor is None:
        return ""
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except ValueError as error:
        raise BadInput("this cursor is none of ours") from error


def numbers(desk: Desk, kind: str, cursor: str | None, limit: int) -> Page[Any]:
    """The numbers of a kind of aggregate, in their order."""
    start = f"{kind}:{key_before(cursor)}"
    with desk.reading() as found:
        found.execute(desk.marked(NUMBERS), (f"{kind}:%", start, limit + 1))
        rows = [row["id"].partition(":")[2] for row in found.fetchall()]
    more = len(rows) > limit
    return Page(items=rows[:limit], next=cursor_after(rows[limit - 1]) if more else None)
