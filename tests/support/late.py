"""Folders that lack some rows or cells, which come later (D14, D32a)."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from tests.support.stories.story import COLUMNS, csv_text

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

Tables = dict[str, list[dict[str, str]]]
SHARE = 0.1
FILLABLE = {
    "orders": ("succeeded_at",),
    "parcels": ("freight",),
    "scans": ("signed_by", "weight_g", "fee"),
    "inspections": ("inspected_at",),
}


def read(folder: Path) -> Tables:
    """Every row of a folder."""
    texts = {name: (folder / f"{name}.csv").read_text(encoding="utf-8") for name in COLUMNS}
    return {name: list(csv.DictReader(text.splitlines())) for name, text in texts.items()}


def write(folder: Path, tables: Tables) -> Path:
    """A folder of these rows."""
    folder.mkdir()
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(csv_text(name, rows), encoding="utf-8")
    return folder


def without_some_rows(tables: Tables, chance: Random) -> None:
    """Leave out scans, inspections and verdicts."""
    for name in ("scans", "inspections", "verdicts"):
        tables[name] = [row for row in tables[name] if chance.random() >= SHARE]


def without_some_orders(tables: Tables, chance: Random) -> None:
    """Leave out all rows of some orders, and the incidents of their cases."""
    numbers = sorted({row["order_no"] for row in tables["orders"]})
    late = {number for number in numbers if chance.random() < SHARE}
    cases = {row["request_no"] for row in tables["requests"] if row["order_no"] in late}
    waybills = {row["waybill"] for row in tables["parcels"] if row["order_no"] in late}
    for name, rows in tables.items():
        tables[name] = [
            row
            for row in rows
            if row.get("order_no") not in late
            and row.get("waybill") not in waybills
            and row.get("request_no") not in cases
        ]


def without_some_cells(tables: Tables, chance: Random) -> None:
    """Leave cells empty, the same of all rows of an order, a parcel or a scan."""
    for name, cells in FILLABLE.items():
        for cell in cells:
            told = sorted({_whose(row) for row in tables[name]})
            empty = {one for one in told if chance.random() < SHARE}
            for row in tables[name]:
                if _whose(row) in empty:
                    row[cell] = ""


def _whose(row: dict[str, str]) -> tuple[str, ...]:
    return tuple(row.get(column, "") for column in ("order_no", "waybill", "at"))
