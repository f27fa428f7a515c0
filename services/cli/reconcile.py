"""``recourse reconcile``: a courier's bill against the ledger, and what people decide about it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli.acting import AtOption
from services.cli.bill_desk import bill_desk
from services.cli.options import Format, FormatOption, month
from services.cli.printing import print_csv, print_json, print_sheets
from services.cli.reconciled import COLUMNS, flat, sheets, written
from shared.dates import month_start, next_month
from shared.errors import BadInput

if TYPE_CHECKING:
    from services.cli.bill_desk import BillDesk, Step

ROW = "WAYBILL[:KIND]"

PersonOption = Annotated[str | None, typer.Option("--as", metavar="PERSON", help="Who decides.")]


def reconcile(
    period: Annotated[
        str, typer.Argument(parser=month, metavar="YYYY-MM", help="The bills' month.")
    ],
    courier: Annotated[
        str | None, typer.Option(metavar="CODE", help="Only this courier's bill.")
    ] = None,
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            metavar=f"{ROW}|all",
            help="The courier's amount holds: book the difference. `all`: every row that nobody"
            " disputes; a credit of ours is given up only by name (WAYBILL:claim).",
        ),
    ] = None,
    dispute: Annotated[
        list[str] | None,
        typer.Option(metavar=ROW, help="Hold a row against the courier; needs --reason."),
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")] = None,
    person: PersonOption = None,
    at: AtOption = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write every row to a .csv or .xlsx file as well."),
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """A courier's bill against the ledger, row by row; accepts and disputes differences."""
    if dispute and not reason:
        raise BadInput("--dispute needs --reason: the courier must be told why")
    with bill_desk() as desk:
        said = (person, reason, at)
        decide(desk, "acceptances", (period, courier), accept or (), said)
        decide(desk, "disputes", (period, courier), dispute or (), said)
        if out is not None:
            written(out, desk.rows(period, courier))
        _print(desk, period, courier, output)


def decide(
    desk: BillDesk,
    step: Step,
    month_of: tuple[str, str | None],
    rows: list[str] | tuple[str, ...],
    said: tuple[str | None, str | None, datetime | None],
    *more: str,
) -> int:
    """Decide about rows as a person says; how many it was about."""
    from services.finance.bill_decisions import Asked  # noqa: PLC0415  # late: the help needs none of it
    from services.finance.domain.bill_review import Said  # noqa: PLC0415  # the same

    if not rows:
        return 0
    person, reason, at = said
    at = at or desk.house.reached() or month_start(next_month(month_of[0]))
    asked = Asked(tuple(rows), at, Said(person, reason))
    return desk.decide(step, *month_of, asked, *more)


def _print(desk: BillDesk, period: str, courier: str | None, output: Format) -> None:
    if output is Format.json:
        print_json(desk.rows(period, courier))
    elif output is Format.csv:
        print_csv(COLUMNS, map(flat, desk.rows(period, courier)))
    else:
        print_sheets(sheets(desk.overview(period, courier)))
