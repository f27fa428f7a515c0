"""``recourse import`` of workbooks: as good as CSV, after it, and named by their suffix."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from services.cli.importing.files import FILES
from services.cli.main import app
from tests.importing.written import values_in, workbook

SAMPLE = Path(__file__).parents[2] / "samples" / "2026-09"
ORDERED: list[list[Any]] = [
    ["order_no", "purchased_at", "sku", "quantity", "unit_price"],
    ["O1", datetime(2026, 9, 1, 9), "A", 2, 10.0],  # noqa: DTZ001  # a sheet's times have no zone
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    files = tmp_path / "files"
    files.mkdir()
    return files


def imported(folder: Path) -> dict[str, Any]:
    done = CliRunner().invoke(app, ["import", str(folder), "--format", "json"])
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def faults(report: dict[str, Any]) -> list[tuple[str, int | None, str | None]]:
    return [(error["file"], error["row"], error["column"]) for error in report["errors"]]


@pytest.mark.parametrize("name", ["orders.xlsx", "Orders.XLSX", "ORDERS.xlsx"])
def test_a_workbook_is_taken_whatever_the_case_of_its_name(folder: Path, name: str) -> None:
    workbook(folder / name, ORDERED)

    assert (imported(folder)["new"], imported(folder)["unchanged"]) == (1, 1)


def test_a_csv_of_capital_letters_is_taken(folder: Path) -> None:
    (folder / "ORDERS.CSV").write_text(
        "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01,A,1,1.00\n"
    )

    assert imported(folder)["new"] == 1


def test_errors_name_the_workbook_by_its_own_name(folder: Path) -> None:
    workbook(folder / "orders.xlsx", [*ORDERED, ["O2", "soon", "A", 1, 1]])
    scans: list[list[Any]] = [["waybill", "at", "status"], ["W9", datetime(2026, 9, 2), "signed"]]  # noqa: DTZ001  # the same
    workbook(folder / "Scans.xlsx", scans)

    assert faults(imported(folder)) == [
        ("orders.xlsx", 3, "purchased_at"), ("Scans.xlsx", 2, "waybill"),
    ]  # fmt: skip


def test_a_refusal_of_a_service_names_the_workbook_too(folder: Path) -> None:
    workbook(folder / "orders.xlsx", ORDERED)
    imported(folder)
    workbook(folder / "orders.xlsx", [ORDERED[0], [*ORDERED[1][:4], 11.0]])

    assert faults(imported(folder)) == [("orders.xlsx", 2, "unit_price")]


def test_a_file_that_is_there_twice_is_not_taken_at_all(folder: Path) -> None:
    workbook(folder / "orders.xlsx", ORDERED)
    (folder / "orders.csv").write_text(
        "order_no,purchased_at,sku,quantity,unit_price\nO2,2026-09-01,A,1,1.00\n"
    )
    report = imported(folder)

    assert (report["rows"], faults(report)) == (0, [("orders.csv", None, None)])
    assert "orders.xlsx is there, too" in report["errors"][0]["reason"]


@pytest.mark.journey
def test_a_month_as_workbooks_after_the_same_month_as_csv_is_nothing_new(
    folder: Path, tmp_path: Path
) -> None:
    shutil.copytree(SAMPLE, tmp_path / "csv")
    first = imported(tmp_path / "csv")
    for file in FILES:
        path = SAMPLE / f"{file.name}.csv"
        rows, _ = values_in(path, file) if path.exists() else ([], None)
        names = [column.name for column in file.columns]
        typed = [[as_cell(row.get(name)) for name in names] for row in rows]
        workbook(folder / f"{file.name}.xlsx", [names, *typed])
    again = imported(folder)

    assert (first["rejected"], again["errors"]) == (0, [])
    assert (again["new"], again["unchanged"]) == (0, first["rows"])


def as_cell(value: Any) -> Any:
    """As a spreadsheet keeps it: moments without a zone, amounts as binary numbers."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    return value if value is None or isinstance(value, str | int | bool) else float(str(value))
