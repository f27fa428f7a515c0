"""The command ``recourse import FOLDER``: progress on stderr, the report on stdout."""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from services.cli.importing.files import FILES
from services.cli.importing.mapping import load, ready
from services.cli.importing.run import Report, import_folder
from services.cli.importing.waves import level, one_by_one
from services.cli.options import Format, FormatOption, language, moment
from services.cli.words import word
from shared.errors import BadInput

if TYPE_CHECKING:
    from services.cli.importing.mapping import Mapping
    from services.cli.importing.party import ImportHouse


def bring(
    folder: Annotated[Path | None, typer.Argument(help="The folder with the files.")] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=moment, metavar="TIME", help="Let business time run on to here."),
    ] = None,
    *,
    headers: Annotated[
        bool, typer.Option("--headers", help="Print the files' columns and their Chinese names.")
    ] = False,
    mapping: Annotated[
        str | None,
        typer.Option(
            "--mapping", metavar="FILE|NAME", help="Read another platform's exports through this."
        ),
    ] = None,
    mappings: Annotated[
        bool, typer.Option("--mappings", help="Print the mappings that come along.")
    ] = False,
    row_by_row: Annotated[
        bool, typer.Option("--row-by-row", help="One row a transaction: slow, for comparison.")
    ] = False,
    output: FormatOption = Format.table,
) -> None:
    """Bring a merchant's files in: new rows only, each bad row named, nothing else lost."""
    if headers:
        print_headers(output)
        return
    if mappings:
        print_mappings(output)
        return
    if folder is None or not folder.is_dir():
        raise BadInput(f"{folder or 'FOLDER'} is not a folder")
    from services.cli.composition import import_house  # noqa: PLC0415  # late: the help needs no store

    through = load(mapping) if mapping is not None else None
    with import_house() as house:
        report = _with_progress(folder, house, until, through, slow=row_by_row)
    print_report(report, output)
    if report.errors:
        raise typer.Exit(2)


def _with_progress(
    folder: Path,
    house: ImportHouse,
    until: datetime | None,
    mapping: Mapping | None,
    *,
    slow: bool,
) -> Report:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(word("import", language()), total=None)

        def tell(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        slicing = one_by_one if slow else level
        return import_folder(folder, house, until, slicing, tell, mapping)


def print_report(report: Report, output: Format) -> None:
    """The report on stdout."""
    counts = {
        "rows": report.rows,
        "new": report.new,
        "unchanged": report.unchanged,
        "waiting": report.waiting,
        "rejected": report.rejected,
    }
    errors = [asdict(error) for error in report.errors]
    if output is Format.json:
        answer = counts | {"errors": errors, "ignored": report.ignored}
        print(json.dumps(answer, ensure_ascii=False))
    elif output is Format.csv:
        writer = csv.DictWriter(sys.stdout, ["file", "row", "column", "reason"])
        writer.writeheader()
        writer.writerows(errors)
    else:
        _print_tables(counts, report)


def _print_tables(counts: dict[str, int], report: Report) -> None:
    console, lang = Console(), language()
    summary = Table(*(word(name, lang) for name in counts))
    summary.add_row(*(f"{count:,}" for count in counts.values()))
    console.print(summary)
    if report.errors:
        table = Table(*(word(name, lang) for name in ("file", "row", "column", "reason")))
        for error in report.errors:
            row = "" if error.row is None else str(error.row)
            table.add_row(error.file, row, error.column or "", error.reason)
        console.print(table)
    for ignored in report.ignored:
        console.print(f"{ignored['file']}: {word('ignored column', lang)} {ignored['column']}")


def print_headers(output: Format) -> None:
    """Every file's columns: name, Chinese name, whether it is required."""
    rows = [
        {
            "file": file.name,
            "column": column.name,
            "chinese": column.chinese,
            "required": column.name in file.required,
        }
        for file in FILES
        for column in file.columns
    ]
    _print_rows(rows, output)


def print_mappings(output: Format) -> None:
    """The ready mappings: name, what they are for, the files they look for and bring."""
    rows = []
    for name in ready():
        mapping = load(name)
        globs = [one for table in mapping.tables.values() for one in table.files]
        rows.append(
            {
                "mapping": name,
                "about": mapping.about,
                "looks_for": ", ".join(globs),
                "brings": ", ".join(dict.fromkeys(file.target for file in mapping.files)),
            }
        )
    _print_rows(rows, output)


def _print_rows(rows: list[dict[str, Any]], output: Format) -> None:
    if output is Format.json:
        print(json.dumps(rows, ensure_ascii=False))
    elif output is Format.csv:
        writer = csv.DictWriter(sys.stdout, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    else:
        table = Table(*rows[0])
        for row in rows:
            table.add_row(*(str(value) for value in row.values()))
        Console().print(table)
