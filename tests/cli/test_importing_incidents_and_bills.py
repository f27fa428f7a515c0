"""``incidents.csv`` and ``bills.csv`` as a clerk meets them: what they change, what they do not."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from services.cli.composition import local_house
from services.cli.main import app

if TYPE_CHECKING:
    from pathlib import Path

INCIDENTS = "agent,at,request_no,kind"
BILLS = "courier,period,waybill,date,kind,weight_g,freight,fee,claim"
BILLED = "SF,2026-09,W1,2026-09-01,outbound,900,8.00,,"
ORDERED = ("order_no,purchased_at,sku,quantity,unit_price", "O1,2026-09-01T09:00:00,A,2,10.00")
ASKED = (
    "request_no,at,order_no,sku,quantity,cause",
    "Q1,2026-09-02T09:00:00,O1,A,1,change_of_mind",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    files = tmp_path / "files"
    files.mkdir()
    bring(files, "orders", *ORDERED)
    bring(files, "requests", *ASKED)
    return files


def bring(folder: Path, name: str, *lines: str) -> None:
    (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def answer(*words: str) -> Any:
    done = CliRunner().invoke(app, [*words, "--format", "json"])
    return json.loads(done.stdout)


def imported(folder: Path, *words: str) -> dict[str, Any]:
    report: dict[str, Any] = answer("import", str(folder), *words)
    return report


def counts(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["new"], report["unchanged"], report["rejected"]


def faults(report: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(error["file"], error["row"], error["column"]) for error in report["errors"]]


def bill_of(courier: str, period: str) -> tuple[int, list[str]]:
    """Edition and waybills of the newest bill."""
    with local_house() as house:
        finance: Any = house.members["finance"].service
        bill = finance.bill(courier, period)
        pages = [finance.billed(bill, page) for page in range(len(bill.pages))]
        return bill.edition, [line.waybill for page in pages for line in page]


def test_r512_each_incident_is_fifty_yuan_and_names_its_case_and_order(folder: Path) -> None:
    bring(folder, "incidents", INCIDENTS, "A1,2026-09-05,Q1,dispute", "A1,2026-09-06,,bad_review")
    assert counts(imported(folder)) == (4, 0, 0)

    (month,) = answer("ledger", "staff")
    assert (month["agent"], month["period"], month["total"], month["commission"]) == (
        "A1", "2026-09", "100.00", "due",
    )  # fmt: skip
    lines = [(line["case"], line["order_no"], line["amount"]) for line in month["lines"]]
    assert lines == [("Q1", "O1", "50.00"), (None, None, "50.00")]
    assert {(line["cost"], line["rule"]) for line in month["lines"]} == {("incident", "R512")}


def test_d31_an_incident_brought_again_is_unchanged_also_twice_in_one_file(folder: Path) -> None:
    bring(folder, "incidents", INCIDENTS, *["A1,2026-09-05,Q1,dispute"] * 2)

    assert counts(imported(folder)) == (3, 1, 0)
    assert counts(imported(folder)) == (0, 4, 0)
    assert answer("ledger", "staff")[0]["total"] == "50.00"


@pytest.mark.parametrize("slicing", [[], ["--row-by-row"]], ids=["waves", "row by row"])
def test_r512_the_fourth_incident_of_a_month_cancels_the_commission_and_shows(
    folder: Path, slicing: list[str]
) -> None:
    rows = [f"A1,2026-09-0{day},,dispute" for day in (5, 6, 7, 8)]
    rows += [f"A2,2026-09-0{day},,dispute" for day in (5, 6, 7)] + ["A2,2026-10-01,,dispute"]
    bring(folder, "incidents", INCIDENTS, *rows)
    imported(folder, *slicing)

    told = [(m["agent"], m["period"], m["commission"]) for m in answer("ledger", "staff")]
    assert told == [
        ("A1", "2026-09", "cancelled"), ("A2", "2026-09", "due"), ("A2", "2026-10", "due"),
    ]  # fmt: skip
    before = answer("ledger", "staff", "--as-of", "2026-09-07T23:59:59")
    assert [month["commission"] for month in before] == ["due", "due"]
    printed = CliRunner().invoke(app, ["ledger", "staff"]).stdout
    assert printed.count("commission cancelled") == 1


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A1,2026-09-05,Q9,dispute", "request_no"),
        ("A1,2026-09-05,Q1,shouting", "kind"),
        (",2026-09-05,Q1,dispute", "agent"),
        ("A1,,Q1,dispute", "at"),
        ("A1,2026-09-05,Q1,", "kind"),
    ],
)
def test_d34_a_bad_incident_is_named_and_stops_no_other(
    folder: Path, row: str, column: str
) -> None:
    bring(folder, "incidents", INCIDENTS, row, "A1,2026-09-06,Q1,dispute")

    assert faults(imported(folder)) == [("incidents.csv", 2, column)]
    assert len(answer("ledger", "staff")[0]["lines"]) == 1


def test_an_incident_may_name_a_request_of_an_earlier_import(folder: Path) -> None:
    imported(folder)
    later = folder.parent / "later"
    later.mkdir()
    bring(later, "incidents", INCIDENTS, "A1,2026-09-05,Q1,dispute")

    assert counts(imported(later)) == (1, 0, 0)
    assert answer("ledger", "staff")[0]["lines"][0]["order_no"] == "O1"


def test_d15_a_bill_changes_no_ledger_and_the_second_time_nothing(folder: Path) -> None:
    imported(folder)
    before = answer("ledger", "courier")
    bring(folder, "bills", BILLS, BILLED, "SF,2026-09,NOBODY,2026-08-31,transfer,,,2.00,")

    assert counts(imported(folder)) == (2, 2, 0)
    assert counts(imported(folder)) == (0, 4, 0)
    assert answer("ledger", "courier") == before


def test_d31_a_bill_brought_again_replaces_its_courier_and_month_alone(folder: Path) -> None:
    other = "SF,2026-10,W9,,outbound,,8.00,,"
    bring(folder, "bills", BILLS, BILLED, BILLED.replace("W1", "W2"), other)
    imported(folder)
    bring(folder, "bills", BILLS, BILLED, BILLED.replace("W1", "W3"), other)

    assert counts(imported(folder)) == (2, 3, 0)
    assert bill_of("SF", "2026-09") == (2, ["W1", "W3"])
    assert bill_of("SF", "2026-10") == (1, ["W9"])


def test_a_bill_is_the_same_whatever_the_order_of_its_rows(folder: Path) -> None:
    rows = [BILLED, BILLED, BILLED.replace("W1", "W0")]
    bring(folder, "bills", BILLS, *rows)
    imported(folder)
    bring(folder, "bills", BILLS, *reversed(rows))

    assert counts(imported(folder)) == (0, 5, 0)
    assert bill_of("SF", "2026-09") == (1, ["W0", "W1", "W1"])


def test_d32_bills_come_last_and_do_not_count_for_the_last_row(folder: Path) -> None:
    bring(folder, "bills", BILLS, BILLED.replace("2026-09", "2026-12"))
    report = imported(folder, "--until", "2026-09-01T12:00:00")

    assert (report["new"], report["waiting"]) == (2, 1)
    imported(folder)
    with local_house() as house:
        reached = house.reached()
    assert reached is not None
    assert reached.isoformat() == "2026-09-02T09:00:00+08:00"


def test_a_folder_of_nothing_but_a_bill_is_taken(folder: Path) -> None:
    for name in ("orders", "requests"):
        (folder / f"{name}.csv").unlink()
    bring(folder, "bills", BILLS, BILLED)

    assert counts(imported(folder)) == (1, 0, 0)
    assert counts(imported(folder)) == (0, 1, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("SF,2026-13,W1,,outbound,,8.00,,", "period"),
        ("SF,2026-9,W1,,outbound,,8.00,,", "period"),
        ("SF,2026-09,W1,,sideways,,8.00,,", "kind"),
        ("SF,2026-09,,,outbound,,8.00,,", "waybill"),
        (",2026-09,W1,,outbound,,8.00,,", "courier"),
        ("SF,2026-09,W1,,outbound,,8.001,,", "freight"),
        ("SF,2026-09,W1,,outbound,,8.00,,-1.00", "claim"),
        ("SF,2026-09,W1,soon,outbound,,8.00,,", "date"),
    ],
)
def test_d34_a_bad_line_of_a_bill_is_named_and_stops_no_other(
    folder: Path, row: str, column: str
) -> None:
    bring(folder, "bills", BILLS, row, BILLED.replace("W1", "W2"))

    assert faults(imported(folder)) == [("bills.csv", 2, column)]
    assert bill_of("SF", "2026-09") == (1, ["W2"])


def test_the_headers_of_every_file_are_printed() -> None:
    printed = CliRunner().invoke(app, ["import", "--headers", "--format", "csv"]).stdout
    assert "incidents,request_no,售后单号,False" in printed
    assert "bills,claim,理赔金额,False" in printed
