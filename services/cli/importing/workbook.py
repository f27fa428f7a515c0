"""XLSX: the first sheet's rows, and typed cells as the text that a CSV file would hold."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, SheetTypeEnum, load_workbook

from services.cli.importing.cells import month

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

EXACT = 10**15
"""A spreadsheet keeps 15 digits of a number; what came after them is gone."""


class Unreadable(ValueError):
    """A file that cannot be read at all."""


def sheet_rows(path: Path) -> Iterator[list[Any]]:
    """The rows of the first sheet from its first row on; empty cells are ``""``."""
    try:
        with load_workbook(str(path)) as book:
            sheets = [s.name for s in book.sheets_metadata if s.typ is SheetTypeEnum.WorkSheet]
            if not sheets:
                raise Unreadable("the workbook has no sheet")
            yield from book.get_sheet_by_name(sheets[0]).iter_rows()
    except CalamineError as error:
        raise Unreadable(f"not an XLSX workbook that can be read ({error})") from error


def plain(cell: Any, parse: Callable[[str], Any]) -> str:
    """A cell as text for the column that ``parse`` reads; raises ``ValueError`` saying why not.

    Moments have no offset: they are Asia/Shanghai. Error values are empty cells already.
    """
    match cell:
        case str():
            return cell
        case bool():
            return "true" if cell else "false"
        case int() | float():
            return _number(cell)
        case date() if parse is month and _is_first(cell):
            return f"{cell:%Y-%m}"  # What a spreadsheet makes of 2026-09 when it is typed in.
        case date():
            return cell.isoformat()
        case _:
            return str(cell)


def _number(value: float) -> str:
    """Whole numbers without ``.0``; others without the noise beyond the 15 digits kept."""
    if abs(value) >= EXACT:
        raise ValueError("a number of more than 15 digits is not kept exactly: store it as text")
    return str(int(value)) if value == int(value) else f"{value:.15g}"


def _is_first(day: date) -> bool:
    moment = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a sheet's times have no zone
    return (moment.day, moment.hour, moment.minute, moment.second) == (1, 0, 0, 0)
