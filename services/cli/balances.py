"""``recourse ledger dealer|staff --balance``: running accounts, month by month (R503, R512)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.books import Question, open_books
from services.cli.options import Format, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.finance.projections.account_ledger import (
    DEALERS,
    STAFF,
    dealer_ledgers,
    staff_ledgers,
)
from shared.dates import print_time

if TYPE_CHECKING:
    from datetime import datetime

_ACCOUNTS = {
    "dealer": ("dealer", DEALERS, dealer_ledgers),
    "staff": ("agent", STAFF, staff_ledgers),
}
CELLS = ("period", "status", "opening", "charged", "taken_back", "closing")
BalanceOption = Annotated[
    bool,
    typer.Option("--balance", help="As a running account: opening, charged, taken back, closing."),
]

Asked = tuple[str | None, "datetime | None", "datetime | None"]
"""The month, certain by then, recorded by then."""


def print_balances(party: str, asked: Asked, output: Format) -> None:
    """The party's accounts, a row a month."""
    with open_books() as books:
        rows = books.ask(balances(party, asked))
    label = _ACCOUNTS[party][0]
    columns = (label, *CELLS)
    told = [{**row, "status": word(row["status"], language())} for row in rows]
    sheet = Sheet(word("running accounts", language()), columns, told, ("charged", "taken_back"))
    print_as(output, rows, columns, rows, [sheet] if rows else [])


def balances(party: str, asked: Asked) -> Question:
    """Running accounts of ``dealer`` or ``staff``."""
    _, projection, months_of = _ACCOUNTS[party]
    period, as_of, known_at = asked
    return Question(
        projection,
        f"/ledgers/{party}/balances",
        lambda tables: months_of(tables).balances(None, period, as_of, known_at),
        {
            "period": period,
            "as_of": print_time(as_of) if as_of else None,
            "known_at": print_time(known_at) if known_at else None,
        },
    )
