"""``recourse ledger``: what couriers, the warehouse, dealers and agents owe, month by month."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli import questions
from services.cli.balances import BalanceOption, print_balances
from services.cli.books import open_books
from services.cli.options import Format, FormatOption, language, moment, month
from services.cli.printing import Sheet, print_csv, print_json, print_sheets
from services.cli.words import word
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from services.cli.books import Printed

app = typer.Typer(
    help="What is owed, month by month: couriers, warehouse, dealers, agents.", no_args_is_help=True
)

COURIER_LINE = (
    *("entry", "kind", "cost", "waybill", "case", "order_no", "amount", "certain_at", "rule"),
    *("policy", "event_id", "for_period"),
)
ACCOUNT_LINE = (
    *("case", "order_no", "sku", "quantity", "picker", "cost", "amount", "certain_at", "rule"),
    *("policy", "event_id", "for_period"),
)
COURIER_SHEET = ("certain_at", "kind", "cost", "waybill", "case", "order_no", "rule", "amount")
ACCOUNT_SHEET = (
    *("certain_at", "case", "order_no", "sku", "quantity", "picker", "cost", "rule", "amount"),
)
SUMS = ("opening", "freight", "transfer_fees", "chargebacks", "adjustments", "net")


Period = Annotated[
    str | None, typer.Option(parser=month, metavar="YYYY-MM", help="Only this month.")
]
AsOf = Annotated[
    datetime | None, typer.Option(parser=moment, metavar="TIME", help="Entries certain by then.")
]
KnownAt = Annotated[
    datetime | None,
    typer.Option(parser=moment, metavar="TIME", help="What was recorded by then."),
]


@app.command()
def courier(
    code: Annotated[
        str | None, typer.Option("--courier", metavar="CODE", help="Only this courier.")
    ] = None,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: FormatOption = Format.table,
) -> None:
    """The couriers' months: freight and transfer fees against chargebacks."""
    with open_books() as books:
        ledgers = books.ask(questions.courier_ledgers(code, period, as_of, known_at))
    if output is Format.table:
        print_sheets(_courier_sheets(ledgers))
    else:
        _print_data(ledgers, "courier", COURIER_LINE, output)


@app.command()
def warehouse(
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    output: FormatOption = Format.table,
) -> None:
    """The warehouse's months: what it bears for missed items."""
    _account("warehouse", "warehouse", (period, as_of, known_at), output)


@app.command()
def dealer(
    *,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    balance: BalanceOption = False,
    output: FormatOption = Format.table,
) -> None:
    """Dealers' months: what is deducted for their own faults (R503)."""
    asked = (period, as_of, known_at)
    if balance:
        print_balances("dealer", asked, output)
    else:
        _account("dealer", "dealer", asked, output)


@app.command()
def staff(
    *,
    period: Period = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    balance: BalanceOption = False,
    output: FormatOption = Format.table,
) -> None:
    """Agents' months: what they bear (R512, or by a verdict)."""
    asked = (period, as_of, known_at)
    if balance:
        print_balances("staff", asked, output)
    else:
        _account("staff", "agent", asked, output)


def _account(
    party: str,
    label: str,
    asked: tuple[str | None, datetime | None, datetime | None],
    output: Format,
) -> None:
    with open_books() as books:
        months = books.ask(questions.account_ledgers(party, *asked))
    if output is Format.table:
        print_sheets(
            Sheet(_title(month, label), _columns(ACCOUNT_SHEET, month), month["lines"], ("amount",))
            for month in months
        )
    else:
        _print_data(months, label, ACCOUNT_LINE, output)


def _print_data(
    months: Sequence[Printed], label: str, columns: Sequence[str], output: Format
) -> None:
    if output is Format.json:
        print_json(months)
        return
    heads = (label, "period", "status")
    rows = (
        {**{name: month[name] for name in heads}, **line}
        for month in months
        for line in month["lines"]
    )
    print_csv((*heads, *columns), rows)


def _courier_sheets(ledgers: Sequence[Printed]) -> Iterator[Sheet]:
    """A sheet a courier and month, then what it all comes to."""
    for ledger in ledgers:
        columns = _columns(COURIER_SHEET, ledger)
        yield Sheet(_title(ledger, "courier"), columns, [*_lines(ledger["lines"])])
    if ledgers:
        totals = SUMS[1:5] if len({ledger["period"] for ledger in ledgers}) > 1 else SUMS
        heads = ("courier", "period", "status", *SUMS)
        yield Sheet(word("couriers' months", language()), heads, ledgers, totals)


def _columns(columns: Sequence[str], month: Printed) -> Sequence[str]:
    """With the month that lines belong to, where one came too late for its own (D14)."""
    late = any(line["for_period"] != month["period"] for line in month["lines"])
    return (*columns[:-1], "for_period", columns[-1]) if late else columns


def _lines(lines: Sequence[Printed]) -> Iterator[dict[str, Any]]:
    """Ordinary freight added up by its cost, as a courier's bill does; all else line by line."""
    parcels = Counter[str]()
    sums: dict[str, Money] = {}
    for line in lines:
        if line["kind"] == "freight":
            cost = line["cost"]
            parcels[cost] += 1
            sums[cost] = sums.get(cost, Money.zero()) + Money.of(line["amount"])
    for cost in sorted(sums):
        count = f"{parcels[cost]} {word('parcels', language())}"
        yield {"kind": "freight", "cost": cost, "waybill": count, "amount": str(sums[cost])}
    yield from (line for line in lines if line["kind"] != "freight")


def _title(month: Printed, label: str) -> str:
    lang = language()
    parts = [word(label, lang), month[label], month["period"], word(month["status"], lang)]
    if month.get("commission") == "cancelled":  # One incident too many (R512).
        parts.append(word("commission cancelled", lang))
    return " · ".join(parts)
