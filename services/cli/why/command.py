"""``recourse why ENTRY``: the verb."""

from __future__ import annotations

from typing import Annotated

import typer

from services.cli.books import open_books
from services.cli.options import Format, FormatOption
from services.cli.why.asking import asked
from services.cli.why.telling import show
from services.cli.why.tracing import traced


def why(
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ENTRY",
            help="An entry of any ledger, a journal transaction, a refund, a claim, or an event.",
        ),
    ],
    output: FormatOption = Format.table,
) -> None:
    """Why an amount stands in the books: its rule, its evidence, its events, who did what.

    Events that led to it stand in order of business time, from all four services; those marked ▸
    decided it. JSON carries Chinese and English, a table one of them.
    """
    with open_books() as books:
        found = asked(books, entry)
    show(traced(entry, found), output)
