"""``recourse refunds``: what was paid out to customers, table by table, and the way there."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from services.cli import questions
from services.cli.books import open_books
from services.cli.options import Format, FormatOption, day, language
from services.cli.printing import Sheet, print_csv, print_json, print_sheets
from services.cli.refund_steps import add_steps
from services.cli.words import word

COLUMNS = ("table_at", "case", "order_no", "customer_id", "kind", "amount", "deducted")

app = typer.Typer(invoke_without_command=True, add_completion=False)


@app.callback()
def refunds(
    context: typer.Context,
    first: Annotated[
        date | None, typer.Option("--from", parser=day, metavar="DATE", help="From this day on.")
    ] = None,
    last: Annotated[
        date | None, typer.Option("--to", parser=day, metavar="DATE", help="To this day's end.")
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """The refund tables: their moments, their lines, what was paid and deducted."""
    if context.invoked_subcommand is not None:
        return
    with open_books() as books:
        tables = books.ask(questions.refunds(first, last))
    if output is Format.json:
        print_json(tables)
        return
    rows = [{"table_at": t["table_at"], **line} for t in tables for line in t["lines"]]
    if output is Format.csv:
        print_csv(COLUMNS, rows)
    else:
        title = word("refund tables", language())
        print_sheets([Sheet(title, COLUMNS, rows, totals=("amount", "deducted"))] if rows else [])


add_steps(app)
