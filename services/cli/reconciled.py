"""A bill against the ledger as tables to be read, and as files with a row each."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.cli.options import language
from services.cli.printing import Sheet
from services.cli.words import word
from shared.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

Printed = dict[str, Any]

COLUMNS = (
    *("courier", "period", "waybill", "kind", "status", "billed", "booked", "difference"),
    *("row", "date", "weight_g", "our_weight_g", "tariff", "accepted", "state"),
    *("reasons", "suggestions", "dispute_person", "dispute_reason"),
)
NUMBERS = frozenset({"billed", "booked", "difference", "tariff", "accepted"})
OPEN = (
    "waybill",
    "kind",
    "status",
    "tariff",
    "booked",
    "billed",
    "difference",
    "reasons",
    "decided",
)
SUMMARY = ("comes_to", "rows", "difference")
SECTIONS = (
    ("status", "statuses", "bill"),
    ("reasons", "reasons", "because"),
    ("decided", "states", "bill"),
)
MOST = 200
"""Rows of a bill in a table: who has more to look at takes a file."""


def flat(row: Printed) -> Printed:
    """A row of one line: lists joined, the likeliest suggestion first."""
    return {
        **row,
        "reasons": "; ".join(f"{one['reason']} {one['amount']}" for one in row["reasons"]),
        "suggestions": "; ".join(
            f"{one['waybill']}:{one['kind']} {one['score']} ({' '.join(one['reasons'])})"
            for one in row["suggestions"]
        ),
        "dispute_person": (row["dispute"] or {}).get("person"),
        "dispute_reason": (row["dispute"] or {}).get("reason"),
    }


def sheets(bills: Sequence[Printed]) -> Iterator[Sheet]:
    """What there is to look at in each bill, then what it comes to."""
    lang = language()
    for bill in bills:
        title = " · ".join((word("reconciliation", lang), bill["courier"], bill["period"]))
        rows = [_shown(row, lang) for row in bill["open"][:MOST]]
        left = len(bill["open"]) - len(rows)
        if rows:
            more = f" · {left:,} {word('more rows', lang)}" if left else ""
            yield Sheet(title + more, OPEN, rows)
        yield Sheet(
            f"{title} · {word('what it comes to', lang)}",
            SUMMARY,
            list(_summed(bill, lang)),
        )


def _summed(bill: Printed, lang: str) -> Iterator[Printed]:
    for heading, name, said in SECTIONS:
        for key, of in bill[name].items():
            yield {"comes_to": f"{word(heading, lang)}: {word(f'{said} {key}', lang)}", **of}


def _shown(row: Printed, lang: str) -> Printed:
    likely = row["suggestions"][:1]
    why = [_because(one, lang) for one in row["reasons"]]
    why += [f"{word('may_be', lang)} {one['waybill']} ({one['score']})" for one in likely]
    number = f" #{row['row']}" if row["row"] > 1 else ""
    return {
        **row,
        "kind": word(f"bill {row['kind']}", lang) + number,
        "status": word(f"bill {row['status']}", lang),
        "reasons": "; ".join(why),
        "decided": word(f"bill {row['state']}", lang) if row["state"] else None,
    }


def _because(one: Printed, lang: str) -> str:
    about = f" ({one['about']})" if one["about"] else ""
    return f"{word('because ' + one['reason'], lang)} {one['amount']}{about}"


def written(path: Path, rows: Sequence[Printed]) -> None:
    """Every row in a file of the suffix's format; the same rows, the same bytes."""
    if path.suffix.lower() == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            writer.writerows(map(flat, rows))
    elif path.suffix.lower() == ".xlsx":
        _workbook(path, rows)
    else:
        raise BadInput(f"--out {path}: a .csv or an .xlsx file")


def _workbook(path: Path, rows: Sequence[Printed]) -> None:
    import xlsxwriter  # noqa: PLC0415  # late: other formats need none of it

    with xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_urls": False}
    ) as book:
        book.set_properties({"created": datetime(2001, 1, 1)})  # noqa: DTZ001  # a sheet's times have no zone
        sheet = book.add_worksheet("reconciliation")
        sheet.freeze_panes(1, 0)
        head, money = book.add_format({"bold": True}), book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, COLUMNS, head)
        for number, row in enumerate(map(flat, rows), 1):
            for place, name in enumerate(COLUMNS):
                value = row.get(name)
                if value is None:
                    continue
                if name in NUMBERS:
                    sheet.write_number(number, place, float(value), money)
                else:
                    sheet.write(number, place, value)
