"""Headers and rows as exports really have them: both languages, spaces, marks, ragged ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli.importing.files import FILES, ORDERS
from tests.importing.written import csv_file, faults, values_in

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.files import File

HEADER = "order_no,purchased_at,sku,quantity,unit_price,product"
ROW = "O1,2026-09-01,A,1,1.00,tea"


def read_text(tmp_path: Path, text: str) -> tuple[int, list[tuple[int | None, str | None]], int]:
    """Good rows, faults, rows seen."""
    path = tmp_path / "orders.csv"
    path.write_bytes(text.encode())
    rows, table = values_in(path, ORDERS)
    return len(rows), faults(table), table.rows


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_every_file_takes_its_headers_in_either_language_and_encoding(
    tmp_path: Path, file: File, encoding: str
) -> None:
    for names in ([c.name for c in file.columns], [c.chinese for c in file.columns]):
        path = csv_file(tmp_path / f"{file.name}.csv", [names, ["那"] * len(names)], encoding)
        _, table = values_in(path, file)
        assert table.ignored == []
        assert [error.row for error in table.errors] in ([], [2])  # The row, never the header.


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_two_columns_of_a_file_share_a_header(file: File) -> None:
    titles = [title for column in file.columns for title in (column.name, column.chinese)]

    assert len({*titles}) == len(titles)


@pytest.mark.parametrize(
    "header",
    [
        "订单号,purchased_at,商品编码,quantity,单价,product",
        " order_no ,Purchased_At,SKU,Quantity,UNIT_PRICE,product",
        "order no,purchased at,sku,quantity,unit price,product",
        "ｏｒｄｅｒ＿ｎｏ,purchased_at,ｓｋｕ,quantity,unit_price,product",
        "\u3000订单号\u3000,下单 时间,商品编码,数量,单价,商品名称",
        "\ufefforder_no,purchased_at,sku,quantity,unit_price,product",
    ],
    ids=["mixed", "case and spaces", "words", "full width", "Chinese with spaces", "mark inside"],
)
def test_a_header_is_known_however_it_is_typed(tmp_path: Path, header: str) -> None:
    assert read_text(tmp_path, f"{header}\n{ROW}\n") == (1, [], 1)


@pytest.mark.parametrize(
    ("header", "column"), [("order_no,订单号", "订单号"), ("order_no,Order No", "Order No")]
)
def test_a_column_that_appears_twice_rejects_the_file(
    tmp_path: Path, header: str, column: str
) -> None:
    text = f"{header},purchased_at,sku,quantity,unit_price\nO1,O1,2026-09-01,A,1,1.00\n"

    assert read_text(tmp_path, text) == (0, [(1, column)], 0)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (0, [], 0)),
        ("\ufeff", (0, [], 0)),
        ("\n", (0, [(1, "order_no")], 0)),
        (HEADER, (0, [], 0)),
        (f"{HEADER}\n{ROW}", (1, [], 1)),
        (f"{HEADER}\n{ROW}\n\n\n , ,\t,\n,,,,,\n", (1, [], 1)),
        (f"{HEADER}\r\n{ROW}\r\n", (1, [], 1)),
        (f'{HEADER}\n{ROW}\nO2,2026-09-01,A,1,1.00,"two\nlines"\nO3,x,A,1,1.00,\n',
         (2, [(4, "purchased_at")], 3)),
        (f"{HEADER}\nO1,2026-09-01,A,1,1.00\n", (1, [], 1)),
        (f"{HEADER}\n{ROW},,\n", (1, [], 1)),
        (f"{HEADER}\n{ROW},more\n", (0, [(2, None)], 1)),
        (f"{HEADER}\nO1,2026-09-01\n{ROW}\n", (1, [(2, "sku")], 2)),
        (f"{HEADER}\nO\x001,2026-09-01,A,1,1.00,\n{ROW}\n", (1, [(2, "order_no")], 2)),
        (f"{HEADER}\nO1,2026-09-01,A,1,1.00,te\x07a\n{ROW}\n", (1, [(2, "product")], 2)),
    ],
    ids=[
        "nothing", "a mark alone", "an empty line", "a header alone", "no last newline",
        "blank lines", "Windows newlines", "newline in quotes", "short row", "empty cells beyond",
        "cells beyond", "too short", "NUL", "bell",
    ],
)  # fmt: skip
def test_rows_are_taken_or_named_one_by_one(
    tmp_path: Path, text: str, expected: tuple[int, list[tuple[int | None, str | None]], int]
) -> None:
    assert read_text(tmp_path, text) == expected
