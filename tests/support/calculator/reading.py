"""Reads folders of CSV files into one table a file, later folders filling empty cells (D31)."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from tests.support.calculator import moments

Row = dict[str, str]
Tables = dict[str, list[Row]]

FILES = ("orders", "parcels", "scans", "inspections", "requests", "verdicts", "incidents")
KEYS: dict[str, tuple[str, ...]] = {
    "orders": ("order_no", "sku"),
    "parcels": ("waybill",),
    "scans": ("waybill", "at", "status"),
    "requests": ("request_no", "sku"),
    "verdicts": ("request_no", "at"),
    "inspections": ("waybill", "received_at", "sku", "quantity", "condition"),
    "incidents": ("agent", "at", "request_no", "kind"),
}
ROW_TIME = {
    "orders": "purchased_at",
    "parcels": "shipped_at",
    "scans": "at",
    "inspections": "received_at",
    "requests": "at",
    "verdicts": "at",
    "incidents": "at",
}
INNER_TIMES = {
    "orders": ("succeeded_at",),
    "inspections": ("inspected_at",),
    "requests": ("verified_at", "confirmed_at"),
}


def read(folders: Sequence[Path]) -> Tables:
    """Read every file of every folder; the same key twice is one row, its empty cells filled."""
    return {name: _merged(name, folders) for name in FILES}


def last_moment(tables: Tables) -> datetime:
    """The latest of all times in the files (D32)."""
    return max(_all_times(tables))


def up_to(tables: Tables, until: datetime) -> Tables:
    """Leave out the rows, and the times inside rows, that are later (D32)."""
    return {
        name: [
            _without_later(name, row, until)
            for row in rows
            if moments.parse(row[ROW_TIME[name]]) <= until
        ]
        for name, rows in tables.items()
    }


def _merged(name: str, folders: Sequence[Path]) -> list[Row]:
    found: dict[tuple[str, ...], list[Row]] = {}
    for folder in folders:
        for row in _rows(folder / f"{name}.csv"):
            same = found.setdefault(tuple(row[column] for column in KEYS[name]), [])
            known = next((one for one in same if _agree(one, row)), None)
            if known:
                known.update({cell: text for cell, text in row.items() if text})
            elif not same or name == "inspections":  # Any other row of a known key is rejected.
                same.append(row)
    return [row for same in found.values() for row in same]


def _agree(known: Row, row: Row) -> bool:
    """Whether a row says the same, or only fills empty cells (D31)."""
    return all(not known[cell] or not row[cell] or known[cell] == row[cell] for cell in row)


def _rows(path: Path) -> Iterable[Row]:
    if not path.exists():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [_in_shanghai(row) for row in csv.DictReader(file)]


def _in_shanghai(row: Row) -> Row:
    """A moment is the same moment however it is written."""
    times = {cell for cell in row if cell == "at" or cell.endswith("_at")}
    return {
        cell: moments.parse(text).isoformat() if cell in times and text else text
        for cell, text in row.items()
    }


def _all_times(tables: Tables) -> Iterable[datetime]:
    for name, rows in tables.items():
        for column in (ROW_TIME[name], *INNER_TIMES.get(name, ())):
            for row in rows:
                if row.get(column):
                    yield moments.parse(row[column])


def _without_later(name: str, row: Row, until: datetime) -> Row:
    late = [
        column
        for column in INNER_TIMES.get(name, ())
        if row.get(column) and moments.parse(row[column]) > until
    ]
    if not late:
        return row
    hidden = {*late, *(["verified"] if "verified_at" in late else [])}
    return {cell: "" if cell in hidden else text for cell, text in row.items()}
