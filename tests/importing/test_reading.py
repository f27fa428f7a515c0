"""What cannot be read is named by file, row, column and reason; nothing else is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from services.cli.importing import cells
from services.cli.importing.files import FILES, ORDERS, SCANS
from services.cli.importing.reading import RowError, Table, read
from shared.dates import parse_time
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Callable

    from services.cli.importing.files import File

HEADER = "order_no,purchased_at,sku,quantity,unit_price"


def rows_of(path: Path, file: File = ORDERS) -> tuple[list[int], Table]:
    """Numbers of the good rows, and the table's errors."""
    table = Table()
    return [number for number, _ in read(path, file, table)], table


def written(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "orders.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_three_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, f"{HEADER},product\nO1,2026-09-01,A,1,1.00,牛奶\n", encoding)
    table = Table()
    ((number, values),) = read(path, ORDERS, table)
    assert (number, values[ORDERS.index("product")]) == (2, "牛奶")


def test_an_undecodable_file_is_rejected_whole(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(HEADER.encode() + b"\nO1,\xff\xff\xff\x80,A,1,1.00\n")
    numbers, table = rows_of(path)
    assert numbers == []
    assert table.errors == [RowError("orders.csv", None, None, "neither UTF-8 nor GB18030")]


def test_a_missing_column_rejects_the_file_and_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, "order_no,purchased_at,quantity,unit_price\nO1,2026-09-01,1,1.00\n")
    numbers, table = rows_of(path)
    assert numbers == []
    assert [(e.row, e.column) for e in table.errors] == [(1, "sku")]


def test_chinese_headers_are_understood(tmp_path: Path) -> None:
    path = written(tmp_path, "订单号,下单时间,商品编码,数量,单价\nO1,2026-09-01,A,1,1.00\n")
    assert rows_of(path)[0] == [2]


def test_unknown_columns_are_ignored_and_named(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEADER},colour\nO1,2026-09-01,A,1,1.00,red\n")
    numbers, table = rows_of(path)
    assert (numbers, table.ignored) == ([2], ["colour"])


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("O1,yesterday,A,1,1.00", "purchased_at"),
        ("O1,2026-09-01,A,0,1.00", "quantity"),
        ("O1,2026-09-01,A,1,-1.00", "unit_price"),
        ("O1,2026-09-01,A,1,1.005", "unit_price"),
        ("O1,2026-09-01,A,1,¥1", "unit_price"),
        ('O1,2026-09-01,A,1,"1,000.00"', "unit_price"),
        (",2026-09-01,A,1,1.00", "order_no"),
        ("O1,2026-09-01,A", "quantity"),
        ("O1,never,A,-1,x", "purchased_at"),
        ("O1,2026-09-01,A,1,1.00,extra", None),
    ],
)
def test_a_bad_cell_rejects_its_row_alone(tmp_path: Path, row: str, column: str | None) -> None:
    path = written(tmp_path, f"{HEADER}\n{row}\nO2,2026-09-01,A,1,1.00\n")
    numbers, table = rows_of(path)
    assert numbers == [3]
    assert [(e.row, e.column) for e in table.errors] == [(2, column)]


def test_a_huge_cell_is_one_bad_row(tmp_path: Path) -> None:
    huge = "x" * 10_000_000
    path = written(tmp_path, f"{HEADER}\n{huge},2026-09-01,A,1,1.00\nO2,2026-09-01,A,1,1.00\n")
    numbers, table = rows_of(path)
    assert numbers == [3]
    assert table.errors[0].column == "order_no"
    assert len(table.errors[0].reason) < 200


@pytest.mark.parametrize(
    ("text", "value"),
    [("是", True), ("NO", False), ("1", True), ("0", False), ("true", True), ("否", False)],
)
def test_truth(text: str, value: bool) -> None:
    assert cells.truth(text) is value


def test_money_and_moments() -> None:
    assert cells.money("12.5") == Money(1250)
    assert cells.moment("2026-09-01T10:00:00Z") == parse_time("2026-09-01T18:00:00")


def test_every_required_column_exists() -> None:
    for file in FILES:
        assert file.required <= {column.name for column in file.columns}
        assert {file.at, *file.later} - {None} <= {column.name for column in file.columns}


def test_a_scan_of_an_unknown_status_is_named(tmp_path: Path) -> None:
    path = tmp_path / "scans.csv"
    path.write_text("waybill,at,status\nW1,2026-09-01,teleported\n")
    _, table = rows_of(path, SCANS)
    assert [(e.row, e.column) for e in table.errors] == [(2, "status")]


@pytest.mark.parametrize(
    ("moment", "taken"),
    [
        ("0001-01-01T00:00:00", False),
        ("2000-12-31T23:59:59", False),
        ("2001-01-01", True),
        ("2199-12-31T23:59:59", True),
        ("2200-01-01", False),
        ("9999-12-31T23:59:59-08:00", False),
    ],
)
def test_a_moment_in_a_year_without_business_is_one_bad_row(
    tmp_path: Path, moment: str, taken: bool
) -> None:
    path = written(tmp_path, f"{HEADER}\nO1,{moment},A,1,1.00\nO2,2026-09-01,A,1,1.00\n")
    numbers, table = rows_of(path)
    assert numbers == ([2, 3] if taken else [3])
    assert [error.column for error in table.errors] == ([] if taken else ["purchased_at"])


@pytest.mark.parametrize("name", ["orders.csv", "orders.xlsx"])
@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_what_cannot_be_opened_is_rejected_whole_and_named(
    tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    numbers, table = rows_of(tmp_path / name)
    assert numbers == []
    ((file, row, column),) = [(error.file, error.row, error.column) for error in table.errors]
    assert (file, row, column) == (name, None, None)
