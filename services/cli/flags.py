"""``recourse flag`` and ``recourse flags``: what whoever packs an order must see (旗子)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.acting import AtOption, PersonOption, done
from services.cli.books import Question, open_books
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.intake.casework_commands import FlagKind, FlagOrder
from services.warehouse.projections import order_flags

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

COLUMNS = ("order_no", "at", "kind", "note", "case", "person")


def question(order_no: str | None = None) -> Question:
    """The flags that are up, of one order or of all."""
    return Question(
        order_flags.PROJECTION,
        "/flags",
        lambda tables: order_flags.flags(tables, order_no),
        {"order": order_no},
    )


def flag(
    order: Annotated[str, typer.Argument(metavar="ORDER", help="The order's number.")],
    note: Annotated[str, typer.Argument(metavar="NOTE", help="What they must see.")],
    person: PersonOption,
    gift: Annotated[bool, typer.Option("--gift", help="It names the gift (R105).")] = False,
    at: AtOption = None,
) -> None:
    """Put a flag up for whoever reviews and packs an order: a gift, or what the customer asked."""
    kind: FlagKind = "gift" if gift else "note"
    done(
        at,
        lambda now: FlagOrder(order, now, note, person, kind),
        order=order,
        kind=kind,
        note=note,
        person=person,
    )


def flags(
    order: Annotated[str | None, typer.Option("--order", help="Only of this order.")] = None,
    output: FormatOption = Format.table,
) -> None:
    """The flags that are up: gifts, riding exchanges, new waybills, corrected addresses, notes."""
    with open_books() as books:
        rows = books.ask(question(order))
    print_as(output, rows, COLUMNS, rows, _sheets(rows))


def _sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        told = [{**row, "kind": word(f"{row['kind']} flag", lang)} for row in rows]
        yield Sheet(word("flags", lang), COLUMNS, told)
