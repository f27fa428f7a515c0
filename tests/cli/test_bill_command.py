"""``recourse bill``: a courier's own file, its columns remembered; lists, terms (D15)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from shared.errors import BadInput, NotKnown
from tests.cli.billing import answer, run

SF = ("--courier", "SF", "--period", "2026-09")
THEIRS = ("账单类型", "计费重量(kg)", "应付金额", "运单编号", "寄件日期")
TOLD = (
    *("--column", "运单编号=waybill", "--column", "应付金额=freight"),
    *("--column", "计费重量(kg)=weight_kg", "--column", "账单类型=kind"),
    *("--column", "寄件日期=date"),
    *("--word", "标快=outbound", "--word", "退回件=return"),
)  # fmt: skip
LINES = [("标快", "1.9", "14.50", "SF1001", "2026-09-02"), ("退回件", "0.9", "12.00", "SF1002", "")]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    return tmp_path


def csv_file(path: Path, *lines: tuple[str, ...], heads: Any = THEIRS, **how: Any) -> Path:
    text = "\n".join(",".join(line) for line in (heads, *lines)) + "\n"
    path.write_text(text, encoding=how.get("encoding", "utf-8"))
    return path


def brought(path: Path, *words: str) -> dict[str, Any]:
    done = run("bill", "import", str(path), *words, "--format", "json")
    assert done.exit_code in {0, 2}, (done.output, done.exception)
    return dict(json.loads(done.stdout))


def lines() -> list[tuple[Any, ...]]:
    names = ("waybill", "kind", "billed", "weight_g", "date")
    return [tuple(row[name] for name in names) for row in answer("reconcile", "2026-09")]


BROUGHT = [
    ("SF1001", "outbound", "14.50", 1900, "2026-09-02"),
    ("SF1002", "return", "12.00", 900, None),
]


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, THEIRS)
        for number, (kind, grams, freight, waybill, date) in enumerate(LINES, 1):
            cells = (kind, float(grams), float(freight), waybill, date)
            sheet.write_row(number, 0, cells)
    return path


@pytest.mark.parametrize("form", ["utf-8", "gb18030", "utf-8-sig", "xlsx"])
def test_a_couriers_file_is_read_in_its_own_order_and_words(folder: Path, form: str) -> None:
    path = folder / "顺丰九月"
    if form == "xlsx":
        path = workbook(path.with_suffix(".xlsx"))
    else:
        path = csv_file(path.with_suffix(".csv"), *LINES, encoding=form)
    report = brought(path, *SF, *TOLD)

    assert (report["rows"], report["new"], report["errors"]) == (2, 2, [])
    assert lines() == BROUGHT


def test_the_columns_are_remembered_for_the_couriers_next_bill(folder: Path) -> None:
    path = csv_file(folder / "a.csv", *LINES)
    brought(path, *SF, *TOLD)
    next_one = csv_file(folder / "b.csv", *reversed(LINES), heads=THEIRS)
    report = brought(next_one, *SF)

    assert (report["new"], report["unchanged"], report["errors"]) == (0, 2, [])
    other = brought(path, "--courier", "YTO", "--period", "2026-09")
    assert [one["column"] for one in other["errors"]] == ["waybill"]


def test_a_file_with_our_own_headers_needs_nothing_told(folder: Path) -> None:
    heads = ("运费", "快递公司", "类型", "月份", "运单号", "备注")
    path = csv_file(folder / "a.csv", ("8.00", "SF", "发货", "2026-09", "SF1001", "x"), heads=heads)
    report = brought(path)

    assert report["new"] == 1
    assert report["ignored"] == [{"file": "a.csv", "column": "备注"}]
    assert lines() == [("SF1001", "outbound", "8.00", None, None)]


def test_a_kind_may_be_told_where_no_column_says_it(folder: Path) -> None:
    path = csv_file(folder / "a.csv", ("SF1001", "8.00"), heads=("运单号", "运费"))
    assert brought(path, *SF)["errors"][0]["column"] == "kind"

    assert brought(path, *SF, "--kind", "reship")["new"] == 1
    assert lines() == [("SF1001", "reship", "8.00", None, None)]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        (("标快", "1", "-3.00", "SF1", ""), "应付金额", "not an amount"),
        (("标快", "1.0005", "3.00", "SF1", ""), "计费重量(kg)", "to the gram"),
        (("标快", "heavy", "3.00", "SF1", ""), "计费重量(kg)", "not a weight in kilograms"),
        (("空运", "1", "3.00", "SF1", ""), "账单类型", "空运"),
        (("标快", "1", "3.00", "", ""), "运单编号", "is empty"),
        (("标快", "1", "3.00", "SF1", "昨天"), "寄件日期", "not an ISO 8601 time"),
    ],
    ids=["sign", "half grams", "no weight", "unknown word", "no waybill", "no date"],
)
def test_a_bad_row_is_named_and_stops_no_other(
    folder: Path, cells: tuple[str, ...], column: str, reason: str
) -> None:
    path = csv_file(folder / "a.csv", cells, *LINES)
    done = run("bill", "import", str(path), *SF, *TOLD)
    report = brought(path, *SF, *TOLD)

    assert done.exit_code == 2
    (error,) = report["errors"]
    assert (error["file"], error["row"], error["column"]) == ("a.csv", 2, column)
    assert reason in error["reason"]
    assert lines() == BROUGHT


def test_a_row_of_another_courier_or_month_is_a_bad_row(folder: Path) -> None:
    heads = ("courier", "period", "waybill", "kind", "freight")
    wrong = [("YTO", "2026-09", "W1", "outbound", "1.00"), ("SF", "2026-08", "W2", "outbound", "1")]
    right = ("SF", "", "W3", "outbound", "1.00")
    report = brought(csv_file(folder / "a.csv", *wrong, right, heads=heads), *SF)

    assert [(one["row"], one["column"]) for one in report["errors"]] == [
        (2, "courier"), (3, "period"),
    ]  # fmt: skip
    assert [line[0] for line in lines()] == ["W3"]


@pytest.mark.parametrize(
    "words",
    [
        ("--column", "运单编号"),
        ("--column", "运单编号=parcel"),
        ("--word", "标快=express"),
        ("--kind", "express"),
    ],
    ids=" ".join,
)
def test_what_is_told_wrongly_is_refused(folder: Path, words: tuple[str, ...]) -> None:
    path = csv_file(folder / "a.csv", *LINES)

    assert isinstance(run("bill", "import", str(path), *SF, *words).exception, BadInput)


def test_bills_are_listed_and_shown(folder: Path) -> None:
    brought(csv_file(folder / "a.csv", *LINES), *SF, *TOLD)
    brought(csv_file(folder / "b.csv", LINES[0]), *SF)

    (listed,) = answer("bill", "list")
    assert (listed["courier"], listed["period"], listed["edition"]) == ("SF", "2026-09", 2)
    assert (listed["rows"], listed["freight"], listed["claim"]) == (1, "14.50", "0.00")
    shown = answer("bill", "show", "SF", "2026-09")
    assert shown["statuses"] == {"unknown_waybill": {"rows": 1, "difference": "14.50"}}
    assert (shown["undecided"], shown["missing_credits"]) == (1, [])
    assert "unknown waybill" in run("bill", "show", "SF", "2026-09").stdout
    assert isinstance(run("bill", "show", "SF", "2026-10").exception, NotKnown)


def test_a_courier_that_sent_no_bill_is_listed_with_its_month(folder: Path) -> None:
    files = folder / "files"
    files.mkdir()
    orders = "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01,A,1,9.00\n"
    (files / "orders.csv").write_text(orders, encoding="utf-8")
    parcels = "waybill,kind,order_no,courier,shipped_at,freight\nY1,outbound,O1,YTO,2026-09-02,6.00"
    (files / "parcels.csv").write_text(parcels + "\n", encoding="utf-8")
    run("import", str(files))

    assert answer("bill", "list", "--period", "2026-09") == [
        {"courier": "YTO", "period": "2026-09", "edition": None}
    ]
    assert answer("bill", "list") == []
    assert "no bill" in run("bill", "list", "--period", "2026-09").stdout
    assert answer("reconcile", "2026-09") == []


def test_terms_are_printed_and_a_draft_is_checked(folder: Path, monkeypatch: Any) -> None:
    found = answer("bill", "terms", "--courier", "SF")
    assert [(one["version"], one["rounding"]) for one in found] == [("2026-01", "0.50")]
    assert found[0]["tariffs"][0]["first"] == "12.00"

    draft = folder / "draft.toml"
    draft.write_text('courier = "SF"\nversion = "x"\n', encoding="utf-8")
    assert "valid_from" in str(run("bill", "terms", "--file", str(draft)).exception)
    monkeypatch.setenv("RECOURSE_COURIER_TERMS", str(folder))
    assert "draft.toml" in str(run("bill", "terms").exception)
