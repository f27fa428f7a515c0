"""``recourse report couriers``: what couriers owe, against what they accepted (0017)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.books import open_books
from services.cli.claim_questions import couriers as asked
from services.cli.ledger import Period
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.logistics.projections.claim_report import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

COLUMNS = ("courier", "period", "cases", "owed", *PARTS, "granted")


def couriers(
    period: Period = None,
    courier: Annotated[str | None, typer.Option(help="Only this courier.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """What each courier owes a month, by what became of its claims."""
    with open_books() as books:
        rows = books.ask(asked(period, courier))
    print_as(output, rows, COLUMNS, rows, _sheets(rows))


def _sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    told = [{**row, **{f"claims_{part}": row[part] for part in PARTS}} for row in rows]
    shown = [f"claims_{part}" for part in PARTS if any(row[part] != "0.00" for row in rows)]
    columns = ("courier", "period", "cases", "owed", *shown)
    if rows:
        yield Sheet(word("owed and accepted", lang), columns, told, totals=("owed", *shown))
