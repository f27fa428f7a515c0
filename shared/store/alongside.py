"""What a save changes besides events, in the same transaction: positions, inbox, deadlines, clock.

Statements are written once, in a ``Dialect``'s terms; many rows travel as one JSON array, so that
a change costs a handful of statements however many messages it is made of. The position moves by
compare-and-set: two workers with the same messages cannot both win (messaging.md, pitfall 4).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol

from shared.dates import SHANGHAI
from shared.errors import DuplicateMessage, PositionMoved, VersionConflict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from shared.bus.record import Received, Spot

CREATE = (
    "CREATE TABLE IF NOT EXISTS heard_position (topic TEXT NOT NULL, partition INTEGER NOT NULL,"
    " next_offset BIGINT NOT NULL, PRIMARY KEY (topic, partition))",
    "CREATE TABLE IF NOT EXISTS inbox (message_id TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS deadline (aggregate_id TEXT PRIMARY KEY, at TEXT NOT NULL)",
    "CREATE INDEX IF NOT EXISTS deadline_at ON deadline (at, aggregate_id)",
    "CREATE TABLE IF NOT EXISTS business_clock (one INTEGER PRIMARY KEY, reached TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS deadline_terms (one INTEGER PRIMARY KEY, terms TEXT NOT NULL)",
    "CREATE TABLE IF NOT EXISTS parked (message_id TEXT PRIMARY KEY, topic TEXT NOT NULL,"
    " partition INTEGER NOT NULL, next_offset BIGINT NOT NULL, key TEXT NOT NULL,"
    " headers TEXT NOT NULL, value TEXT NOT NULL, reason TEXT NOT NULL, parked_at TEXT NOT NULL)",
)


class Cursor(Protocol):
    """What both databases' cursors offer."""

    def execute(self, statement: str, params: Sequence[Any] = ...) -> Any:
        """Run one statement."""

    def fetchone(self) -> Any:
        """The next row, by name."""

    def fetchall(self) -> Any:
        """All rows, by name."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a database writes a parameter and reads a JSON array of rows of text."""

    mark: str
    array: str
    """The rows of an array parameter; their cells are ``cell(n)``."""
    cell: str

    def text(self, statement: str) -> str:
        """A statement of ours in this dialect: ``?`` a parameter, ``:rows`` an array of rows."""
        statement = statement.replace(":rows", self.array)
        for place in (0, 1, 2):
            statement = statement.replace(f":{place}", self.cell.format(place))
        return statement.replace("?", self.mark)


SQLITE = Dialect("?", "json_each(?) AS r", "json_extract(r.value, '$[{}]')")
POSTGRES = Dialect("%s", "json_array_elements(%s::json) AS r(value)", "(r.value ->> {})")


@dataclass(frozen=True, slots=True)
class Parked:
    """A message that could not be handled, or that follows one of the same key."""

    message: Received
    reason: str
    parked_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """Rows of text for a table of the service's own, by a statement that takes ``:rows``.

    ``claims``: it returns what it took, and must take every row; else somebody was faster.
    """

    statement: str
    rows: tuple[tuple[str | None, ...], ...]
    claims: bool = False


@dataclass(frozen=True, slots=True)
class Alongside:
    """One transaction's changes besides its events.

    ``moved`` maps a spot to the offsets (before, after) of the messages handled; ``inbox`` holds
    their ids; ``deadlines`` maps an aggregate id to its deadline, null to forget it. ``terms``
    names the limits that the stored deadlines follow from.
    """

    moved: Mapping[Spot, tuple[int, int]] = field(default_factory=dict)
    inbox: tuple[str, ...] = ()
    deadlines: Mapping[str, datetime | None] = field(default_factory=dict)
    reached: datetime | None = None
    terms: str | None = None
    parked: tuple[Parked, ...] = ()
    released: tuple[str, ...] = ()
    beside: tuple[Beside, ...] = ()


