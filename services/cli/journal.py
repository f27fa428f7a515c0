"""``recourse journal`` and ``recourse balance``: the books in double entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.books import Question, open_books
from services.cli.ledger import AsOf, KnownAt, Period
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.finance.projections import journal as projection
from services.finance.projections.transactions import Journal, Wanted
from shared.dates import print_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from services.cli.books import Printed

HEAD = (
    *("transaction", "kind", "cost", "case", "order_no", "waybill", "refund", "reverses", "rule"),
    *("policy", "event_id", "certain_at", "recorded_at"),
)
LEG = ("account", "debit", "credit")
SHEET = ("certain_at", "kind", "cost", "case", "waybill", "rule", *LEG)
BALANCE = ("account", "debit", "credit", "balance")


def journal(
    period: Period = None,
    account: Annotated[
        str | None,
        typer.Option(help="Only transactions on it: courier:SF, courier (all), pending, cash …"),
    ] = None,
    case: Annotated[str | None, typer.Option(metavar="NUMBER", help="Only this case.")] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: FormatOption = Format.table,
) -> None:
    """The journal: every movement of money as a balanced transaction, debit and credit."""
    wanted = Wanted(period, account, case)
    with open_books() as books:
        found = books.ask(transactions(wanted, as_of, known_at))
    rows = [one | leg for one in found for leg in one["legs"]]
    print_as(output, found, (*HEAD, *LEG), rows, _journal_sheets(rows))


def balance(
    as_of: AsOf = None, known_at: KnownAt = None, output: FormatOption = Format.table
) -> None:
    """The trial balance: what every account was debited and credited, and what is left."""
    with open_books() as books:
        found = books.ask(trial_balance(as_of, known_at))
    rows = found["accounts"]
    print_as(output, found, BALANCE, rows, _balance_sheets(rows))


def transactions(
    wanted: Wanted, as_of: datetime | None = None, known_at: datetime | None = None
) -> Question:
    """Transactions of the journal."""
    return Question(
        projection.PROJECTION,
        "/journal",
        lambda tables: Journal(tables).transactions(wanted, as_of, known_at),
        {
            "period": wanted.period,
            "account": wanted.account,
            "case": wanted.case,
            **asked(as_of, known_at),
        },
    )


def trial_balance(as_of: datetime | None = None, known_at: datetime | None = None) -> Question:
    """What stands on every account."""
    return Question(
        projection.PROJECTION,
        "/journal/balance",
        lambda tables: Journal(tables).balance(as_of, known_at),
        asked(as_of, known_at),
    )


def asked(as_of: datetime | None, known_at: datetime | None) -> Mapping[str, str | None]:
    """Both axes of time, as a gateway is asked."""
    return {
        "as_of": print_time(as_of) if as_of else None,
        "known_at": print_time(known_at) if known_at else None,
    }


def _journal_sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        told = [_told(row, lang) for row in rows]
        yield Sheet(word("journal", lang), SHEET, told, totals=("debit", "credit"))


def _balance_sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        told = [_told(row, lang) for row in rows]
        yield Sheet(word("trial balance", lang), BALANCE, told, totals=BALANCE[1:])


def _told(row: Printed, lang: str) -> dict[str, Any]:
    return {**row, "account": account_word(row["account"], lang)}


def account_word(account: str, lang: str) -> str:
    """An account as it is read: its kind in words, then its name."""
    kind, _, name = account.partition(":")
    told = word(f"account {kind}", lang)
    return f"{told} {name}" if name else told
