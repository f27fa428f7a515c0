"""A courier's bill of 100,000 lines on the embedded default: brought, and brought again."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from random import Random

from bench.measured import recourse

LINES = 100_000
COLUMNS = ("courier", "period", "waybill", "date", "kind", "weight_g", "freight", "fee", "claim")


def main() -> None:
    """Print seconds of both, and what a thousand lines take in the store."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "bill", Path(scratch) / "home"
        folder.mkdir()
        write_bill(folder / "bills.csv")
        first, again = recourse(home, "import", str(folder)), recourse(home, "import", str(folder))
        size = (home / "finance.db").stat().st_size / LINES
    print(f"{'brought':14} {first.seconds:6.1f} s   {first.answer['new']:,} new")
    print(f"{'brought again':14} {again.seconds:6.1f} s   {again.answer['unchanged']:,} unchanged")
    print(f"{'store':14} {size:6.0f} bytes a line")


def write_bill(path: Path) -> None:
    """A month's parcels, one line each."""
    rng = Random(3)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for number in range(LINES):
            day, grams = rng.randrange(1, 31), rng.randrange(200, 9_000)
            freight = f"{rng.randrange(600, 3_000) / 100:.2f}"
            cells = (f"SF{number:013}", f"2026-09-{day:02}", "outbound", grams, freight, "", "")
            writer.writerow(("SF", "2026-09", *cells))


if __name__ == "__main__":
    main()
