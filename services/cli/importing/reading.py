"""From a file to rows: encodings, headers, and cells that cannot be read, named one by one."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol
from unicodedata import normalize

from services.cli.importing.cells import LONGEST_CELL, text
from services.cli.importing.quoting import records
from services.cli.importing.workbook import Unreadable, plain, sheet_rows

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cli.importing.files import Column, File

ENCODINGS = ("utf-8-sig", "gb18030")
WORKBOOK = ".xlsx"
SUFFIXES = (".csv", WORKBOOK)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class RowError:
    """One rejected row, or file: row 1 is the header, null is the whole file."""

    file: str
    row: int | None
    column: str | None
    reason: str


@dataclass
class Table:
    """What reading one file gave besides its rows; what could not be read is in ``errors``."""

    errors: list[RowError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    rows: int = 0
    """Data rows seen, rejected ones included."""


class Source(Protocol):
    """A file that brings rows of one of the files of interfaces.md."""

    @property
    def name(self) -> str:
        """The file's name as the user knows it."""

    def read(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Yield (row number, values in canonical order) of every good row."""

    def told(self, column: str | None) -> str | None:
        """How errors name a column."""


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file with the headers of interfaces.md, or their Chinese names."""

    path: Path
    file: File

    @property
    def name(self) -> str:
        """The file's name as the user knows it."""
        return self.path.name

    def read(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Yield (row number, values in canonical order) of every good row."""
        return read(self.path, self.file, table)

    def told(self, column: str | None) -> str | None:
        """Columns are named as in interfaces.md, whatever their header's language."""
        return column


def read(path: Path, file: File, table: Table) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number, values in canonical order) of every good row of one file."""
    places: list[int] | None = None
    width = 0
    for number, cells in numbered(path, table):
        if places is None:
            width = len(cells)
            places = _places(cells, path.name, file, table)
            if places is None:
                return
            continue
        table.rows += 1
        values = values_of(cells, places, width, file)
        if isinstance(values, list):
            yield number, values
        else:
            table.errors.append(RowError(path.name, number, *values))


def numbered(
    path: Path, table: Table, encoding: str | None = None
) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number, cells) of the header, row 1, and every row that is not blank.

    A row that cannot be taken apart is an error of its own; so is a file that cannot be read.
    """
    workbook = path.suffix.lower() == WORKBOOK
    rows = sheet_rows(path) if workbook else _csv_rows(path, encoding)
    number = 0
    try:
        for cells in rows:
            number += 1
            if isinstance(cells, csv.Error):
                table.rows += 1
                table.errors.append(RowError(path.name, number, None, str(cells)))
            elif number == 1 or any(c.strip() if type(c) is str else True for c in cells):
                yield number, cells
    except Unreadable as error:
        table.errors.append(RowError(path.name, None, None, str(error)))
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        table.errors.append(RowError(path.name, None, None, reason))


def _csv_rows(path: Path, encoding: str | None) -> Iterator[list[str] | csv.Error]:
    encoding = encoding or encoding_of(path)
    csv.field_size_limit(1 << 28)  # A huge cell is one bad row, not the end of the file.
    try:
        with path.open(encoding=encoding, newline="") as lines:
            yield from records(lines)
    except UnicodeDecodeError:
        raise Unreadable(f"not {encoding}") from None


def encoding_of(path: Path) -> str:
    """The first encoding that reads the whole file."""
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as lines:
                while lines.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable("neither UTF-8 nor GB18030")


def heading(title: Any) -> str:
    """A header as it is compared: full-width as narrow, without spaces, marks and case."""
    narrow = normalize("NFKC", plain(title, text)).replace("\ufeff", "").casefold()
    return "".join(narrow.replace("_", "").split())


def _places(header: list[Any], name: str, file: File, table: Table) -> list[int] | None:
    """For each canonical column its place in the file, -1 where it is absent."""
    names = {heading(column.name): i for i, column in enumerate(file.columns)}
    names |= {heading(column.chinese): i for i, column in enumerate(file.columns)}
    places = [-1] * len(file.columns)
    for place, title in enumerate(header):
        shown = str(title).strip()
        column = names.get(heading(title))
        if column is None:
            if shown:
                table.ignored.append(shown)
        elif places[column] == -1:
            places[column] = place
        else:
            table.errors.append(RowError(name, 1, shown, "column appears twice"))
            return None
    missing = [
        column.name
        for column, place in zip(file.columns, places, strict=True)
        if place == -1 and column.name in file.required
    ]
    if missing:
        table.errors.append(RowError(name, 1, missing[0], "required column is missing"))
        return None
    return places


def values_of(
    cells: list[Any], places: list[int], width: int, file: File
) -> list[Any] | tuple[str | None, str]:
    """The row's values, or (column, reason) of its first faulty cell in the table's order."""
    count = len(cells)
    if count > width and any(cells[width:]):
        return None, f"has {count} cells, the header {width}"
    values: list[Any] = []
    for column, place in zip(file.columns, places, strict=True):
        cell = cells[place] if 0 <= place < count else ""
        try:
            values.append(_value(cell, column))
        except ValueError as error:
            return column.name, str(error)
        if values[-1] is None and column.name in file.required:
            return column.name, "is empty"
    return values


def _value(cell: Any, column: Column) -> Any:
    """A cell's value, null where it is empty; raises ``ValueError`` saying what is wrong."""
    if type(cell) is not str:
        try:
            cell = plain(cell, column.parse)
        except ValueError as error:
            raise ValueError(f"{error}: {cell}") from None
    cell = cell.strip()
    if not cell:
        return None
    if len(cell) > LONGEST_CELL:
        raise ValueError(f"is longer than {LONGEST_CELL} characters")
    if not cell.isprintable() and _CONTROL.search(cell):
        raise ValueError(f"holds a control character: {cell[:40]!r}")
    try:
        return column.parse(cell)
    except ValueError as error:
        raise ValueError(f"{error}: {cell[:40]!r}") from None
