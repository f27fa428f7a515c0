"""A folder's good rows in one temporary SQLite file: sorted by business time, in bounded memory.

What a row may name (its order, sku, waybill, case) is looked up here; many-to-many links are
settled before any row runs.
"""

from __future__ import annotations

import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from services.cli.importing.cells import moment, money
from services.cli.importing.files import BILLS, RANK, TIMED
from shared.money import Money
from shared.store.alongside import as_key, from_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from services.cli.importing.files import File


_TABLES = """
CREATE TABLE line (at TEXT, rank INTEGER, key TEXT, source INTEGER, row INTEGER, closure TEXT,
  cells BLOB, PRIMARY KEY (at, rank, key, source, row)) WITHOUT ROWID;
CREATE TABLE billed (courier TEXT, period TEXT, cells BLOB, source INTEGER, row INTEGER,
  PRIMARY KEY (courier, period, cells, source, row)) WITHOUT ROWID;
CREATE TABLE brought_order (order_no TEXT PRIMARY KEY, known INTEGER, hot INTEGER) WITHOUT ROWID;
CREATE TABLE brought_sku (order_no TEXT, sku TEXT, quantity INTEGER,
  PRIMARY KEY (order_no, sku)) WITHOUT ROWID;
CREATE TABLE brought_parcel (waybill TEXT PRIMARY KEY, order_no TEXT) WITHOUT ROWID;
CREATE TABLE brought_case (request_no TEXT PRIMARY KEY, order_no TEXT) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Staged:
    """A good row: where it stands in the files, what it belongs to, its values."""

    at: datetime
    rank: int
    key: str
    source: int
    row: int
    closure: str
    """The order that everything it may influence belongs to."""
    values: list[Any]


def _plain(value: Any) -> Any:
    if isinstance(value, Money):
        return str(value)
    raise TypeError(type(value))


_encode = msgspec.json.Encoder(enc_hook=_plain).encode
_decode = msgspec.json.Decoder(list[Any]).decode


def _typed_cells(file: File) -> tuple[tuple[int, Callable[[str], Any]], ...]:
    return tuple(
        (i, Money.of if column.parse is money else datetime.fromisoformat)
        for i, column in enumerate(file.columns)
        if column.parse in (money, moment)
    )


_TYPED = {RANK[file.name]: _typed_cells(file) for file in TIMED}
_BILLED = _typed_cells(BILLS)


class Staging:
    """The temporary file; gone when closed."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="recourse-import-")
        self._db = sqlite3.connect(Path(self._folder.name) / "rows.db", isolation_level=None)
        self._db.executescript(
            "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-16000;" + _TABLES
        )
        self._db.execute("BEGIN")

    def close(self) -> None:
        """Forget everything."""
        self._db.close()
        self._folder.cleanup()

    def add(
        self, rank: int, source: int, lines: Iterable[tuple[datetime, str, int, str, list[Any]]]
    ) -> None:
        """Take rows of a source in: (at, key, row number, closure, values)."""
        self._db.executemany(
            "INSERT INTO line VALUES (?,?,?,?,?,?,?)",
            (
                (as_key(at), rank, key, source, row, closure, _encode(values))
                for at, key, row, closure, values in lines
            ),
        )

    def add_billed(self, source: int, rows: Iterable[tuple[int, list[Any]]]) -> None:
        """Take rows of couriers' bills in."""
        self._db.executemany(
            "INSERT INTO billed VALUES (?,?,?,?,?)",
            ((values[0], values[1], _encode(values), source, row) for row, values in rows),
        )

    def bills(self) -> list[tuple[str, str]]:
        """The couriers and months of the bills that the folder brings."""
        rows = self._db.execute("SELECT DISTINCT courier, period FROM billed ORDER BY 1, 2")
        return [(courier, period) for courier, period in rows]

    def billed(self, courier: str, period: str) -> Iterator[list[Any]]:
        """The values of a bill's rows, in an order that follows from them alone."""
        rows = self._db.execute(
            "SELECT cells FROM billed WHERE courier = ? AND period = ? ORDER BY cells",
            (courier, period),
        )
        return (_restored(_decode(cells), _BILLED) for (cells,) in rows)

    def billed_at(self, courier: str, period: str) -> list[tuple[int, int]]:
        """Where a bill's rows stand: (source, row number)."""
        return self._db.execute(
            "SELECT source, row FROM billed WHERE courier = ? AND period = ? ORDER BY 1, 2",
            (courier, period),
        ).fetchall()

    def bring(self, table: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Remember what a file brought: ``order``, ``sku``, ``parcel`` or ``case`` rows."""
        marks = {"order": "?,0,0", "sku": "?,?,?", "parcel": "?,?", "case": "?,?"}[table]
        self._db.executemany(
            f"INSERT OR IGNORE INTO brought_{table} VALUES ({marks})",  # noqa: S608  # our own names
            rows,
        )

    def orders(self) -> Iterator[str]:
        """Every order that the folder brings."""
        return (row[0] for row in self._db.execute("SELECT order_no FROM brought_order"))

    def mark_known(self, orders: Iterable[str]) -> None:
        """These orders were there before this import."""
        self._db.executemany(
            "UPDATE brought_order SET known = 1 WHERE order_no = ?", ((one,) for one in orders)
        )

    def brings_order(self, order_no: str) -> bool:
        """Whether the folder brings an order."""
        return self._one("SELECT 1 FROM brought_order WHERE order_no = ?", order_no) is not None

    def ordered(self, order_no: str, sku: str) -> int | None:
        """How many of a sku the folder's order has; null when it has none."""
        row = self._one(
            "SELECT quantity FROM brought_sku WHERE order_no = ? AND sku = ?", order_no, sku
        )
        return None if row is None else int(row[0])

    def order_of_parcel(self, waybill: str) -> str | None:
        """The order of a parcel that the folder brings."""
        row = self._one("SELECT order_no FROM brought_parcel WHERE waybill = ?", waybill)
        return None if row is None else str(row[0])

    def order_of_case(self, request_no: str) -> str | None:
        """The order of a case that the folder brings."""
        row = self._one("SELECT order_no FROM brought_case WHERE request_no = ?", request_no)
        return None if row is None else str(row[0])

    def heat(self) -> None:
        """Mark orders whose rows may influence one another: with a case, or known before."""
        self._db.execute(
            "UPDATE brought_order SET hot = 1 WHERE known = 1"
            " OR order_no IN (SELECT order_no FROM brought_case)"
        )

    def is_hot(self, order_no: str) -> bool:
        """Whether rows of an order must run one after another."""
        row = self._one("SELECT hot FROM brought_order WHERE order_no = ?", order_no)
        return row is None or bool(row[0])

    def span(self) -> tuple[datetime, datetime] | None:
        """The earliest and latest time of the rows."""
        row = self._one("SELECT MIN(at), MAX(at) FROM line")
        if row is None or row[0] is None:
            return None
        return from_key(row[0]), from_key(row[1])

    def lines(self, until: datetime) -> Iterator[Staged]:
        """All rows up to a moment, in the order in which they take effect."""
        rows = self._db.execute(
            "SELECT at, rank, key, source, row, closure, cells FROM line WHERE at <= ?"
            " ORDER BY at, rank, key, source, row",
            (as_key(until),),
        )
        for at, rank, key, source, row, closure, cells in rows:
            values = _restored(_decode(cells), _TYPED[rank])
            yield Staged(from_key(at), rank, key, source, row, closure, values)

    def waiting(self, until: datetime) -> int:
        """How many rows lie after a moment."""
        row = self._one("SELECT COUNT(*) FROM line WHERE at > ?", as_key(until))
        return int(row[0]) if row else 0

    def _one(self, statement: str, *params: Any) -> Any:
        return self._db.execute(statement, params).fetchone()


def _restored(values: list[Any], typed: tuple[tuple[int, Callable[[str], Any]], ...]) -> list[Any]:
    for place, parse in typed:
        if values[place] is not None:
            values[place] = parse(values[place])
    return values
