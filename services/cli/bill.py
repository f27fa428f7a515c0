"""``recourse bill …``: bring a courier's bill, look at bills, follow disputes, see the terms."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from services.cli.acting import AtOption
from services.cli.bill_desk import bill_desk
from services.cli.options import Format, FormatOption, language, month
from services.cli.printing import Sheet, print_as, print_json
from services.cli.reconcile import PersonOption, decide
from services.cli.reconciled import sheets
from services.cli.words import word
from shared.dates import month_start, next_month
from shared.errors import BadInput

if TYPE_CHECKING:
    from services.cli.bill_desk import BillDesk
    from services.finance.domain.bill_columns import BillLayout

app = typer.Typer(
    help="Couriers' bills: bring, list, show; answers to disputes; tariffs and tolerances.",
    no_args_is_help=True,
)

LISTED = ("courier", "period", "edition", "rows", "freight", "fee", "credited", "note")
AGREED = (
    *("courier", "version", "valid_from", "valid_to", "rounding", "weight_g", "date_days"),
    *("kinds", "provinces", "first_g", "first", "step_g", "step"),
)

Courier = Annotated[str | None, typer.Option(metavar="CODE", help="Only this courier.")]
Month = Annotated[str, typer.Argument(parser=month, metavar="YYYY-MM", help="The bill's month.")]
Row = Annotated[str, typer.Argument(metavar="WAYBILL[:KIND]", help="The row.")]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why.")]


class Answer(StrEnum):
    """What the courier said to a dispute."""

    conceded = "conceded"
    upheld = "upheld"


@app.command("import")
def bring(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or XLSX.")],
    courier: Annotated[
        str | None, typer.Option(metavar="CODE", help="Whose bill it is, where no column says so.")
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(parser=month, metavar="YYYY-MM", help="Its month, where no column says so."),
    ] = None,
    *,
    column: Annotated[
        list[str] | None,
        typer.Option(
            metavar="THEIRS=OURS",
            help="What the courier heads a column with: remembered for its next bills. Ours as in"
            " `import --headers`, or weight_kg.",
        ),
    ] = None,
    words: Annotated[
        list[str] | None,
        typer.Option("--word", metavar="THEIRS=KIND", help="What it calls a kind; remembered."),
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="The kind of every row, where no column says so; remembered.")
    ] = None,
    person: PersonOption = None,
    output: FormatOption = Format.table,
) -> None:
    """Bring a courier's bill, in place of any before for its month; each bad row is named."""
    from services.cli.importing.bill_file import BillFile, layout_of  # noqa: PLC0415  # late: the help needs none of it
    from services.cli.importing.bringing import bring_bill  # noqa: PLC0415  # the same
    from services.cli.importing.command import print_report  # noqa: PLC0415  # the same

    told = layout_of(column or (), words or (), kind)
    with bill_desk() as desk:
        known = _known(desk, courier).with_more(told)
        report = bring_bill(BillFile(file, known, courier, period), desk.house)
        if courier is not None and told != type(told)():
            _remember(desk, courier, period, told, person)
    print_report(report, output)
    if report.errors:
        raise typer.Exit(2)


def _known(desk: BillDesk, courier: str | None) -> BillLayout:
    from services.finance.domain.bill_columns import BillLayout  # noqa: PLC0415  # late, as above

    return BillLayout(**desk.layout(courier)) if courier else BillLayout()


def _remember(
    desk: BillDesk, courier: str, period: str | None, told: BillLayout, person: str | None
) -> None:
    from services.finance.bill_commands import NoteBillLayout  # noqa: PLC0415  # late, as above

    at = desk.house.reached() or (month_start(next_month(period)) if period else None)
    if at is None:
        raise BadInput("no business time has been reached yet: name the bill's month (--period)")
    (outcome,) = desk.house.handle_each("finance", [NoteBillLayout(courier, at, told, person)])
    if outcome.refused is not None:
        raise outcome.refused


