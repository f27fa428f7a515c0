"""A statement as a workbook (XLSX): a sheet of figures, a sheet of lines to sort and filter."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import xlsxwriter

from services.finance.statements.capitals import capitals
from services.finance.statements.head import figure_named, head, outcome
from services.finance.statements.lines_file import cells
from services.finance.statements.wording import beside

if TYPE_CHECKING:
    from services.finance.statements.statement import Statement
    from shared.money import Money

UNDATED: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A draft's date of creation: it has none, and a clock would make other bytes."""
WIDTHS: Final = {
    "number": 6,
    "group": 30,
    "cost": 26,
    "quantity": 6,
    "rule": 7,
    "policy": 9,
    "for_period": 9,
    "amount": 12,
    "change": 16,
    "entry": 38,
    "event_id": 38,
}
WIDTH: Final = 20


def workbook(statement: Statement) -> bytes:
    """The same bytes for the same statement: nothing in them is of the moment of writing."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    issued = statement.issue and datetime.fromisoformat(statement.issue.at).astimezone(UTC)
    title = beside("title", statement.party)
    created = (issued or UNDATED).replace(tzinfo=None)
    book.set_properties({"title": f"{title} {statement.number}", "created": created})
    formats = _Formats(book)
    _summary(book, statement, formats)
    _lines(book, statement, formats)
    book.close()
    return content.getvalue()


class _Formats:
    """The looks of cells."""

    def __init__(self, book: Any) -> None:
        self.title = book.add_format({"bold": True, "font_size": 16})
        self.bold = book.add_format({"bold": True})
        self.part = book.add_format({"font_color": "#666666", "indent": 2})
        self.headed = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.amount = book.add_format({"num_format": "#,##0.00"})
        self.amount_part = book.add_format({"num_format": "#,##0.00", "font_color": "#666666"})
        self.amount_bold = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})


def _summary(book: Any, statement: Statement, formats: _Formats) -> None:
    sheet = book.add_worksheet("汇总 Summary")
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 2, 10)
    sheet.write_string(0, 0, beside("title", statement.party), formats.title)
    row = 2
    for name, value in head(statement):
        sheet.write_string(row, 0, " ".join(name), formats.bold)
        sheet.write_string(row, 1, " ".join(value))
        row += 1
    row += 1
    for column, name in enumerate((("head", "summary"), ("column", "amount"), ("head", "count"))):
        sheet.write_string(row, column, beside(*name), formats.headed)
    for figure in statement.figures:
        row += 1
        name, last = figure_named(figure), figure is statement.figures[-1]
        look = formats.bold if last else formats.part if figure.cost else None
        amount = formats.amount_part if figure.cost else formats.amount
        sheet.write_string(row, 0, " ".join(name), look)
        sheet.write_number(row, 1, _yuan(figure.amount), formats.amount_bold if last else amount)
        if figure.count is not None:
            sheet.write_number(row, 2, figure.count)
    sheet.write_string(row + 2, 0, " ".join(outcome(statement)), formats.bold)
    sheet.write_string(
        row + 2, 1, f"{abs(_yuan(statement.total)):,.2f}  {capitals(statement.total)}"
    )
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _lines(book: Any, statement: Statement, formats: _Formats) -> None:
    sheet = book.add_worksheet("明细 Lines")
    columns = ("number", "group", *cells(statement.party), "change")
    for place, name in enumerate(columns):
        sheet.set_column(place, place, WIDTHS.get(name, WIDTH))
        sheet.write_string(0, place, beside("column", name), formats.headed)
    row = 0
    for group in statement.groups:
        kind = beside("figure", group.kind)
        for line in group.lines:
            row += 1
            told = line.printed | {"group": kind, "cost": beside("cost", line.printed["cost"])}
            sheet.write_number(row, 0, line.number)
            for place, name in enumerate(columns[1:-1], 1):
                _cell(sheet, (row, place), name, told.get(name), formats)
            sheet.write_number(row, len(columns) - 1, _yuan(line.change), formats.amount)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, place: tuple[int, int], name: str, value: Any, formats: _Formats) -> None:
    """Amounts and counts as numbers; all else as text, so that no cell is ever a formula."""
    if value is None:
        return
    if name == "amount":
        sheet.write_number(*place, Decimal(value), formats.amount)
    elif name == "quantity":
        sheet.write_number(*place, value)
    else:
        sheet.write_string(*place, str(value))


def _yuan(amount: Money) -> Decimal:
    return Decimal(str(amount))
