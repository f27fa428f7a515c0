"""From a folder to rows: encodings, headers, and cells that cannot be read, named one by one."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.cli.importing.cells import LONGEST_CELL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cli.importing.files import File

ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True, slots=True)
class RowError:
    """One rejected row, or file: row 1 is the header, null is the whole file."""

    file: str
    row: int | None
    column: str | None
    reason: str


@dataclass
class Table:
    """One file's rows with cells in canonical order; what could not be read is in ``errors``."""

    errors: list[RowError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    rows: int = 0
    """Data rows seen, rejected ones included."""


def encoding_of(path: Path) -> str | None:
    """The first encoding that reads the whole file; null when none does."""
    for encoding in ENCODINGS:
        try:
            with path.open(encoding=encoding) as lines:
                while lines.read(1 << 20):
                    pass
        except UnicodeDecodeError:
            continue
        return encoding
    return None


def read(path: Path, file: File, table: Table) -> Iterator[tuple[int, list[Any]]]:
    """Yield (row number, values in canonical order) of every good row of one CSV file."""
    encoding = encoding_of(path)
    if encoding is None:
        table.errors.append(RowError(path.name, None, None, "neither UTF-8 nor GB18030"))
        return
    csv.field_size_limit(1 << 28)  # A huge cell is one bad row, not the end of the file.
    with path.open(encoding=encoding, newline="") as lines:
        yield from _rows(lines, path.name, file, table)


def _rows(
    lines: io.TextIOBase | Any, name: str, file: File, table: Table
) -> Iterator[tuple[int, list[Any]]]:
    reader = csv.reader(lines)
    header = next(reader, None)
    if header is None:
        return
    places = _places(header, name, file, table)
    if places is None:
        return
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            table.rows += 1
            table.errors.append(RowError(name, number, None, str(error)))
            continue
        if not any(cells):
            continue
        table.rows += 1
        values = _values(cells, places, len(header), file)
        if isinstance(values, list):
            yield number, values
        else:
            table.errors.append(RowError(name, number, *values))


def _places(header: list[str], name: str, file: File, table: Table) -> list[int] | None:
    """For each canonical column its place in the file, -1 where it is absent."""
    names = {column.name: i for i, column in enumerate(file.columns)}
    names |= {column.chinese: i for i, column in enumerate(file.columns)}
    places = [-1] * len(file.columns)
    for place, title in enumerate(header):
        column = names.get(title.strip())
        if column is None:
            if title.strip():
                table.ignored.append(title.strip())
        elif places[column] == -1:
            places[column] = place
        else:
            table.errors.append(RowError(name, 1, title.strip(), "column appears twice"))
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


def _values(
    cells: list[str], places: list[int], width: int, file: File
) -> list[Any] | tuple[str | None, str]:
    """The row's values, or (column, reason) of its first faulty cell in the table's order."""
    if len(cells) > width:
        return None, f"has {len(cells)} cells, the header {width}"
    values: list[Any] = []
    count = len(cells)
    for column, place in zip(file.columns, places, strict=True):
        cell = cells[place].strip() if 0 <= place < count else ""
        if not cell:
            if column.name in file.required:
                return column.name, "is empty"
            values.append(None)
            continue
        if len(cell) > LONGEST_CELL:
            return column.name, f"is longer than {LONGEST_CELL} characters"
        try:
            values.append(column.parse(cell))
        except ValueError as error:
            return column.name, f"{error}: {cell[:40]!r}"
    return values
