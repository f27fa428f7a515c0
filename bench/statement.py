"""A courier's month of 2,000 lines on paper: by the command line, and written alone."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.measured import recourse
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import Statement, statement

LINES = 2_000
RUNS = 3
COLUMNS = {
    "orders": "order_no,purchased_at,sku,product,quantity,unit_price",
    "parcels": "waybill,kind,order_no,courier,shipped_at,freight",
}


def main() -> None:
    """Print each form's median seconds with the process's start, its processor time alone, size."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "month", Path(scratch) / "home"
        folder.mkdir()
        write_month(folder)
        recourse(home, "import", str(folder))
        told = statement("courier", recourse(home, "statement", "courier", "SF", "2026-09").answer)
        for form in FORMS:
            seconds = median(_written(home, form) for _ in range(RUNS))
            alone = median(_alone(told, form) for _ in range(RUNS))
            size = (home / f"month.{form}").stat().st_size / 1024
            print(
                f"{form:6} {LINES:,} lines {seconds:6.2f} s, alone {alone:5.2f} s {size:6,.0f} KiB"
            )


def write_month(folder: Path) -> None:
    """A parcel an order, all of one courier."""
    rows: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for number in range(LINES):
        at = f"2026-09-{number % 28 + 1:02}T{number % 24:02}:00:00"
        rows["orders"].append(f"DD{number:012},{at},JG-1,茶,1,30.00")
        freight = f"{number % 30 + 8}.{number % 10}0"
        rows["parcels"].append(f"SF{number:013},outbound,DD{number:012},SF,{at},{freight}")
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(row.split(",") for row in (columns, *rows[name]))


def _written(home: Path, form: str) -> float:
    out = str(home / f"month.{form}")
    words = ("statement", "courier", "SF", "2026-09", "--out", out)
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "services.cli", *words],
        env=os.environ | {"RECOURSE_HOME": str(home)}, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    return time.perf_counter() - start


def _alone(told: Statement, form: str) -> float:
    start = time.process_time()
    FORMS[form].written(told)
    return time.process_time() - start


if __name__ == "__main__":
    main()
