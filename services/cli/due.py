"""``recourse due``: what is due and overdue, by desk and agent; or what a day leaves (R509)."""

from __future__ import annotations

from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.books import Question, open_books
from services.cli.composition import import_house
from services.cli.options import Format, FormatOption, day, language, moment
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.finance.projections import due as finance
from services.intake.projections import due as intake
from services.logistics.projections import due as logistics
from services.warehouse.projections import due as warehouse
from shared.dates import print_time
from shared.errors import BadInput
from shared.projection.due import DueList, Wanted, in_turn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from services.cli.books import Books, Printed

LISTS = {
    "intake": (intake.PROJECTION, intake.LISTING),
    "logistics": (logistics.PROJECTION, logistics.LISTING),
    "warehouse": (warehouse.PROJECTION, warehouse.LISTING),
    "finance": (finance.PROJECTION, finance.LISTING),
}
COLUMNS = (
    *("desk", "agent", "name", "case", "order_no", "waybill", "subject", "since", "due_at"),
    *("overdue", "paused", "waits_for", "rule"),
)
SHEET = (*("due_at", "state", "name", "case", "order_no", "waybill", "since", "waits_for", "rule"),)


def _desk(text: str) -> str:
    if text not in LISTS:
        raise typer.BadParameter(f"{text!r} is none of {', '.join(LISTS)}")
    return text


def due(
    *,
    desk: Annotated[
        str | None,
        typer.Option(help=f"Only this desk: {', '.join(LISTS)}.", parser=_desk),
    ] = None,
    agent: Annotated[str | None, typer.Option(help="Only what this agent looks after.")] = None,
    at: Annotated[
        datetime | None,
        typer.Option(parser=moment, metavar="TIME", help="As of then; else the business time."),
    ] = None,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
    within: Annotated[
        int | None,
        typer.Option(min=0, metavar="HOURS", help="Only what is due in so many hours, or overdue."),
    ] = None,
    name: Annotated[
        str | None, typer.Option(help="Only this kind: review, contact, inspection, scan …")
    ] = None,
    closing: Annotated[
        date | None,
        typer.Option(
            "--day",
            parser=day,
            metavar="DATE",
            help="What of this day's returns and exchanges is left when it closes.",
        ),
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """What waits at every desk and by when, the earliest deadline first."""
    desks = LISTS.keys() if desk is None else (desk,)
    if closing is not None:
        with open_books() as books:
            lines = ask(books, (left_at(one, closing) for one in desks))
    elif at is not None:
        with open_books() as books:
            lines = ask(books, _questions(desks, Wanted(at, agent, name, overdue, within)))
    else:
        with import_house() as house:
            reached = house.reached()
            if reached is None:
                raise BadInput("no business time has been reached yet: say when with --at")
            lines = ask(house, _questions(desks, Wanted(reached, agent, name, overdue, within)))
    _print(lines, output)


def due_at(desk: str, wanted: Wanted) -> Question:
    """A desk's list, as far as it is wanted."""
    projection, listing = LISTS[desk]
    return Question(
        projection,
        "/due",
        lambda tables: DueList(tables, listing).due(wanted),
        {
            "at": print_time(wanted.at),
            "agent": wanted.agent,
            "name": wanted.name,
            "overdue": "true" if wanted.overdue else None,
            "within": None if wanted.within is None else str(wanted.within),
        },
    )


def left_at(desk: str, closing: date) -> Question:
    """What a day leaves at a desk (R509)."""
    projection, listing = LISTS[desk]
    return Question(
        projection, f"/due/{closing}", lambda tables: DueList(tables, listing).left(closing)
    )


def ask(books: Books, questions: Iterable[Question]) -> list[Printed]:
    """The answers of several desks as one list."""
    return sorted((line for one in questions for line in books.ask(one)), key=in_turn)


def _questions(desks: Iterable[str], wanted: Wanted) -> Iterator[Question]:
    return (due_at(one, wanted) for one in desks)


def _print(lines: list[Printed], output: Format) -> None:
    flat = ({**line, "waits_for": " ".join(line["waits_for"])} for line in lines)
    print_as(output, lines, COLUMNS, flat, _sheets(lines))


def _sheets(lines: list[Printed]) -> Iterator[Sheet]:
    """One table a desk and agent, headed by how much there is and how much of it is overdue."""
    lang = language()
    whose = sorted(lines, key=_owner)  # Stable: each keeps the order of deadlines.
    for (_, desk, agent), mine in groupby(whose, key=_owner):
        rows = [_row(line, lang) for line in mine]
        late = sum(bool(row["late"]) for row in rows)
        title = " · ".join(filter(None, (word(f"desk {desk}", lang), agent)))
        count = f"{len(rows)} {word('pending', lang)}, {late} {word('overdue', lang)}"
        yield Sheet(f"{title}: {count}", SHEET, rows)


def _owner(line: Mapping[str, Any]) -> tuple[int, str, str]:
    desks: Sequence[str] = tuple(LISTS)
    return desks.index(line["desk"]), line["desk"], line["agent"] or ""


def _row(line: Printed, lang: str) -> dict[str, Any]:
    state = "overdue" if line["overdue"] else "paused" if line["paused"] else ""
    return {
        **line,
        "name": word(line["name"], lang),
        "late": line["overdue"],
        "state": word(state, lang) if state else "",
        "waits_for": ", ".join(word(one, lang) for one in line["waits_for"]),
    }