def as_key(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def from_key(text: str) -> datetime:
    """The moment of ``as_key``."""
    return datetime.fromisoformat(text).astimezone(SHANGHAI)


_REMEMBER = (
    "INSERT INTO inbox SELECT :0 FROM :rows WHERE true ON CONFLICT DO NOTHING RETURNING message_id"
)
_FORGET = "DELETE FROM deadline WHERE aggregate_id IN (SELECT :0 FROM :rows)"
_AWAIT = (
    "INSERT INTO deadline SELECT :0, :1 FROM :rows WHERE true"
    " ON CONFLICT (aggregate_id) DO UPDATE SET at = excluded.at"
)


def as_rows(rows: Iterable[Sequence[str | None]]) -> str:
    """Rows of text as the one parameter that ``:rows`` stands for."""
    return json.dumps([list(row) for row in rows])


def write(cursor: Cursor, change: Alongside, dialect: Dialect) -> None:
    """Apply a change; raises ``PositionMoved``, ``DuplicateMessage`` or ``VersionConflict``.

    The caller's transaction rolls back then.
    """

    def run(statement: str, *params: Any) -> None:
        cursor.execute(dialect.text(statement), params)

    for spot, (before, after) in change.moved.items():
        _move(cursor, spot, before, after, dialect)
    if change.inbox:
        run(_REMEMBER, as_rows((one,) for one in change.inbox))
        if len(cursor.fetchall()) != len(change.inbox):
            raise DuplicateMessage(f"one of {len(change.inbox)} messages was handled before")
    if forgotten := [one for one, at in change.deadlines.items() if at is None]:
        run(_FORGET, as_rows((one,) for one in forgotten))
    if waiting := [(one, as_key(at)) for one, at in change.deadlines.items() if at is not None]:
        run(_AWAIT, as_rows(waiting))
    if change.reached is not None:
        run(
            "INSERT INTO business_clock VALUES (1, ?) ON CONFLICT (one) DO UPDATE"
            " SET reached = excluded.reached WHERE business_clock.reached < excluded.reached",
            as_key(change.reached),
        )
    if change.terms is not None:
        run(
            "INSERT INTO deadline_terms VALUES (1, ?)"
            " ON CONFLICT (one) DO UPDATE SET terms = excluded.terms",
            change.terms,
        )
    for parked in change.parked:
        run("INSERT INTO parked VALUES (?,?,?,?,?,?,?,?,?)", *_parked_row(parked))
    for message_id in change.released:
        run("DELETE FROM parked WHERE message_id = ?", message_id)
    for one in change.beside:
        run(one.statement, as_rows(one.rows))
        if one.claims and len(cursor.fetchall()) != len(one.rows):
            raise VersionConflict("another writer took one of these rows")


def _move(cursor: Cursor, spot: Spot, before: int, after: int, dialect: Dialect) -> None:
    if before == 0:
        statement = (
            "INSERT INTO heard_position VALUES (?, ?, ?) ON CONFLICT (topic, partition) DO UPDATE"
            " SET next_offset = excluded.next_offset WHERE heard_position.next_offset = 0"
            " RETURNING 1"
        )
        params: tuple[Any, ...] = (*spot, after)
    else:
        statement = (
            "UPDATE heard_position SET next_offset = ?"
            " WHERE topic = ? AND partition = ? AND next_offset = ? RETURNING 1"
        )
        params = (after, *spot, before)
    cursor.execute(dialect.text(statement), params)
    if cursor.fetchone() is None:
        raise PositionMoved(f"{spot[0]}/{spot[1]} is no longer at {before}")


def _parked_row(parked: Parked) -> tuple[Any, ...]:
    message = parked.message
    return (
        message.id,
        message.topic,
        message.partition,
        message.offset,
        message.key,
        json.dumps(dict(message.headers)),
        message.value.decode(),
        parked.reason,
        as_key(parked.parked_at),
    )
