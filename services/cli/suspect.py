"""``recourse suspect …``: stock that complaints make suspect, isolated until checked (R513)."""

from __future__ import annotations

from typing import Annotated, get_args

import typer

from services.cli import questions
from services.cli.acting import AtOption, PersonOption
from services.cli.books import open_books
from services.cli.complaint_options import step
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.warehouse.commands import IsolateSuspectStock, ReleaseSuspectStock
from services.warehouse.domain.suspect_stock import Disposition

app = typer.Typer(help="Suspect stock: isolate, check, release.", no_args_is_help=True)

COLUMNS = (
    *("sku", "batch", "complaints", "since", "due_at", "isolated"),
    *(*get_args(Disposition), "held"),
)

Sku = Annotated[str, typer.Argument(help="The product.")]
Quantity = Annotated[int, typer.Option(min=1, help="How many pieces.")]
Batch = Annotated[str | None, typer.Option(help="The product's batch.")]


@app.command("list")
def list_stock(output: FormatOption = Format.table) -> None:
    """By product and batch: why it is suspect, what is isolated, where the rest went."""
    with open_books() as books:
        rows = books.ask(questions.suspect_stock())
    flat = [{**row, "complaints": " ".join(row["complaints"])} for row in rows]
    sheet = Sheet(word("suspect stock", language()), COLUMNS, flat)
    print_as(output, rows, COLUMNS, flat, [sheet] if flat else [])


@app.command()
def isolate(
    sku: Sku,
    quantity: Quantity,
    person: PersonOption,
    batch: Batch = None,
    place: Annotated[str | None, typer.Option(help="Where they stand.")] = None,
    at: AtOption = None,
) -> None:
    """Set pieces apart, labelled, until they are checked (R505)."""
    row = (quantity, person, batch, place)
    step("warehouse", at, lambda now: IsolateSuspectStock(sku, now, *row), sku=sku)


@app.command()
def release(
    sku: Sku,
    *,
    quantity: Quantity,
    disposition: Annotated[Disposition, typer.Option("--to", help="Where they go (R506).")],
    finding: Annotated[str, typer.Option(help="What the check found.")],
    person: PersonOption,
    batch: Batch = None,
    at: AtOption = None,
) -> None:
    """Let checked pieces go."""
    row = (quantity, disposition, finding, person, batch)
    step("warehouse", at, lambda now: ReleaseSuspectStock(sku, now, *row), sku=sku)
