"""``recourse reconcile`` as a clerk meets it: rows, reasons, acceptance, disputes (D15)."""

from __future__ import annotations

import json
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from services.finance.bill_decisions import (
    BillRowNotKnown,
    CreditNotNamed,
    NothingAccepted,
    NothingToDispute,
)
from shared.errors import BadInput, NotKnown
from tests.cli.billing import DIFFERENCES, answer, billed, rows, run, write

if TYPE_CHECKING:
    from pathlib import Path

MONTH = ("reconcile", "2026-09")


pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The month, brought once for all tests."""
    made = tmp_path_factory.mktemp("month")
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("RECOURSE_HOME", str(made / "home"))
        assert run("import", str(write(made / "files"))).exit_code == 0
    return made


@pytest.fixture
def folder(imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The month's files, brought into a house of this test's own."""
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    for name in ("home", "files"):
        copytree(imported / name, tmp_path / name)
    return tmp_path / "files"


def ledger(courier: str = "SF") -> dict[str, Any]:
    """September of a courier."""
    (month,) = answer("ledger", "courier", "--courier", courier, "--period", "2026-09")
    found: dict[str, Any] = month
    return found


def adjustments() -> list[tuple[str, str, str]]:
    return [
        (line["waybill"], line["cost"], line["amount"])
        for line in ledger()["lines"]
        if line["kind"] == "adjustment"
    ]


def test_d15_each_row_has_its_status_and_amounts() -> None:
    assert rows() == rows("--courier", "SF") == DIFFERENCES
    first = answer(*MONTH)[0]
    assert list(first)[:8] == [
        *("courier", "period", "waybill", "kind", "status", "billed", "booked", "difference"),
    ]
    assert (first["courier"], first["period"]) == ("SF", "2026-09")


def test_three_amounts_stand_side_by_side_with_reasons_and_suggestions() -> None:
    told = {(row["waybill"], row["kind"]): row for row in answer(*MONTH)}

    heavier = told["SF1001", "outbound"]
    assert [heavier[name] for name in ("tariff", "booked", "billed")] == ["12.00", "12.00", "14.50"]
    assert (heavier["our_weight_g"], heavier["weight_g"]) == (900, 1900)
    assert heavier["reasons"] == [{"reason": "weight", "amount": "2.50", "about": None}]
    because = {key: [one["reason"] for one in row["reasons"]] for key, row in told.items()}
    assert because["SF1005", "outbound"] == ["wrong_month"]
    assert because["YT1004", "outbound"] == ["not_shipped_by_us"]
    assert because["SF1006", "claim"] == ["missing_credit"]
    (likely,) = told["SF1030", "outbound"]["suggestions"]
    assert likely == {
        "waybill": "SF1003", "kind": "outbound", "score": 100,
        "reasons": ["waybill", "amount", "weight", "date", "kind"],
    }  # fmt: skip


def test_d15_accepting_everything_books_adjustments_and_leaves_only_the_credit() -> None:
    left = rows("--accept", "all")

    assert {key: row for key, row in left.items() if row[3] != "0.00"} == {
        ("SF1006", "claim", 1): DIFFERENCES["SF1006", "claim", 1]
    }
    assert {row[0] for key, row in left.items() if key[1] != "claim"} == {"match"}
    assert sorted(adjustments()) == [
        ("SF1001", "outbound_freight", "2.50"),
        ("SF1002", "outbound_freight", "12.00"),
        ("SF1003", "outbound_freight", "-14.50"),
        ("SF1005", "outbound_freight", "12.00"),
        ("SF1030", "outbound_freight", "14.50"),
        ("YT1004", "outbound_freight", "12.00"),
    ]
    assert ledger()["adjustments"] == "38.50"


def test_d15_accepting_again_books_nothing() -> None:
    once = rows("--accept", "all")
    before = ledger()

    assert rows("--accept", "all") == once
    assert rows("--accept", "SF1001", "--accept", "SF1002:outbound#2") == once
    assert ledger() == before


def test_d15_a_credit_is_given_up_only_by_name() -> None:
    assert rows("--accept", "SF1006")["SF1006", "claim", 1][3] == "21.90"
    assert adjustments() == []

    assert rows("--accept", "SF1006:claim")["SF1006", "claim", 1] == (
        "match", "-50.00", "-50.00", "0.00",
    )  # fmt: skip
    assert adjustments() == [("SF1006", "compensation", "21.90")]


