"""A refund table in the batch form, as it is sent to be paid: CSV and XLSX of stable bytes."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, Literal

import xlsxwriter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Kind = Literal["csv", "xlsx"]

HEAD: Final = (
    ("退款表", "Refund table"),
    ("序号", "Line"),
    ("退款编号", "Refund"),
    ("售后单", "Case"),
    ("订单号", "Order"),
    ("客户", "Customer"),
    ("类别", "Kind"),
    ("金额", "Amount"),
    ("付款方式", "Way of payment"),
    ("备注", "Remark"),
)
AMOUNT: Final = 7
WIDTHS: Final = (27, 8, 38, 20, 20, 16, 24, 12, 30, 40)
KINDS: Final = {
    "refund": "退款 refund",
    "price_difference": "差价 price difference",
    "postage": "垫付邮费 postage",
}
WAYS: Final = {
    "platform": "平台申请 application on the platform",
    "direct": "直接付款 direct payment",
}
TOTAL: Final = "合计 Total"


def batch_form(table: Mapping[str, Any], kind: Kind) -> bytes:
    """The file of a table as it is printed; nothing in it is of the moment of writing.

    What became of the lines does not show: sent again, it is the same file.
    """
    return _workbook(table) if kind == "xlsx" else _csv(table)


def file_name(table: Mapping[str, Any], kind: Kind) -> str:
    """``refunds-20260903-1000.xlsx``."""
    at = datetime.fromisoformat(table["table_at"])
    return f"refunds-{at:%Y%m%d-%H%M}.{kind}"


def _rows(table: Mapping[str, Any]) -> Iterator[list[str]]:
    for line in table["lines"]:
        yield [
            table["table_at"],
            str(line["line"]),
            line["refund"],
            line["case"],
            line["order_no"],
            line["customer_id"] or "",
            KINDS.get(line["kind"], line["kind"]),
            line["amount"],
            WAYS.get(line["way"], line["way"]),
            _remark(line),
        ]


def _remark(line: Mapping[str, Any]) -> str:
    """What the customer may be told: the return parcel of a postage, what was kept back."""
    said = []
    if line["kind"] == "postage" and line["waybill"]:
        said.append(f"退回运单 return waybill {line['waybill']}")
    if Decimal(line["deducted"]):
        said.append(f"已扣 deducted {line['deducted']}")
    return "; ".join(said)


def _csv(table: Mapping[str, Any]) -> bytes:
    """With the mark that lets a spreadsheet read it as UTF-8."""
    content = io.StringIO()
    writer = csv.writer(content, lineterminator="\r\n")
    writer.writerow(" ".join(names) for names in HEAD)
    writer.writerows(_rows(table))
    writer.writerow(_last(table))
    return content.getvalue().encode("utf-8-sig")


def _last(table: Mapping[str, Any]) -> list[str]:
    row = [TOTAL, str(len(table["lines"]))] + [""] * (len(HEAD) - 2)
    row[AMOUNT] = table["total"]
    return row


def _workbook(table: Mapping[str, Any]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    created = datetime.fromisoformat(table["table_at"]).replace(tzinfo=None)
    book.set_properties({"title": f"退款表 Refund table {table['table_at']}", "created": created})
    headed = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
    amount = book.add_format({"num_format": "#,##0.00"})
    last = book.add_format({"num_format": "#,##0.00", "bold": True, "top": 1})
    sheet = book.add_worksheet("退款 Refunds")
    for column, (names, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, " ".join(names), headed)
    rows = [*_rows(table), _last(table)]
    for number, row in enumerate(rows, 1):
        look = last if number == len(rows) else None
        for column, cell in enumerate(row):
            if column == AMOUNT:
                sheet.write_number(number, column, float(Decimal(cell)), look or amount)
            elif cell:
                sheet.write_string(number, column, cell, look)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()
    return content.getvalue()
