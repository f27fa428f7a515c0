"""A courier's bill of 100,000 lines on the embedded default: brought, compared with the ledger,
shown, and brought again.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
import time
from contextlib import redirect_stdout
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.measured import recourse
from shared.dates import SHANGHAI

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LINES = 100_000
COLUMNS = ("courier", "period", "waybill", "date", "kind", "weight_g", "freight", "fee", "claim")
ORDERS = ("order_no", "purchased_at", "sku", "quantity", "unit_price")
PARCELS = ("waybill", "kind", "order_no", "courier", "shipped_at", "freight")
START = datetime(2026, 9, 1, 8, tzinfo=SHANGHAI)
HEAVIER, UNKNOWN, TWICE = 1, 2, 3
"""Of each thousand lines."""
APART = timedelta(seconds=25)
"""Between two parcels: all leave in September."""


def main() -> None:
    """Print seconds of each step, and what a thousand lines take in the store."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, home = Path(scratch) / "bill", Path(scratch) / "home"
        folder.mkdir()
        ship(home, Path(scratch) / "ours")
        write_bill(folder / "bills.csv")
        first = recourse(home, "import", str(folder))
        matched, shown, listed = compared(home)
        again = recourse(home, "import", str(folder))
        size = (home / "finance.db").stat().st_size / LINES
    print(f"{'brought':14} {first.seconds:6.2f} s   {first.answer['new']:,} new")
    print(f"{'matched':14} {matched:6.2f} s")
    print(f"{'together':14} {first.seconds + matched:6.2f} s   (asked for: under 20)")
    print(f"{'shown':14} {shown:6.2f} s   (asked for: under 1)")
    print(f"{'every row':14} {listed:6.2f} s   as JSON")
    print(f"{'brought again':14} {again.seconds:6.2f} s   {again.answer['unchanged']:,} unchanged")
    print(f"{'store':14} {size:6.0f} bytes a line")


def compared(home: Path) -> tuple[float, float, float]:
    """Seconds until the first overview, of another one with its tables, and of every row."""
    os.environ["RECOURSE_HOME"] = str(home)
    from services.cli.bill_desk import bill_desk  # noqa: PLC0415  # reads the settings
    from services.cli.printing import print_json, print_sheets  # noqa: PLC0415  # the same
    from services.cli.reconciled import sheets  # noqa: PLC0415  # the same

    with bill_desk() as desk, redirect_stdout(io.StringIO()):
        matched = seconds(lambda: desk.overview("2026-09", "SF"))
        shown = seconds(lambda: print_sheets(sheets(desk.overview("2026-09", "SF"))))
        listed = seconds(lambda: print_json(desk.rows("2026-09", "SF")))
    return matched, shown, listed


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def ship(home: Path, folder: Path) -> None:
    """Our side of the month, brought as a merchant brings it, so that the bill finds it there."""
    folder.mkdir()
    _write(folder / "orders.csv", ORDERS, ((f"O{n}", START, "A", 1, "59.90") for n in range(LINES)))
    _write(folder / "parcels.csv", PARCELS, _shipped())
    recourse(home, "import", str(folder))


def _shipped() -> Iterator[tuple[object, ...]]:
    for number, (waybill, _, _, freight) in enumerate(_parcels()):
        yield waybill, "outbound", f"O{number}", "SF", START + number * APART, freight


def write_bill(path: Path) -> None:
    """A month's parcels, one line each; of each thousand one is heavier, unknown, or repeated."""
    _write(path, COLUMNS, _billed())


def _billed() -> Iterator[tuple[object, ...]]:
    for number, (ours, day, grams, freight) in enumerate(_parcels()):
        odd = number % 1_000
        waybill = f"SF9{ours[3:]}" if odd == UNKNOWN else ours
        asked = f"{float(freight) + 2:.2f}" if odd == HEAVIER else freight
        cells = (waybill, f"2026-09-{day:02}", "outbound", grams, asked, "", "")
        yield from [("SF", "2026-09", *cells)] * (2 if odd == TWICE else 1)


def _write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)


def _parcels() -> Iterator[tuple[str, int, int, str]]:
    rng = Random(3)
    for number in range(LINES):
        day, grams = (START + number * APART).day, rng.randrange(200, 9_000)
        yield f"SF{number:013}", day, grams, f"{rng.randrange(600, 3_000) / 100:.2f}"


if __name__ == "__main__":
    main()