def test_d15_one_row_of_a_key_may_be_accepted() -> None:
    left = rows("--accept", "SF1002:outbound#2")

    assert left["SF1002", "outbound", 2] == ("match", "12.00", "12.00", "0.00")
    assert adjustments() == [("SF1002", "outbound_freight", "12.00")]


def test_d15_after_a_re_import_accepting_books_only_what_changed(folder: Path) -> None:
    rows("--accept", "all")
    changes = (
        ("1900,14.50,,\nSF,2026-09,SF1002,2026-09-03,outbound,,12.00,,\n", "1900,15.00,,\n"),
    )
    write(folder, bills=billed(*changes))
    run("import", str(folder))

    changed = {key: row for key, row in rows().items() if row[3] != "0.00" and key[1] != "claim"}
    assert changed == {
        ("SF1001", "outbound", 1): ("differs", "15.00", "14.50", "0.50"),
        ("SF1002", "outbound", 1): ("differs", "12.00", "24.00", "-12.00"),
    }
    rows("--accept", "all")
    assert sorted(adjustments())[1:4] == [
        ("SF1001", "outbound_freight", "2.50"),
        ("SF1002", "outbound_freight", "-12.00"),
        ("SF1002", "outbound_freight", "12.00"),
    ]
    assert ledger()["adjustments"] == "27.00"


def test_d15_importing_a_bill_changes_no_byte_of_a_ledger(folder: Path) -> None:
    before = run("ledger", "courier", "--format", "json").stdout
    write(folder, bills=billed(("14.50", "99.00")))
    run("import", str(folder))

    assert run("ledger", "courier", "--format", "json").stdout == before


def test_d15_what_is_accepted_after_the_close_stands_in_the_first_open_month(folder: Path) -> None:
    assert run("import", str(folder), "--until", "2026-10-02T00:00:00").exit_code == 0
    why = ("--override", "--reason", "August is an earlier system's")
    closed = run("month", "close", "2026-09", "--as", "王主管", *why)
    assert closed.exit_code == 0, closed.output
    before = ledger()
    rows("--accept", "SF1001", "--as", "周会计", "--reason", "weighed again")

    assert ledger() == before
    october = answer("ledger", "courier", "--courier", "SF", "--period", "2026-10")[0]
    (line,) = [one for one in october["lines"] if one["kind"] == "adjustment"]
    assert (line["waybill"], line["amount"], line["for_period"]) == ("SF1001", "2.50", "2026-09")
    assert rows()["SF1001", "outbound", 1] == ("match", "14.50", "14.50", "0.00")


def test_a_dispute_keeps_a_row_out_of_accepting_all_until_it_is_answered_or_dropped() -> None:
    disputed = ("--dispute", "SF1001", "--reason", "our scales say 900 g", "--as", "周会计")
    run(*MONTH, *disputed)
    assert rows("--accept", "all")["SF1001", "outbound", 1][3] == "2.50"

    def state() -> Any:
        row = next(one for one in answer(*MONTH) if one["waybill"] == "SF1001")
        return row["state"], row["dispute"] and (row["dispute"]["person"], row["dispute"]["reason"])

    assert state() == ("disputed", ("周会计", "our scales say 900 g"))
    said = ("2026-09", "SF1001", "upheld", "--as", "王主管", "--reason", "sent a photo")
    assert run("bill", "answer", *said).exit_code == 0
    assert state() == ("upheld", ("王主管", "sent a photo"))
    assert run("bill", "withdraw", "2026-09", "SF1001:outbound", "--as", "王主管").exit_code == 0
    assert state() == ("undecided", None)
    rows("--accept", "all")
    assert state() == ("accepted", None)


