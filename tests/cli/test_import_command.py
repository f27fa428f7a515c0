"""``recourse import`` as a clerk meets it: bad rows named, exit 2, everything else imported."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from services.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

ORDERS = "order_no,purchased_at,sku,product,quantity,unit_price"
GOOD_ORDER = "O1,2026-09-01T09:00:00,A,milk,2,10.00"
PARCELS = "waybill,kind,order_no,courier,shipped_at,freight"
GOOD_PARCEL = "W1,outbound,O1,SF,2026-09-01T18:00:00,8.00"
SCANS = "waybill,at,status"
REQUESTS = "request_no,at,order_no,sku,quantity,cause,wish"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    files = tmp_path / "files"
    files.mkdir()
    bring(files, "orders", ORDERS, GOOD_ORDER)
    bring(files, "parcels", PARCELS, GOOD_PARCEL)
    return files


def bring(folder: Path, name: str, *lines: str) -> None:
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def imported(folder: Path) -> tuple[int, dict[str, Any]]:
    done = CliRunner().invoke(app, ["import", str(folder), "--format", "json"])
    return done.exit_code, json.loads(done.stdout)


def freights() -> list[str]:
    done = CliRunner().invoke(app, ["ledger", "courier", "--format", "json"])
    return [line["waybill"] for month in json.loads(done.stdout) for line in month["lines"]]


def test_a_good_folder_is_taken_and_the_second_time_nothing_is_new(folder: Path) -> None:
    assert imported(folder)[1] | {"errors": 0} == {
        "rows": 2, "new": 2, "unchanged": 0, "waiting": 0, "rejected": 0,
        "errors": 0, "ignored": [],
    }  # fmt: skip
    code, report = imported(folder)
    assert (code, report["new"], report["unchanged"]) == (0, 0, 2)
    assert freights() == ["W1"]


@pytest.mark.parametrize(
    ("file", "lines", "row", "column"),
    [
        ("orders", [ORDERS, GOOD_ORDER, "O2,01.09.2026,A,milk,1,1.00"], 3, "purchased_at"),
        ("orders", [ORDERS, GOOD_ORDER, "O2,2026-09-01,A,milk,1,-1.00"], 3, "unit_price"),
        ("orders", [ORDERS, GOOD_ORDER, f"O2,2026-09-01,A,{'x' * 10**7},1,1.00"], 3, "product"),
        ("orders", [ORDERS, GOOD_ORDER, "O1,2026-09-01T09:00:00,A,soap,2,10.00"], 3, "product"),
        ("parcels", [PARCELS, GOOD_PARCEL, "W2,outbound,O9,SF,2026-09-01,1.00"], 3, "order_no"),
        ("parcels", [PARCELS, GOOD_PARCEL, "W2,return,O1,SF,2026-09-01,1.00"], 3, "request_no"),
        ("scans", [SCANS, "W9,2026-09-02,signed"], 2, "waybill"),
        ("scans", ["waybill,status", "W1,signed"], 1, "at"),
        ("requests", [REQUESTS, "Q1,2026-09-03,O1,A,3,damage,refund"], 2, "quantity"),
        ("requests", [REQUESTS, "Q1,2026-09-03,O1,B,1,damage,refund"], 2, "sku"),
        (
            "requests",
            [REQUESTS, "Q1,2026-09-03,O1,A,1,damage,refund", "Q1,2026-09-03,O1,A,1,damage,keep"],
            3,
            "wish",
        ),
        ("verdicts", ["request_no,at,liable", "Q9,2026-09-03,courier"], 2, "request_no"),
    ],
    ids=[
        "broken date", "negative money", "10 MB cell", "other content", "unknown order",
        "return without request", "unknown waybill", "missing column", "more than ordered",
        "sku not ordered", "contradicting rows of a case", "unknown request",
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_nothing_else_is_lost(
    folder: Path, file: str, lines: list[str], row: int, column: str
) -> None:
    bring(folder, file, *lines)
    code, report = imported(folder)
    assert code == 2
    named = [(error["file"], error["row"], error["column"]) for error in report["errors"]]
    assert named == [(f"{file}.csv", row, column)]
    assert freights() == ["W1"]


def test_a_file_in_no_known_encoding_is_rejected_whole_and_alone(folder: Path) -> None:
    (folder / "scans.csv").write_bytes(b"waybill,at,status\nW1,2026-09-02,\xff\xfe\xfd\n")
    code, report = imported(folder)
    assert code == 2
    assert [(error["file"], error["row"]) for error in report["errors"]] == [("scans.csv", None)]
    assert freights() == ["W1"]


def test_a_later_line_of_a_case_with_more_cells_completes_it(folder: Path) -> None:
    bring(folder, "orders", ORDERS, GOOD_ORDER, "O1,2026-09-01T09:00:00,B,tea,1,5.00")
    bring(
        folder,
        "requests",
        REQUESTS,
        "Q1,2026-09-03,O1,A,1,damage,refund",
        "Q1,2026-09-03,O1,B,1,damage,",
    )
    code, report = imported(folder)
    assert (code, report["new"]) == (0, 5)


def test_rows_after_until_wait(folder: Path) -> None:
    words = ["import", str(folder), "--until", "2026-09-01T12:00:00", "--format", "json"]
    report = json.loads(CliRunner().invoke(app, words).stdout)
    assert (report["new"], report["waiting"]) == (1, 1)
    assert imported(folder)[1]["new"] == 1


def test_headers_are_printed_in_both_languages() -> None:
    printed = CliRunner().invoke(app, ["import", "--headers", "--format", "csv"]).stdout
    assert "orders,order_no,订单号,True" in printed
