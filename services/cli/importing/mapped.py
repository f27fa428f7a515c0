"""Rows of another platform's exports, read through a mapping as if they were our files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.cli.importing.exports import MISSING, Joined, named
from services.cli.importing.reading import RowError, Table, numbered, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from services.cli.importing.exports import Exports
    from services.cli.importing.mapping import ColumnRule, Join, TargetFile

Refused = tuple[str | None, str]
"""A header and the reason why its cell cannot stand."""


class NotJoined(ValueError):
    """A row names something that the other table does not have."""

    def __init__(self, join: Join, key: str) -> None:
        super().__init__(f"{key!r} stands in none of the files of {join.table!r}")
        self.header = " / ".join(join.by)


@dataclass(frozen=True, slots=True)
class MappedFile:
    """One exported file as the source of rows of a target; errors name its own headers."""

    path: Path
    rule: TargetFile
    exports: Exports

    @property
    def name(self) -> str:
        """The file's name as the user knows it."""
        return self.path.name

    def told(self, column: str | None) -> str | None:
        """The user's own header; a constant's column has none."""
        rule = self.rule.columns.get(column or "")
        return " / ".join(rule.headers) if rule else column

    def read(self, table: Table) -> Iterator[tuple[int, list[Any]]]:
        """Yield (row number, values in canonical order) of every good row."""
        joined = [self.exports.joined(join, table) for join in self.rule.joins]
        places: dict[str, int] | None = None
        for number, cells in numbered(self.path, table, self.exports.encoding(self.rule.rows)):
            if places is None:
                places = {named(title): at for at, title in reversed([*enumerate(cells)])}
                table.ignored += self.exports.unused(cells)
                if (missing := self._missing(places, joined)) is not None:
                    table.errors.append(RowError(self.name, 1, missing, MISSING))
                    return
                continue
            read = self._read_row(places, joined, cells)
            if read is None:
                continue
            table.rows += 1
            if isinstance(read, list):
                yield number, read
            else:
                table.errors.append(RowError(self.name, number, *read))

    def _missing(self, places: dict[str, int], joined: list[Joined]) -> str | None:
        """The first header that must be there and is not."""
        known = places.keys() | {name for other in joined for name in other.places}
        required = [column.name for column in self.rule.file.columns]
        needed = [join.by for join in self.rule.joins]
        needed += [(name,) for name in self.rule.needs]
        needed += [
            self.rule.columns[name].headers
            for name in required
            if name in self.rule.file.required - self.rule.constants.keys()
        ]
        for headers in needed:
            if not any(named(one) in known for one in headers):
                return " / ".join(headers)
        return None

    def _read_row(
        self, places: dict[str, int], joined: list[Joined], cells: list[Any]
    ) -> list[Any] | Refused | None:
        """The values, or what is wrong with them; null for a row that is passed over."""
        try:
            cell_of = self._cells(places, joined, cells)
        except NotJoined as error:
            return error.header, str(error)
        if not all(map(cell_of, self.rule.needs)):
            return None
        made = []
        for column in self.rule.file.columns:
            rule = self.rule.columns.get(column.name)
            try:
                cell = _taken(rule, cell_of) if rule else ""
            except ValueError as error:
                return self.told(column.name), str(error)
            made.append(cell or self.rule.constants.get(column.name, ""))
        values = values_of(made, list(range(len(made))), len(made), self.rule.file)
        return values if isinstance(values, list) else (self.told(values[0]), values[1])

    def _cells(
        self, places: dict[str, int], joined: list[Joined], cells: list[Any]
    ) -> Callable[[str], str]:
        """How to look a cell up by its header: in this row, then in the rows joined to it."""

        def own(header: str) -> str | None:
            place = places.get(named(header))
            if place is None:
                return None
            return self.exports.cleaned(cells[place]) if place < len(cells) else ""

        others = []
        for join, other in zip(self.rule.joins, joined, strict=True):
            key = next(filter(None, map(own, join.by)), "")
            if key not in other.rows:
                raise NotJoined(join, key)
            others.append((other, other.rows[key]))

        def look(header: str) -> str:
            cell = own(header)
            if cell is not None:
                return cell
            for other, row in others:
                place = other.places.get(named(header))
                if place is not None and place < len(row):
                    return row[place]
            return ""

        return look


def _taken(rule: ColumnRule, cell_of: Callable[[str], str]) -> str:
    """The cell that a rule makes of a row; raises ``ValueError`` where it does not fit."""
    cell = next(filter(None, map(cell_of, rule.headers)), "")
    if not cell:
        return ""
    if rule.pattern is not None:
        found = re.fullmatch(rule.pattern, cell, re.DOTALL)
        if found is None:
            raise ValueError(f"is not written as {rule.pattern}: {cell[:40]!r}")
        cell = found[1] or ""
    cell = rule.values.get(cell, cell)
    for form in rule.times:
        try:
            return datetime.strptime(cell, form).isoformat()  # noqa: DTZ007  # Asia/Shanghai, as all without an offset
        except ValueError:
            continue
    return cell
