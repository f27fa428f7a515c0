"""Another platform's exported files in a folder: which are there, and rows joined across them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from services.cli.importing.cells import text
from services.cli.importing.reading import SUFFIXES, RowError, Table, heading, numbered
from services.cli.importing.workbook import plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cli.importing.mapping import Join, Mapping, SourceTable, TargetFile

_WRAPPED = re.compile(r'="(.*)"', re.DOTALL)
named = lru_cache(maxsize=1_000)(heading)
"""``heading`` of the few titles that a mapping and its files use, a row at a time."""


@dataclass(slots=True)
class Joined:
    """A table's rows by the cell that joins them; the newest file's where several have it."""

    places: dict[str, int] = field(default_factory=dict)
    """Heading → where its cell stands in a row."""
    rows: dict[str, tuple[str, ...]] = field(default_factory=dict)


def bare(cell: Any) -> str:
    """A cell without what spreadsheets keep numbers whole with: ``="123"``, ``'123``."""
    found = plain(cell, text).strip()
    if wrapped := _WRAPPED.fullmatch(found):
        found = wrapped[1].strip()
    return found.removeprefix("'").strip()


class Exports:
    """A mapping laid over a folder."""

    def __init__(self, folder: Path, mapping: Mapping) -> None:
        self._mapping = mapping
        self._unknown = frozenset(mapping.unknown)
        self._files = {name: _matching(folder, table) for name, table in mapping.tables.items()}
        self._used = {name for file in mapping.files for name in _headings_of(file)}
        self._joined: dict[Join, Joined] = {}

    def __bool__(self) -> bool:
        return any(self._files.values())

    def files(self, target: str) -> Iterator[tuple[Path, TargetFile]]:
        """The files that bring rows of one of ours, and how."""
        for rule in self._mapping.files:
            if rule.target == target:
                for path in self._files[rule.rows]:
                    yield path, rule

    def encoding(self, table: str) -> str | None:
        """The encoding that the mapping names for a table's files."""
        return self._mapping.tables[table].encoding

    def unused(self, header: list[Any]) -> list[str]:
        """Titles of a header that the mapping has no use for."""
        return [
            shown
            for title in header
            if (shown := str(title).strip()) and heading(title) not in self._used
        ]

    def joined(self, join: Join, into: Table) -> Joined:
        """The table that rows are joined with, read once; its faults go to a report."""
        if join not in self._joined:
            self._joined[join] = made = Joined()
            for path in self._files[join.table]:
                self._read(path, join, made, into)
        return self._joined[join]

    def cleaned(self, cell: Any) -> str:
        """A cell without what a spreadsheet put around it; empty where it means unknown."""
        found = bare(cell)
        return "" if found in self._unknown else found

    def _read(self, path: Path, join: Join, made: Joined, into: Table) -> None:
        table, key = Table(), named(join.to)
        rows = numbered(path, table, self.encoding(join.table))
        header = [named(title) for title in next(rows, (1, []))[1]]
        if key not in header:
            table.errors.append(RowError(path.name, 1, join.to, MISSING))
        else:
            kept = [place for place, name in enumerate(header) if name in self._used]
            for place in kept:
                made.places.setdefault(header[place], len(made.places))
            for _, cells in rows:
                row = [""] * len(made.places)
                for place in kept:
                    if place < len(cells):
                        row[made.places[header[place]]] = self.cleaned(cells[place])
                made.rows[row[made.places[key]]] = tuple(row)
        into.errors += table.errors


MISSING = "required column is missing"


def _matching(folder: Path, table: SourceTable) -> list[Path]:
    """The folder's files of a table, in the order of their names; not a spreadsheet's locks."""
    globs = [one.casefold() for one in table.files]
    return sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in SUFFIXES
        and not path.name.startswith("~$")
        and any(fnmatchcase(path.stem.casefold(), one) for one in globs)
    )


def _headings_of(file: TargetFile) -> Iterator[str]:
    for rule in file.columns.values():
        yield from map(heading, rule.headers)
    yield from map(heading, file.needs)
    for join in file.joins:
        yield from map(heading, join.by)
        yield heading(join.to)
