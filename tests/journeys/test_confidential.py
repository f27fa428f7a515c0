"""After an import no file and no table tells who a customer is or where they live (R516)."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from itertools import count
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from samples.generate import write_month
from services.cli import questions
from services.intake.commands import ForgetCustomer, LookAtCustomer, RegisterOrder
from services.intake.domain.looks import DataForgotten
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


def test_r516_forgetting_a_customer_changes_no_book(month: Path, tmp_path: Path) -> None:
    with home(tmp_path) as house:
        house.bring(month)
        intake: Any = house.house.members["intake"].service
        sent = reships(house)[0]["data"]
        customer = intake.look(LookAtCustomer(sent["case_no"], sent_at(sent), "张丽", "补发面单"))
        key = wrapped(intake, customer["customer_id"])
        books = house.printed(), reships(house)
        assert key in dict(files(tmp_path))["intake.db"] + dict(files(tmp_path))["intake.db-wal"]

        whose = customer["customer_id"]
        assert intake.forget(ForgetCustomer(sent_at(sent), "张丽", "客户要求", customer_id=whose))

        assert [name for name, found in files(tmp_path) if key in found] == []
        again = house.bring(month)
        assert (again.new, again.errors) == (0, [])
        assert (house.printed(), reships(house)) == books
        assert told(files(tmp_path)) == []


def found_out_and_forgotten(intake: Any) -> None:
    """An order's customer becomes known, is looked at, and forgotten."""
    holder = next(one for one in holders(intake) if one.startswith("order:"))
    known, order_no = intake.repository.get(holder).registration, holder.partition(":")[2]
    at = known.purchased_at
    intake.handle(RegisterOrder(order_no, at, known.lines, customer_id="found out"))
    assert MARKS["name"] in intake.look(LookAtCustomer(order_no, at, "张丽", "补发面单"))["name"]
    assert intake.forget(ForgetCustomer(at, "张丽", "客户要求", customer_id="found out"))
    with pytest.raises(DataForgotten):
        intake.look(LookAtCustomer(order_no, at, "张丽", "补发面单"))


def holders(intake: Any) -> list[str]:
    """Whose keys are kept."""
    with intake.store.reading() as cursor:
        cursor.execute("SELECT holder FROM customer_key ORDER BY holder")
        return [row["holder"] for row in cursor.fetchall()]


def sent_at(said: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(said["at"])


def wrapped(intake: Any, customer_id: str) -> bytes:
    """A customer's key as it is stored."""
    with intake.store.reading() as cursor:
        cursor.execute(
            "SELECT wrapped FROM customer_key WHERE holder = ?", (f"customer:{customer_id}",)
        )
        return str(cursor.fetchone()["wrapped"]).encode()


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
        intake: Any = house.house.members["intake"].service
        found_out_and_forgotten(intake)
        assert house.bring(month).new == 0

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