def test_a_dispute_that_the_next_bill_answers_is_settled(folder: Path) -> None:
    run(*MONTH, "--dispute", "SF1001", "--reason", "our scales say 900 g")
    write(
        folder, bills=billed(("SF1001,2026-09-02,outbound,1900,14.50", "SF1001,,outbound,,12.00"))
    )
    run("import", str(folder))

    row = next(one for one in answer(*MONTH) if one["waybill"] == "SF1001")
    assert (row["status"], row["state"]) == ("match", "settled")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("--accept", "SF9999"), BillRowNotKnown),
        (("--accept", "SF1001:return"), BillRowNotKnown),
        (("--accept", "SF1001:outbound#2"), BillRowNotKnown),
        (("--accept", ""), BillRowNotKnown),
        (("--dispute", "SF1002:outbound#1", "--reason", "why not"), NothingToDispute),
        (("--dispute", "SF1001"), BadInput),
        (("--courier", "YTO"), NotKnown),
        (("--out", "report.pdf"), BadInput),
    ],
    ids=[
        "unknown waybill", "unknown kind", "unknown row", "no row", "nothing to dispute",
        "no reason", "no bill", "no such format",
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(
    words: tuple[str, ...], refusal: type[Exception]
) -> None:
    assert isinstance(run(*MONTH, *words).exception, refusal)
    assert adjustments() == []


def test_a_waybill_with_nothing_but_a_credit_asks_for_its_name(folder: Path) -> None:
    bill = [line.replace("outbound,,12.00,,50.00", "outbound,,,,50.00") for line in billed()]
    write(folder, bills=[*bill, "SF,2026-09,SF1099,,outbound,,,,5.00"])
    run("import", str(folder))

    assert isinstance(run(*MONTH, "--accept", "SF1099").exception, CreditNotNamed)


def test_the_table_shows_what_there_is_to_look_at_and_what_it_comes_to() -> None:
    shown = run(*MONTH).stdout

    assert "SF1001" in shown
    assert "weight 2.50" in shown
    assert "May be SF1003 (100)" in shown
    assert "Status: match" in shown
    assert "SF1002" in shown


def test_the_table_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_LANG", "zh")
    shown = run(*MONTH).stdout

    assert "账单核对" in shown
    assert "重量 2.50" in shown
    assert "非我方交寄" in shown


def test_a_result_file_has_a_row_each_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    made = [tmp_path / name for name in ("a.csv", "b.csv", "a.xlsx", "b.xlsx")]
    for path in made:
        assert run(*MONTH, "--out", str(path)).exit_code == 0
    one, again, book, other = (path.read_bytes() for path in made)

    assert one == again
    assert book == other
    lines = one.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(DIFFERENCES)
    assert lines[0].startswith("courier,period,waybill,kind,status,billed,booked,difference")
    printed = run(*MONTH, "--format", "csv").stdout
    assert printed.splitlines() == lines


def test_what_nobody_decided_is_listed_before_the_month_is_closed() -> None:
    def listed() -> dict[str, list[str]]:
        found = run("month", "check", "2026-09", "--format", "json")
        return {one["name"]: one["about"] for one in json.loads(found.stdout)["lists"]}

    assert listed()["undecided_differences"] == ["SF: 7"]
    rows("--accept", "all", "--accept", "SF1006:claim")
    assert "undecided_differences" not in listed()


def test_a_credit_that_the_bill_does_not_mention_is_listed_too(folder: Path) -> None:
    write(folder, bills=billed((",,12.00,,50.00", ",,12.00,,")))
    run("import", str(folder))

    found = run("month", "check", "2026-09", "--format", "json")
    listed = {one["name"]: one["about"] for one in json.loads(found.stdout)["lists"]}
    assert listed["missing_credits"] == ["SF1006"]
    (row,) = [one for one in answer(*MONTH) if one["waybill"] == "SF1006"]
    assert (row["status"], row["difference"], row["state"]) == ("match", "0.00", None)
    assert row["reasons"] == [{"reason": "missing_credit", "amount": "71.90", "about": None}]


def test_an_acceptance_is_taken_back_by_the_same_adjustment_reversed() -> None:
    once = ("bill", "reopen", "2026-09", "SF1001", "--reason", "accepted in error")
    rows("--accept", "SF1001")
    assert run(*once).exit_code == 0
    assert isinstance(run(*once).exception, NothingAccepted)

    assert rows()["SF1001", "outbound", 1] == DIFFERENCES["SF1001", "outbound", 1]
    assert sorted(amount for _, _, amount in adjustments()) == ["-2.50", "2.50"]
    assert ledger()["adjustments"] == "0.00"
    assert rows("--accept", "SF1001")["SF1001", "outbound", 1][0] == "match"
    assert ledger()["adjustments"] == "2.50"
