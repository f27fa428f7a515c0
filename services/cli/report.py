"""``recourse report``: what cases cost whom, what is not charged yet, what couriers accepted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import courier_report
from services.cli.books import Question, open_books
from services.cli.journal import account_word, asked
from services.cli.ledger import AsOf, KnownAt, Period
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.finance.projections import journal
from services.finance.projections.loss_report import PARTIES, By, LossReport
from services.finance.projections.pending_report import PendingReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.cli.books import Printed

app = typer.Typer(
    help="What cases cost whom, and what is not charged to anybody yet.", no_args_is_help=True
)
app.command()(courier_report.couriers)

LOSS = ("by", "key", "cases", "loss", *PARTIES)
PENDING = (
    *("case", "order_no", "cause", "courier", "agent", "cost", "amount", "since", "days", "age"),
    "expected_from",
)
PENDING_SHEET = ("since", "days", "case", "cause", "courier", "cost", "expected_from", "claimed")


@app.command()
def loss(
    by: Annotated[By, typer.Option(help="What losses are told apart by.")] = "party",
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: FormatOption = Format.table,
) -> None:
    """What cases cost and who bears it, from the journal; each view adds up to the same."""
    with open_books() as books:
        rows = books.ask(losses(by, period, as_of, known_at))
    print_as(output, rows, LOSS, rows, _loss_sheets(by, rows))


@app.command()
def pending(
    as_of: AsOf = None, known_at: KnownAt = None, output: FormatOption = Format.table
) -> None:
    """Liability pending: laid out for a case, by age, and who is expected to pay for it."""
    with open_books() as books:
        found = books.ask(standing(as_of, known_at))
    rows = [*found["cases"], *found["merchant"]]
    print_as(output, found, PENDING, rows, _pending_sheets(found))


def losses(
    by: By, period: str | None, as_of: datetime | None = None, known_at: datetime | None = None
) -> Question:
    """Losses, told apart by one thing."""
    return Question(
        journal.PROJECTION,
        f"/reports/loss/{by}",
        lambda tables: LossReport(tables).losses(by, period, as_of, known_at),
        {"period": period, **asked(as_of, known_at)},
    )


def standing(as_of: datetime | None = None, known_at: datetime | None = None) -> Question:
    """What is pending."""
    return Question(
        journal.PROJECTION,
        "/reports/pending",
        lambda tables: PendingReport(tables).pending(as_of, known_at),
        asked(as_of, known_at),
    )


def _loss_sheets(by: By, rows: list[Printed]) -> Iterator[Sheet]:
    """Parties that bear nothing are left out."""
    lang = language()
    bear = [party for party in PARTIES if any(row[party] != "0.00" for row in rows)]
    columns = (f"losses by {by}", "cases", "loss_amount", *(f"{party} bears" for party in bear))
    told = [
        {
            f"losses by {by}": _key(by, row["key"], lang),
            "cases": row["cases"],
            "loss_amount": row["loss"],
            **{f"{party} bears": row[party] for party in bear},
        }
        for row in rows
    ]
    if rows:
        yield Sheet(word("losses", lang), columns, told, totals=columns[2:])


def _key(by: By, key: str | None, lang: str) -> str:
    if key is None:
        return word("none named", lang)
    return account_word(key, lang) if by == "party" else word(key, lang) if by == "cause" else key


def _pending_sheets(found: Printed) -> Iterator[Sheet]:
    lang = language()
    title = word("liability pending", lang)
    if found["cases"]:
        ages = [{**row, "age": f"{row['age']} {word('age days', lang)}"} for row in found["ages"]]
        yield Sheet(title, ("age", "cases", "amount"), ages, totals=("amount",))
    for name, heading in (("cases", title), ("merchant", word("stays the merchant's", lang))):
        if found[name]:
            rows = [_told(row, lang) for row in found[name]]
            yield Sheet(heading, (*PENDING_SHEET, "amount"), rows, totals=("amount",))


def _told(row: Printed, lang: str) -> dict[str, Any]:
    claimed = [
        f"{word(one['cost'], lang).lower()} {one['amount'] or '?'}" for one in row["claimed"]
    ]
    party = row["expected_from"]
    return {
        **row,
        "cause": word(row["cause"] or "none named", lang),
        "expected_from": word(party, lang) if party else word("undecided", lang),
        "claimed": ", ".join(claimed),
    }
