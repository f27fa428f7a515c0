"""``recourse refunds lines | tables | table``: where refunds are on their way to being paid."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import refund_questions as about
from services.cli.books import open_books
from services.cli.options import Format, FormatOption, language, moment
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.finance.domain.refund_states import State  # read by typer
from shared.dates import print_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

LINE_COLUMNS = (
    *("refund", "case", "order_no", "customer_id", "kind", "state", "waits_for", "value"),
    *("amount", "deducted", "way", "table_at", "at", "reason"),
)
SHOWN = ("case", "kind", "state", "waits_for", "amount", "table_at", "refund")
TABLE_COLUMNS = (
    *("table_at", "state", "count", "total", "paid", "failed"),
    *("drawn_by", "approved_by", "exported_by", "hash"),
)
STANDING = ("line", "case", "order_no", "customer_id", "kind", "amount", "way", "state", "reason")
Table = Annotated[
    datetime, typer.Argument(parser=moment, metavar="TABLE", help="The table's moment.")
]


def lines(
    state: Annotated[State | None, typer.Option(help="Only refunds in this state.")] = None,
    table: Annotated[
        datetime | None,
        typer.Option("--table", parser=moment, metavar="TABLE", help="Only of this table."),
    ] = None,
    case: Annotated[str | None, typer.Option(help="Only of this case.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """Refunds by their state: what they wait for, their table, what became of them."""
    asked = about.refund_lines(state, None if table is None else print_time(table), case)
    with open_books() as books:
        found: list[Printed] = books.ask(asked)
    rows = [{**line, "waits_for": ",".join(line["waits_for"])} for line in found]
    shown = Sheet(word("refund lines", language()), SHOWN, [*_spoken(rows)])
    print_as(output, found, LINE_COLUMNS, rows, [shown] if rows else [])


def tables(output: FormatOption = Format.table) -> None:
    """The refund tables in people's hands, and how far each has got."""
    with open_books() as books:
        found: list[Printed] = books.ask(about.refund_tables_in_hand())
    shown = Sheet(word("refund tables", language()), TABLE_COLUMNS[:-1], [*_spoken(found)])
    print_as(output, found, TABLE_COLUMNS, found, [shown] if found else [])


def table(table: Table, output: FormatOption = Format.table) -> None:
    """One table line by line, numbered as they are sent; who drew, approved and exported it."""
    with open_books() as books:
        found: Printed = books.ask(about.refund_table(print_time(table)))
    rows = found["lines"]
    head = f"{word('refund table', language())} {found['table_at']} · "
    title = head + word(f"state {found['state']}", language())
    shown = Sheet(title, STANDING, [*_spoken(rows)], totals=("amount",))
    print_as(output, found, ("line", *rows[0]) if rows else STANDING, rows, [shown])


def _spoken(rows: list[Printed]) -> Iterator[dict[str, Any]]:
    """States, ways and reasons to wait, in the reader's language."""
    lang = language()
    for row in rows:
        told = dict(row)
        told["state"] = word(f"state {row['state']}", lang)
        if row.get("way"):
            told["way"] = word(f"way {row['way']}", lang)
        if row.get("waits_for"):
            told["waits_for"] = ", ".join(word(one, lang) for one in row["waits_for"].split(","))
        yield told
