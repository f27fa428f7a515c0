"""``recourse customer …``: see a recipient, see who looked, forget a customer (R516)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.acting import PersonOption
from services.cli.customers import open_customers
from services.cli.options import Format, FormatOption, language
from services.cli.printing import Sheet, print_csv, print_json, print_sheets
from services.cli.words import word

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    no_args_is_help=True,
    help="Customers' names, phones and addresses, sealed: show, looks, forget.",
)

Number = Annotated[str, typer.Argument(metavar="ORDER_OR_CASE", help="Whose order it is about.")]
SEEN = ("order_no", "customer_id", "name", "phone", "province", "address")
LOOKS = ("at", "person", "reason", "cells", "order_no", "case_no")
FORGOTTEN = ("customer_id", "order_no", "changed")


@app.command()
def show(
    number: Number,
    person: PersonOption,
    reason: Annotated[str, typer.Option(help="What it is needed for; kept with the look.")],
    output: FormatOption = Format.table,
) -> None:
    """Name, phone and address of who gets an order's parcels. The look is recorded first."""
    with open_customers() as customers:
        seen = customers.look(number, _told("--as", person), _told("--reason", reason))
    if output is Format.table:
        lang = language()
        rows = [{"what": _label(name, lang), "is": seen[name]} for name in SEEN]
        print_sheets([Sheet(word("recipient", lang), ("what", "is"), rows, headed=False)])
    else:
        _print(output, SEEN, [seen], seen)


@app.command()
def looks(number: Number, output: FormatOption = Format.table) -> None:
    """Who looked at an order's recipient, when and why."""
    with open_customers() as customers:
        told = customers.looks(number)
    if output is Format.table:
        lang = language()
        rows = [_look(one, lang) for one in told]
        print_sheets([Sheet(word("looks", lang), list(rows[0]), rows)] if rows else [])
    else:
        _print(output, LOOKS, [{**one, "cells": " ".join(one["cells"])} for one in told], told)


@app.command()
def forget(
    person: PersonOption,
    reason: Annotated[str, typer.Option(help="Why; kept for ever.")],
    customer_id: Annotated[
        str | None, typer.Argument(metavar="CUSTOMER_ID", help="Whose data.")
    ] = None,
    order: Annotated[
        str | None, typer.Option("--order", help="An order whose customer nobody knows.")
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """Destroy a customer's key: name, phone and address are gone for good, no book changes."""
    if (customer_id is None) == (order is None):
        raise typer.BadParameter("name a customer, or with --order an order without one")
    whose = {"customer_id": customer_id, "order_no": order}
    with open_customers() as customers:
        done = customers.forget(whose, _told("--as", person), _told("--reason", reason))
    if output is Format.table:
        lang = language()
        said = word("forgotten" if done["changed"] else "forgotten before", lang)
        print(f"{customer_id or order}: {said}")
    else:
        _print(output, FORGOTTEN, [done], done)


def _look(told: dict[str, Any], lang: str) -> dict[str, Any]:
    return {
        "time": told["at"],
        "who looked": told["person"],
        "reason": told["reason"],
        "seen": " ".join(_label(cell, lang) for cell in told["cells"]),
        "order_no": told["order_no"],
        "case": told["case_no"],
    }


def _label(name: str, lang: str) -> str:
    """A cell of the recipient's in the reader's words, or a column of any table."""
    label = word(f"recipient.{name}", lang)
    return word(name, lang) if label == f"recipient.{name}" else label


def _told(option: str, text: str) -> str:
    if not text.strip():
        raise typer.BadParameter("must not be empty", param_hint=option)
    return text.strip()


def _print(output: Format, columns: Sequence[str], rows: list[dict[str, Any]], whole: Any) -> None:
    if output is Format.json:
        print_json(whole)
    else:
        print_csv(columns, rows)
