"""XLSX: typed cells are read as what they mean, and what a spreadsheet lost is not made up."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from services.cli.importing.files import BILLS, ORDERS, PARCELS
from shared.dates import parse_time
from shared.money import Money
from tests.importing.written import faults, values_in, workbook

if TYPE_CHECKING:
    from pathlib import Path

HEADER = ["order_no", "purchased_at", "sku", "quantity", "unit_price", "phone", "liquid"]
NINE = datetime(2026, 9, 1, 9)  # noqa: DTZ001  # a sheet's times have no zone


def order(**cells: Any) -> list[Any]:
    given = {
        "order_no": "O1", "purchased_at": NINE, "sku": "A", "quantity": 2, "unit_price": 12.3,
    }  # fmt: skip
    return [(given | cells).get(name) for name in HEADER]


def read_order(tmp_path: Path, **cells: Any) -> dict[str, Any]:
    rows, table = values_in(workbook(tmp_path / "orders.xlsx", [HEADER, order(**cells)]), ORDERS)
    assert table.errors == []
    return rows[0]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("purchased_at", NINE, parse_time("2026-09-01T09:00:00+08:00")),
        ("purchased_at", date(2026, 9, 1), parse_time("2026-09-01T00:00:00+08:00")),
        ("purchased_at", "2026-09-01T01:00:00Z", parse_time("2026-09-01T09:00:00+08:00")),
        ("purchased_at", datetime(2026, 9, 1, 23, 59, 59), parse_time("2026-09-01T23:59:59")),  # noqa: DTZ001  # the same
        ("quantity", 3.0, 3),
        ("quantity", "3", 3),
        ("unit_price", 12.3, Money.of("12.30")),
        ("unit_price", 0.1 + 0.2, Money.of("0.30")),
        ("unit_price", 1234567.89, Money.of("1234567.89")),
        ("unit_price", 7, Money.of("7.00")),
        ("liquid", True, True),
        ("liquid", 0, False),
        ("liquid", "否", False),
        ("order_no", 773012345678901, "773012345678901"),
        ("order_no", "77301234567890123456", "77301234567890123456"),
        ("phone", "0012", "0012"),
        ("phone", 13800138000, "13800138000"),
        ("sku", 100, "100"),
    ],
)
def test_a_typed_cell_is_what_it_says(tmp_path: Path, column: str, cell: Any, value: Any) -> None:
    assert read_order(tmp_path, **{column: cell})[column] == value


@pytest.mark.parametrize(
    ("column", "cell", "reason"),
    [
        ("order_no", 10**15, "more than 15 digits"),
        ("order_no", 773012345678901234, "more than 15 digits"),
        ("unit_price", 12.345, "at most two decimals"),
        ("unit_price", -1, "no sign"),
        ("quantity", 1.5, "not a whole number"),
        ("quantity", True, "not a whole number"),
        ("purchased_at", 46266.5, "not an ISO 8601 time"),
        ("liquid", 2, "not true/false"),
        ("sku", None, "is empty"),
    ],
)
def test_a_typed_cell_that_does_not_fit_rejects_its_row_alone(
    tmp_path: Path, column: str, cell: Any, reason: str
) -> None:
    path = workbook(tmp_path / "orders.xlsx", [HEADER, order(**{column: cell}), order(sku="B")])
    rows, table = values_in(path, ORDERS)

    assert [row["sku"] for row in rows] == ["B"]
    assert faults(table) == [(2, column)]
    assert table.errors[0].file == "orders.xlsx"
    assert reason in table.errors[0].reason


def test_a_month_that_a_spreadsheet_took_for_a_day_is_the_month(tmp_path: Path) -> None:
    header = ["courier", "period", "waybill", "kind", "date"]
    periods: list[Any] = ["2026-09", date(2026, 9, 1), date(2026, 9, 2)]
    rows = [["SF", period, "W1", "outbound", date(2026, 9, 3)] for period in periods]
    found, table = values_in(workbook(tmp_path / "bills.xlsx", [header, *rows]), BILLS)

    assert [row["period"] for row in found] == ["2026-09", "2026-09"]
    assert faults(table) == [(4, "period")]


def test_rows_count_from_the_sheets_first_and_blank_ones_are_passed_over(tmp_path: Path) -> None:
    rows = [HEADER, [], order(), [None, "  "], order(quantity=0)]
    found, table = values_in(workbook(tmp_path / "orders.xlsx", rows), ORDERS)

    assert (len(found), table.rows, faults(table)) == (1, 2, [(5, "quantity")])


def test_a_header_that_is_not_in_row_one_is_missing(tmp_path: Path) -> None:
    path = workbook(tmp_path / "orders.xlsx", [HEADER, order()], first_row=2)

    assert faults(values_in(path, ORDERS)[1]) == [(1, "order_no")]


def test_cells_beside_the_table_that_hold_nothing_do_no_harm(tmp_path: Path) -> None:
    header = ["运单号", "类型", "订单号", "快递公司", "发货时间"]
    rows: list[list[Any]] = [[*header, None, None], ["W1", "outbound", "O1", "SF", NINE, " ", None]]
    found, table = values_in(workbook(tmp_path / "parcels.xlsx", rows), PARCELS)

    assert (len(found), table.errors, table.ignored) == (1, [], [])


@pytest.mark.parametrize("content", [b"", b"order_no,sku\n", b"PK\x03\x04broken"])
def test_what_is_no_workbook_is_rejected_whole(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "orders.xlsx"
    path.write_bytes(content)
    rows, table = values_in(path, ORDERS)

    assert (rows, faults(table)) == ([], [(None, None)])
    assert "not an XLSX workbook" in table.errors[0].reason
