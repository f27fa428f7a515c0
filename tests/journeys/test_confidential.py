"""After an import no file and no table tells who a customer is or where they live (R516)."""

from __future__ import annotations

import csv
import json
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from samples.generate import write_month
from services.cli import questions
from shared.settings import Settings
from tests.support.house import home, home_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from tests.support.house import Home

pytestmark = pytest.mark.journey

MARKS = {"name": "欧阳密姓", "phone": "1980000", "address": "密址巷"}
"""How every name, phone and address begins in the month that is brought."""
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "unicode_escape")


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A month whose customers have marked names, phones and addresses; some have no number."""
    folder = tmp_path_factory.mktemp("month")
    write_month(folder, seed=7, orders=60)
    file = folder / "orders.csv"
    with file.open(encoding="utf-8", newline="") as reading:
        rows = list(csv.DictReader(reading))
    for number, row in zip(count(), rows, strict=False):
        key = sum(map(ord, row["order_no"]))
        row |= {cell: f"{mark}{key}" for cell, mark in MARKS.items()}
        row["customer_id"] = row["customer_id"] if number % 5 else ""
    with file.open("w", encoding="utf-8", newline="") as writing:
        writer = csv.DictWriter(writing, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def told(places: Iterable[tuple[str, bytes]]) -> list[tuple[str, str]]:
    """Which marks stand in which places, in whatever encoding."""
    written = {
        mark.encode(encoding): cell for cell, mark in MARKS.items() for encoding in ENCODINGS
    }
    return [
        (name, cell) for name, found in places for mark, cell in written.items() if mark in found
    ]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file below a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield str(path.relative_to(folder)), path.read_bytes()


def reships(house: Home) -> list[dict[str, Any]]:
    """The reship orders in the printed case files of a house."""
    cases = {
        line["case"]
        for ledger in house.books.ask(questions.courier_ledgers())
        for line in ledger["lines"]
        if line["case"]
    }
    return [
        event
        for case in sorted(cases)
        for event in house.books.ask(questions.case(case))["events"]
        if event["type"] == "ReshipIssued"
    ]


def test_r516_the_marks_would_be_found(month: Path) -> None:
    assert {cell for _, cell in told(files(month))} == set(MARKS)


def test_r516_no_file_of_a_home_tells_who_a_customer_is(month: Path, tmp_path: Path) -> None:
    with home(tmp_path) as house:
        report = house.bring(month)
        assert (report.errors, report.new) == ([], report.rows)
        assert house.bring(month).new == 0

        assert told(files(tmp_path)) == []
        sent_again = reships(house)
        assert sent_again
        assert {event["data"]["recipient"] for event in sent_again} == {"sealed"}
        assert told([("case files", json.dumps(sent_again, ensure_ascii=False).encode())]) == []
    assert told(files(tmp_path)) == []
    assert {"intake.db", "master.key"} <= {name for name, _ in files(tmp_path)}


@pytest.mark.broker
def test_r516_no_table_and_no_log_of_a_database_tells_it(
    month: Path, tmp_path: Path, postgres_url: str
) -> None:
    stores = {
        f"{name}_store": f"{postgres_url}/confidential_{name}"
        for name in ("intake", "logistics", "warehouse", "finance")
    }
    settings = Settings.model_validate({"home": tmp_path, "key": "5e" * 64, **stores})
    with home_of(settings) as house:
        assert house.bring(month).errors == []
        assert reships(house)

    assert told(files(tmp_path)) == []
    for store in stores.values():
        assert told(rows_and_log(store)) == []


def rows_and_log(store: str) -> Iterator[tuple[str, bytes]]:
    """Every row of a database as text, its binary cells read, and the server's write-ahead log."""
    with psycopg.connect(store) as connection:
        tables = connection.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        ).fetchall()
        assert tables
        for (table,) in tables:
            for row in connection.execute(SQL("SELECT * FROM {}").format(Identifier(table))):
                for cell in row:
                    yield table, cell if isinstance(cell, bytes) else str(cell).encode()
        for (name,) in connection.execute("SELECT name FROM pg_ls_waldir()").fetchall():
            (segment,) = connection.execute(
                "SELECT pg_read_binary_file('pg_wal/' || %s)", (name,)
            ).fetchone() or (b"",)
            yield name, segment