@app.command("list")
def list_bills(
    period: Annotated[
        str | None,
        typer.Option(parser=month, metavar="YYYY-MM", help="Only this month, and who is missing."),
    ] = None,
    courier: Courier = None,
    output: FormatOption = Format.table,
) -> None:
    """The newest edition of every bill; with a month also the couriers that sent none."""
    with bill_desk() as desk:
        bills: list[dict[str, Any]] = desk.bills(period, courier)
        missing = desk.missing(period) if period else []
    rows = [{**bill, "credited": bill["claim"], "note": None} for bill in bills]
    note = word("no bill", language())
    rows += [
        {"courier": one, "period": period, "note": note}
        for one in missing
        if courier in {None, one}
    ]
    data = bills + [
        {"courier": one, "period": period, "edition": None}
        for one in missing
        if courier in {None, one}
    ]
    sheet = Sheet(word("bills", language()), LISTED, rows)
    print_as(output, data, LISTED, rows, [sheet] if rows else [])


@app.command()
def show(
    courier: Annotated[str, typer.Argument(metavar="COURIER", help="Whose bill.")],
    period: Month,
    output: FormatOption = Format.table,
) -> None:
    """What a bill comes to: by status, by reason, by what was decided; credits that are missing."""
    with bill_desk() as desk:
        (bill,) = desk.overview(period, courier)
        (listed,) = desk.bills(period, courier)
    data = {**listed, **{name: of for name, of in bill.items() if name != "open"}}
    if output is Format.json:
        print_json(data)
        return
    rows = [{**listed, "credited": listed["claim"]}]
    both = [Sheet(word("bills", language()), LISTED[:-1], rows), *sheets([{**bill, "open": []}])]
    print_as(output, data, LISTED[:-1], rows, both)


@app.command()
def answer(
    period: Month,
    row: Row,
    said: Annotated[Answer, typer.Argument(help="What the courier said.")],
    *,
    courier: Courier = None,
    reason: Reason = None,
    person: PersonOption = None,
    at: AtOption = None,
) -> None:
    """Note the courier's answer to a dispute: conceded, or upheld."""
    with bill_desk() as desk:
        told = (person, reason, at)
        rows = decide(desk, "answers", (period, courier), [row], told, said.value)
    print_json({"row": row, "rows": rows, "answer": said.value, "person": person})


@app.command()
def reopen(
    period: Month,
    row: Row,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    courier: Courier = None,
    person: PersonOption = None,
    at: AtOption = None,
) -> None:
    """Take an acceptance back: what it booked is reversed, the row is undecided again."""
    with bill_desk() as desk:
        told = (person, reason, at)
        rows = decide(desk, "reopenings", (period, courier), [row], told)
    print_json({"row": row, "rows": rows, "person": person})


@app.command()
def withdraw(
    period: Month,
    row: Row,
    courier: Courier = None,
    reason: Reason = None,
    person: PersonOption = None,
    at: AtOption = None,
) -> None:
    """Drop a dispute: the row is undecided again."""
    with bill_desk() as desk:
        rows = decide(desk, "withdrawals", (period, courier), [row], (person, reason, at))
    print_json({"row": row, "rows": rows, "person": person})


@app.command()
def terms(
    courier: Courier = None,
    file: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Check a file instead: a draft.")
    ] = None,
    output: FormatOption = Format.table,
) -> None:
    """What was agreed with couriers: tolerances and tariffs, in versions with dates."""
    if file is not None:
        from services.finance.domain.courier_terms import printed  # noqa: PLC0415  # late: the help needs none
        from services.finance.terms_shelf import read  # noqa: PLC0415  # the same

        found = [printed(read(file))]
    else:
        with bill_desk() as desk:
            found = [one for one in desk.terms() if courier in {None, one["courier"]}]
    rows = [
        {**one, **tariff, **{name: "、".join(tariff[name]) for name in ("kinds", "provinces")}}
        for one in found
        for tariff in one["tariffs"] or [{"kinds": (), "provinces": ()}]
    ]
    sheet = Sheet(word("terms", language()), AGREED, rows)
    print_as(output, found, AGREED, rows, [sheet] if rows else [])
