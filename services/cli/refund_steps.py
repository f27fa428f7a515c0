"""``recourse refunds …``: a refund from its proposal to its payment, where people do it (D36)."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from services.cli import refund_questions as about
from services.cli.acting import AtOption, PersonOption, act, business_time, done
from services.cli.composition import import_house
from services.cli.options import moment
from services.cli.printing import print_json
from services.cli.refund_answers import Told, results_of
from services.cli.refund_results import report_of, settle
from services.cli.refund_views import Table, lines, table, tables
from services.finance import refund_commands as do
from services.finance.refund_form import batch_form, file_name
from shared.dates import print_time
from shared.errors import BadInput
from shared.store.hands import Hands

if TYPE_CHECKING:
    from services.cli.books import Printed


Reason = Annotated[str, typer.Option(help="Why.")]


class Form(StrEnum):
    """A batch form's kind of file."""

    csv = "csv"
    xlsx = "xlsx"


def add_steps(app: typer.Typer) -> None:
    """Put the verbs below ``recourse refunds``."""
    for verb in (lines, tables, table, draw, approve, postpone, export, result):
        app.command()(verb)


def draw(
    until: Annotated[
        datetime, typer.Option(parser=moment, metavar="TIME", help="How far business time goes.")
    ],
    person: PersonOption,
) -> None:
    """Let business time pass; the refund tables that come wait for another person's approval."""
    with import_house() as house:
        before = {one["table_at"] for one in house.ask(about.refund_tables_in_hand())}
        reached = house.reached()
        if reached is None:
            raise BadInput("nothing has happened yet: there is no business time to go on from")
        while (moment := house.next_moment(reached)) <= until:
            house.pass_time(moment, Hands(person))
            reached = moment
        house.pass_time(until, Hands(person))
        house.drain()
        house.project()
        drawn = house.ask(about.refund_tables_in_hand())
        print_json(
            {
                "reached": print_time(max(until, house.reached() or until)),
                "drawn": [one for one in drawn if one["table_at"] not in before],
            }
        )


def approve(table: Table, person: PersonOption, at: AtOption = None) -> None:
    """Stand for a table; with four eyes another person than had a hand in it before."""
    done(
        at,
        lambda now: do.ApproveRefundTable(table, now, person),
        "finance",
        table_at=print_time(table),
        person=person,
    )


def postpone(
    table: Table,
    refund: Annotated[str, typer.Argument(metavar="REFUND", help="The line's number or key.")],
    reason: Reason,
    person: PersonOption,
    at: AtOption = None,
) -> None:
    """Leave a line to the next table, before its own is sent."""
    with import_house() as house:
        key = _key(house.ask(about.refund_table(print_time(table))), refund)
        when = business_time(house, at)
        changed = act(house, "finance", do.PutOffRefund(table, key, when, person, reason))
    print_json({"refund": key, "at": print_time(when), "changed": changed})


def export(
    table: Table,
    person: PersonOption,
    form: Annotated[Form, typer.Option("--format", help="The file's kind.")] = Form.xlsx,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where to; else named by the table.")
    ] = None,
    at: AtOption = None,
) -> None:
    """Send an approved table to be paid, in the batch form; again it is the same file."""
    with import_house() as house:
        when = business_time(house, at)
        changed = act(house, "finance", do.ExportRefundTable(table, when, person))
        house.project()
        found: Printed = house.ask(about.refund_table(print_time(table)))
    file = out or Path(file_name(found, form.value))
    try:
        file.write_bytes(batch_form(found, form.value))
    except OSError as error:
        raise BadInput(f"{file}: cannot be written: {error.strerror or error}") from error
    about_it = {name: found[name] for name in ("table_at", "total", "hash")}
    print_json({**about_it, "lines": len(found["lines"]), "file": str(file), "changed": changed})


def result(
    table: Table,
    person: PersonOption,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="The bank's answers, CSV or XLSX.")
    ] = None,
    paid: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="A line that was paid, or `all`.")
    ] = None,
    *,
    failed: Annotated[
        list[str] | None, typer.Option(metavar="LINE", help="A line that was not paid.")
    ] = None,
    reason: Annotated[str | None, typer.Option(help="Why it was not.")] = None,
    at: AtOption = None,
) -> None:
    """Tell what became of a table's lines: by file (line or refund, result, reason) or one by one.

    A row that cannot be taken is named by file, row, column and reason, and stops no other.
    """
    with import_house() as house:
        found: Printed = house.ask(about.refund_table(print_time(table)))
        told = Told(paid or [], failed or [], reason)
        results, errors = results_of(found, file, told)
        when = business_time(house, at)
        report = settle(house, found, results, errors, (when, person))
    print_json(report_of(report))
    if report.errors:
        raise typer.Exit(2)


def _key(table: Printed, named: str) -> str:
    """The refund that a line's number, or its key, names."""
    for line in table["lines"]:
        if named in {str(line["line"]), line["refund"]}:
            key: str = line["refund"]
            return key
    return named  # The table refuses it by name.
