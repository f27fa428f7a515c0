"""Results on stdout: tables for people, JSON and CSV of stable bytes for programs."""

from __future__ import annotations

import csv
import sys
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from services.cli.options import Format, language
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WIDE = 160
"""Columns of a table that goes to a file or a pipe."""

AMOUNTS = frozenset(
    {
        *("opening", "freight", "transfer_fees", "chargebacks", "adjustments", "net"),
        *("amount", "deducted", "total", "affected_value", "refunds", "debit", "credit", "balance"),
        *("billed", "booked", "difference", "tariff"),
        *("cost_courier", "cost_warehouse", "cost_dealer", "cost_staff"),
        *("cost_merchant", "cost_customer"),
        *("charged", "taken_back", "closing"),
        *("loss_amount", "courier bears", "warehouse bears", "dealer bears", "staff bears"),
        *("merchant bears", "customer bears", "pending bears"),
        *("expected_total", "claim_booked", "accepted", "owed", "granted"),
        *("claims_accepted", "claims_disputed", "claims_rejected", "claims_silent"),
        *("claims_unsubmitted", "claims_withdrawn", "claims_unclaimed"),
    }
)
RIGHT = AMOUNTS | {
    *("quantity", "isolated", "restock", "discount", "rework", "scrap", "held", "cases", "pieces"),
    *("closed_cases", "resolution_rate", "response_median", "response_p90", "ratings"),
    *("days", "rated_share", "rating_average", "disputes", "dispute_rate", "bad_reviews"),
}
MOMENTS = frozenset(
    {
        "opened_at",
        "delivered_after_loss",
        "certain_at",
        "table_at",
        "time",
        "received_at",
        "due_at",
        "since",
    }
)
TRANSLATED = frozenset({"kind", "cost", "status"})


@dataclass
class Sheet:
    """A table to be read: named columns, rows by column, and which columns are added up below."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    totals: Sequence[str] = ()
    headed: bool = True


def print_json(data: Any) -> None:
    """Indented, in the order of interfaces.md, text as it is."""
    text = msgspec.json.format(msgspec.json.encode(data), indent=2)
    sys.stdout.write(text.decode() + "\n")


def print_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """One row a line; an empty cell where nothing applies."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)


def print_as(
    output: Format,
    data: Any,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    sheets: Iterable[Sheet],
) -> None:
    """The same result in the format asked for: as it is, a row a line, or as tables to be read.

    What is made only for another format may come lazily.
    """
    if output is Format.json:
        print_json(data)
    elif output is Format.csv:
        print_csv(columns, rows)
    else:
        print_sheets(sheets)


def print_sheets(sheets: Iterable[Sheet]) -> None:
    """One after the other; a word in place of none at all."""
    tables = list(sheets)
    console = Console(width=None if sys.stdout.isatty() else WIDE)
    for sheet in tables:
        console.print(_table(sheet))
    if not tables:
        console.print(word("nothing", language()))


def _table(sheet: Sheet) -> Table:
    lang = language()
    table = Table(
        title=Text(sheet.title, style="bold"),
        title_justify="left",
        box=box.SIMPLE_HEAD,
        show_header=sheet.headed,
        show_footer=bool(sheet.totals),
        pad_edge=False,
    )
    for place, name in enumerate(sheet.columns):
        table.add_column(
            word(name, lang),
            _footer(sheet, name) or ("" if place else word("total", lang)),
            justify="right" if name in RIGHT else "left",
            no_wrap=name in RIGHT,
            footer_style="bold",
        )
    for row in sheet.rows:
        table.add_row(*(Text(cell(name, row.get(name), lang)) for name in sheet.columns))
    return table


def _footer(sheet: Sheet, name: str) -> str:
    if name not in sheet.totals:
        return ""
    return f"{sum((Decimal(row[name] or 0) for row in sheet.rows), Decimal(0)):,.2f}"


def cell(name: str, value: Any, lang: str) -> str:
    """A value as a table shows it: amounts in thousands, moments to the minute."""
    if value is None:
        return ""
    if name in AMOUNTS:
        return f"{Decimal(value):,.2f}"
    if name in TRANSLATED:
        return word(value, lang).lower()
    if name in MOMENTS:
        return f"{value[:10]} {value[11:16]}"
    return str(value)
