"""Import on the embedded default: waves next to row by row, the same month, in turn."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

from bench.measured import recourse
from samples.generate import write_month

ORDERS = 1_500
ROUNDS = 3


def main() -> None:
    """Print rows/s of both and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "month"
        write_month(folder, seed=11, orders=ORDERS, month="2026-09")
        rates: dict[str, list[float]] = {"waves": [], "row by row": []}
        for turn in range(ROUNDS):
            for name, options in (("waves", []), ("row by row", ["--row-by-row"])):
                home = Path(scratch) / f"{name}-{turn}".replace(" ", "-")
                run = recourse(home, "import", str(folder), *options)
                rates[name].append(run.answer["rows"] / run.seconds)
    for name, each in rates.items():
        print(f"{name:12} {median(each):9,.0f} rows/s   ({', '.join(f'{r:,.0f}' for r in each)})")
    ratio = median(rates["waves"]) / median(rates["row by row"])
    print(f"waves / row by row: {ratio:.1f} (asked for: at least 4)")
