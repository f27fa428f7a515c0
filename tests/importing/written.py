"""Files as merchants' programs write them: CSV in any encoding, workbooks with typed cells."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import xlsxwriter

from services.cli.importing.reading import OwnFile, Table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from services.cli.importing.files import File


def csv_file(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> Path:
    """A CSV file of rows, the header first."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def workbook(path: Path, rows: Sequence[Sequence[Any]], first_row: int = 0) -> Path:
    """A workbook whose cells are numbers, dates, booleans and text as given."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("一月")
        moments = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        days = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate(rows, start=first_row):
            for place, cell in enumerate(row):
                match cell:
                    case None:
                        continue
                    case str():
                        sheet.write_string(number, place, cell)
                    case datetime():
                        sheet.write_datetime(number, place, cell, moments)
                    case date():
                        sheet.write_datetime(number, place, cell, days)
                    case _:
                        sheet.write(number, place, cell)
        book.add_worksheet("别的").write_string(0, 0, "of no interest")
    return path


def values_in(path: Path, file: File) -> tuple[list[dict[str, Any]], Table]:
    """The values of the good rows by column, without what is unknown; and what was wrong."""
    table = Table()
    rows = [
        {
            column.name: value
            for column, value in zip(file.columns, values, strict=True)
            if value is not None
        }
        for _, values in OwnFile(path, file).read(table)
    ]
    return rows, table


def faults(table: Table) -> list[tuple[int | None, str | None]]:
    """Row and column of every error."""
    return [(error.row, error.column) for error in table.errors]
