"""Import on the embedded default, ten times the orders: rows/s and peak memory of both."""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.measured import recourse
from samples.generate import write_month

SIZES = (10_000, 100_000)


def main() -> None:
    """Print rows/s and peak memory; only bounded caches may make the difference."""
    for orders in SIZES:
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch) / "month"
            write_month(folder, seed=11, orders=orders, month="2026-09")
            run = recourse(Path(scratch) / "home", "import", str(folder))
            rows = run.answer["rows"]
            rate = rows / run.seconds
            print(f"{orders:7,} orders {rows:9,} rows {rate:8,.0f} rows/s {run.peak_mb:6,.0f} MB")
