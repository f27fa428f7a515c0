"""``recourse month …``: check, hold, close and reopen a month (D14)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli import month_questions
from services.cli.acting import AtOption
from services.cli.books import open_books
from services.cli.composition import import_house
from services.cli.month_lists import lists
from services.cli.month_places import months_of
from services.cli.options import Format, FormatOption, language, month
from services.cli.printing import Sheet, print_as, print_json
from services.cli.words import word
from services.finance.domain.month_drawn import Who
from shared.dates import FIRST_YEAR, LAST_YEAR
from shared.errors import BadInput
from shared.http.fitness import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from services.cli.books import Printed
    from services.cli.month_places import Months

app = typer.Typer(help="Close a month: check, hold, close, reopen, list.", no_args_is_help=True)

COLUMNS = ("period", "status", "revision", "person", "at", "reason", "hash")
BLOCKED = ("blocker", "about")


def a_business_month(text: str) -> str:
    """A month of a year in which there is business."""
    period = month(text)
    if not FIRST_YEAR <= int(period[:4]) <= LAST_YEAR:
        raise typer.BadParameter(f"{text!r} is not in the years {FIRST_YEAR} to {LAST_YEAR}")
    return period


Period = Annotated[
    str, typer.Argument(parser=a_business_month, metavar="YYYY-MM", help="The month.")
]
Person = Annotated[str, typer.Option("--as", metavar="PERSON", help="Who does it.")]
Reason = Annotated[str | None, typer.Option(help="Why.")]
OPERATOR = "operator"
MOST_NAMED = 10
"""As many names a list has as a table; JSON has all."""


@app.command()
def check(period: Period, output: FormatOption = Format.table) -> None:
    """What stands in the way of closing a month, each named; exit 1 while anything does."""
    with import_house() as house:
        answer = months_of(house).check(period)
        answer["lists"] = [] if answer["status"] == "closed" else lists(house, period)
    rows = [*_said(answer)]
    print_as(output, answer, ("name", "about"), answer["blockers"], _sheets(answer, rows))
    raise typer.Exit(1 if rows else 0)


@app.command()
def hold(
    period: Period, person: Person = OPERATOR, reason: Reason = None, at: AtOption = None
) -> None:
    """Put a month on hold: with four eyes another person closes it then."""
    _act(lambda months, who: months.hold(period, at, who), person, reason)


@app.command()
def close(
    period: Period,
    person: Person = OPERATOR,
    reason: Reason = None,
    override: Annotated[
        bool, typer.Option("--override", help="Close over what is missing; takes --reason.")
    ] = False,
    at: AtOption = None,
) -> None:
    """Freeze a month's lines and totals; refuses while something is missing, naming each."""
    if override and not reason:
        raise BadInput("--override needs --reason")

    def closing(months: Months, who: Who) -> Printed:
        if not override:
            _refuse(months.check(period))
        return months.close(period, at, who, override=override)

    _act(closing, person, reason)


@app.command()
def reopen(
    period: Period, person: Person = OPERATOR, reason: Reason = None, at: AtOption = None
) -> None:
    """Let the last closed month take its own late entries again; the next close is a revision."""
    _act(lambda months, who: months.reopen(period, at, who), person, reason)


@app.command("list")
def list_months(output: FormatOption = Format.table) -> None:
    """Every month with lines: its status, who did what last, and its hash."""
    with open_books() as books:
        rows = books.ask(month_questions.months())
    sheet = Sheet(word("months", language()), COLUMNS, rows)
    print_as(output, rows, COLUMNS, rows, [sheet] if rows else [])


def _act(work: Callable[[Months, Who], Printed], person: str, reason: str | None) -> None:
    fit("--as", person)
    if reason is not None:
        fit("--reason", reason)
    with import_house() as house:
        print_json(work(months_of(house), Who(person, reason)))


def _refuse(answer: Printed) -> None:
    """Name everything that is missing, in the reader's language, and end with 1."""
    rows = [*_said(answer)]
    if rows:
        lang = language()
        print(f"recourse: {answer['period']} {word('cannot be closed', lang)}", file=sys.stderr)
        for row in rows:
            print(f"  {row['blocker']}: {row['about']}", file=sys.stderr)
        raise typer.Exit(1)


def _said(answer: Printed) -> Iterator[Printed]:
    lang = language()
    for one in answer["blockers"]:
        yield {"blocker": word(f"blocker {one['name']}", lang), "about": one["about"]}


def _sheets(answer: Printed, rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    title = f"{answer['period']} · {word(answer['status'], lang)}"
    nothing = {"blocker": word("nothing missing", lang)}
    yield Sheet(title, BLOCKED, rows or [nothing])
    listed = [
        {"list": word(f"list {one['name']}", lang), "about": _shortened(one["about"])}
        for one in answer["lists"]
    ]
    if listed:
        yield Sheet(word("look at first", lang), ("list", "about"), listed)


def _shortened(about: list[str]) -> str:
    more = f" … ({len(about)})" if len(about) > MOST_NAMED else ""
    return ", ".join(about[:MOST_NAMED]) + more
