"""Random months through the services and the calculator: `python -m tests.support.compare 0 2000`.

Prints every disagreement: the seed, both sides' lines that differ, the rows of their orders.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.calculator import compute, fen
from tests.support.house import Home, home, without_ids
from tests.support.months import random_month

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Printed = dict[str, Any]
ORDERS = 6


@dataclass(frozen=True, slots=True)
class Compared:
    """What one month showed: the disagreement (empty: none), and the rules that it reached."""

    seed: int
    disagreement: str
    reached: Counter[tuple[str, str]]


def compare(seed: int, orders: int = ORDERS) -> Compared:
    """Compute one random month twice."""
    with tempfile.TemporaryDirectory(prefix="month") as scratch:
        files = Path(scratch) / "files"
        random_month(files, seed, orders)
        with home(Path(scratch) / "home") as house:
            report = house.bring(files)
            actual = _told(house, files)
        expected = _flat(asdict(compute(files)))
        wrong = [f"rejected {error}" for error in report.errors]
        wrong += _differences(expected, actual)
        text = "\n".join([f"seed {seed}", *wrong, *_rows(files, wrong)]) if wrong else ""
    return Compared(seed, text, Counter(_reached(actual)))


def compare_all(seeds: Iterable[int]) -> list[Compared]:
    """Many months, on as many processors as there are."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as processes:
        return list(processes.map(compare, seeds, chunksize=5))


def _told(house: Home, files: Path) -> dict[str, Counter[str]]:
    cases = [house.decided(number) for number in sorted(_numbers(files))]
    return _flat({**without_ids(house.printed()), "cases": cases})


def _numbers(files: Path) -> set[str]:
    with (files / "requests.csv").open(encoding="utf-8") as file:
        return {row["request_no"] for row in csv.DictReader(file)}


def _flat(printed: dict[str, list[Printed]]) -> dict[str, Counter[str]]:
    """A ledger becomes its head and its lines, each a text that names all it says."""
    return {name: Counter(_texts(ledgers)) for name, ledgers in printed.items()}


def _texts(ledgers: list[Printed]) -> Iterator[str]:
    for ledger in ledgers:
        head = {name: value for name, value in ledger.items() if name != "lines"}
        yield json.dumps(head, ensure_ascii=False)
        account = next(iter(head.items()))
        for line in ledger.get("lines", ()):
            yield json.dumps(dict([account]) | line, ensure_ascii=False)


def _differences(
    expected: dict[str, Counter[str]], actual: dict[str, Counter[str]]
) -> Iterator[str]:
    for name in expected:
        for sign, more, less in (("calculator", expected, actual), ("services", actual, expected)):
            for text in (more[name] - less[name]).elements():
                yield f"{name}, only {sign}: {text}"


def _rows(files: Path, wrong: list[str]) -> Iterator[str]:
    """The rows of the orders that the differing lines name."""
    orders = {number[1:5] for text in wrong for number in _named(text)}
    for file in sorted(files.iterdir()):
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        yield f"-- {file.stem}: {header}"
        yield from sorted(line for line in lines if any(_about(line, order) for order in orders))


def _named(text: str) -> Iterator[str]:
    line = json.loads(text.partition(": ")[2]) if ": {" in text else {}
    yield from (line[name] for name in ("case", "order_no") if line.get(name))


def _about(line: str, order: str) -> bool:
    return any(cell[1:5] == order and cell[:1] in "OQWRB" for cell in line.split(",") if cell)


def _reached(actual: dict[str, Counter[str]]) -> Iterator[tuple[str, str]]:
    """Every rule, and kind of payment, that a decision or a line names."""
    for name, texts in actual.items():
        for text in texts.elements():
            said = json.loads(text)
            yield from ((name, rule) for rule in said.get("rules", ()))
            if said.get("rule"):
                yield name, said["rule"]
            if name == "refunds" and "kind" in said:
                yield name, said["kind"]
                if _commission_kept(said):
                    yield name, "R508"


def _commission_kept(payment: Printed) -> bool:
    """Whether 4.5 % came off, and nothing else did."""
    amount, deducted = fen.parse(payment["amount"]), fen.parse(payment["deducted"])
    return deducted > 0 and amount == fen.after_commission(amount + deducted)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int)
    parser.add_argument("last", type=int)
    parser.add_argument("--orders", type=int, default=ORDERS)
    arguments = parser.parse_args()
    wrong = 0
    for seed in range(arguments.first, arguments.last):
        compared = compare(seed, arguments.orders)
        if compared.disagreement:
            wrong += 1
            print(f"{compared.disagreement}\n", flush=True)
    print(f"{wrong} of {arguments.last - arguments.first} months disagree")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
