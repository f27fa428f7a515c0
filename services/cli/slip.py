"""``recourse slip CASE``: the slip that the customer puts into the parcel (R202, R511)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from rich.cells import cell_len, chop_cells

from services.cli.books import Question, open_books
from services.cli.options import Format, FormatOption, language
from services.cli.printing import print_csv, print_json
from services.cli.words import word
from services.intake.projections import case_file
from services.intake.projections.slips import slip as slip_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

A6 = 42
"""Columns of a line on an A6 sheet; a Chinese character takes two."""
BLANK = "_" * 16
COLUMNS = ("slip", "kind", "case", "order_no", "issued_at", "customer_id", "sku", "quantity")


def question(number: str) -> Question:
    """A case's slip; ``NotKnown`` when there is none."""
    return Question(
        case_file.PROJECTION, f"/cases/{number}/slip", lambda tables: slip_of(tables, number)
    )


def slip(
    number: Annotated[str, typer.Argument(metavar="CASE", help="The case's number.")],
    output: FormatOption = Format.table,
    lang: Annotated[
        Literal["zh", "en"] | None, typer.Option(help="Its language; else RECOURSE_LANG.")
    ] = None,
) -> None:
    """Print the slip to put into the parcel: number, addresses, goods expected, notes."""
    with open_books() as books:
        printed = books.ask(question(number))
    if output is Format.json:
        print_json(printed)
    elif output is Format.csv:
        print_csv(COLUMNS, ({**printed, **line} for line in printed["lines"]))
    else:
        sys.stdout.write("\n".join(_lines(printed, lang or language())) + "\n")


def _lines(slip: Printed, lang: str) -> Iterator[str]:
    yield word(f"{slip['kind']} slip", lang)
    yield "=" * A6
    for name, value in (
        ("slip_no", slip["slip"]),
        ("case", slip["case"]),
        ("order_no", slip["order_no"]),
        ("customer_id", slip["customer_id"] or BLANK),
        ("issued_at", slip["issued_at"][:10]),
    ):
        yield f"{word(name, lang)}: {value}"
    for name in ("return_address", "exchange_address"):
        yield from _block(word(name, lang), slip["address" if name[0] == "r" else name])
    goods = "\n".join(f"{line['sku']}  × {line['quantity']}" for line in slip["lines"])
    yield from _block(word("expected", lang), goods)
    yield "-" * A6
    yield word("write in", lang)
    for name in ("recipient", "phone", "waybill"):
        yield f"{word(name + ' written in', lang)}: {BLANK}"
    yield from _block(word("notes", lang), slip["notes"])


def _block(title: str, text: str | None) -> Iterator[str]:
    """A title and its text, wrapped to the sheet; nothing where there is no text."""
    if not text:
        return
    yield "-" * A6
    yield title
    for line in text.split("\n"):
        yield from _wrapped(line)


def _wrapped(line: str) -> Iterator[str]:
    """By words where there are any, else by characters."""
    taken = ""
    for text in line.split(" "):
        longer = f"{taken} {text}" if taken else text
        if cell_len(longer) <= A6:
            taken = longer
            continue
        if taken:
            yield taken
        *full, taken = chop_cells(text, A6)
        yield from full
    yield taken
