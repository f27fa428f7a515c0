"""``recourse refunds …``: a table drawn, approved, exported, and answered line by line."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import load_workbook
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.finance.domain import refund_refusals as refused
from shared.errors import BadInput, NotKnown

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price,customer_id\n"
    "O1,2026-09-01T09:00,A,2,10.00,TB1\nO2,2026-09-01T09:00,A,1,30.00,TB2\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,confirmed_at\n"
    "K1,2026-09-02T09:00,O1,A,1,change_of_mind,2026-09-02T09:10\n"
    "K2,2026-09-02T09:00,O2,A,1,change_of_mind,2026-09-02T09:10\n"
    "K3,2026-09-02T09:00,O1,A,1,change_of_mind,\n",
}
T10, T16 = "2026-09-02T10:00", "2026-09-02T16:30"


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two refunds are ready, one waits for the customer's word."""
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path)).exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def refunds(*words: str, by: str = "王会计") -> Any:
    done = run("refunds", *words, "--as", by)
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def shown(*words: str) -> Any:
    return json.loads(run("refunds", *words, "--format", "json").stdout)


def drawn(until: str = "2026-09-02T12:00") -> list[str]:
    told = refunds("draw", "--until", until, by="小周")
    return [one["table_at"][:16] for one in told["drawn"]]


def sent() -> None:
    assert drawn() == [T10]
    refunds("approve", T10)
    refunds("export", T10)


def states() -> list[tuple[str, str]]:
    return [(line["case"], line["state"]) for line in shown("lines")]


def test_every_state_on_the_way_to_the_payment() -> None:
    assert states() == [("K1", "ready"), ("K2", "ready"), ("K3", "waiting")]
    assert shown("lines", "--state", "waiting")[0]["waits_for"] == ["confirmation"]
    drawn()
    assert states()[:2] == [("K1", "in_table"), ("K2", "in_table")]
    refunds("approve", T10)
    assert states()[0] == ("K1", "approved")
    refunds("export", T10)
    assert states()[0] == ("K1", "exported")
    refunds("result", T10, "--paid", "1")
    refunds("result", T10, "--failed", "2", "--reason", "account closed")
    assert states() == [("K1", "paid"), ("K2", "failed"), ("K3", "waiting")]
    assert drawn("2026-09-02T17:00") == [T16]
    assert [line["case"] for line in shown("lines", "--table", T16)] == ["K2"]
    assert shown("lines", "--case", "K2")[0]["table_at"][:16] == T16


def test_refunds_without_a_verb_prints_what_was_paid() -> None:
    sent()
    assert shown() == []
    refunds("result", T10, "--paid", "2")
    refunds("result", T10, "--paid", "1")

    (table,) = shown("--from", "2026-09-02", "--to", "2026-09-02")
    assert table["table_at"] == "2026-09-02T10:00:00+08:00"
    assert [(line["case"], line["amount"]) for line in table["lines"]] == [
        ("K1", "10.00"),
        ("K2", "30.00"),
    ]
    assert shown("--from", "2026-09-03") == []


def test_all_means_the_lines_that_are_still_open() -> None:
    sent()
    refunds("result", T10, "--failed", "2", "--reason", "account closed")
    told = refunds("result", T10, "--paid", "all")

    assert len(told["paid"]) == 1
    assert dict(states())["K2"] == "failed"


def test_a_table_tells_who_did_what() -> None:
    sent()
    (summary,) = shown("tables")
    assert (summary["state"], summary["count"], summary["total"]) == ("exported", 2, "40.00")
    table = shown("table", T10)
    assert (table["drawn_by"], table["approved_by"], table["exported_by"]) == (
        "小周", "王会计", "王会计",
    )  # fmt: skip
    assert [(line["line"], line["case"], line["way"]) for line in table["lines"]] == [
        (1, "K1", "platform"),
        (2, "K2", "platform"),
    ]
    assert "TB1" in run("refunds", "table", T10).stdout
    assert isinstance(run("refunds", "table", T16).exception, NotKnown)


def test_the_batch_form_in_both_languages_is_the_same_whenever_it_is_written(house: Path) -> None:
    sent()
    before = (house / "refunds-20260902-1000.xlsx").read_bytes()
    refunds("result", T10, "--paid", "1")
    again = refunds("export", T10, "--out", "again.xlsx", by="somebody else")
    assert again["changed"] is False
    assert (house / "again.xlsx").read_bytes() == before
    refunds("export", T10, "--format", "csv")

    text = (house / "refunds-20260902-1000.csv").read_text(encoding="utf-8-sig")
    head, first, _, total = csv.reader(io.StringIO(text))
    assert head[:3] == ["退款表 Refund table", "序号 Line", "退款编号 Refund"]
    assert first[3:] == [
        *("K1", "O1", "TB1", "退款 refund", "10.00"),
        *("平台申请 application on the platform", ""),
    ]
    assert (total[0], total[1], total[7]) == ("合计 Total", "2", "40.00")
    rows = load_workbook(io.BytesIO(before)).get_sheet_by_index(0).to_python()
    assert (rows[0], rows[1][7], rows[-1][7]) == (head, 10.0, 40.0)


def test_bad_rows_of_a_result_file_are_named_and_stop_no_other(house: Path) -> None:
    sent()
    file = house / "results.csv"
    file.write_text(
        "序号,结果,原因,金额\n1,成功,,10.00\n2,失败,,\n3,paid,,\n1,failed,no,\n1,perhaps,,\n"
        "2,failed,closed,31.00\n,paid,,\n2,failed,closed,30.00\n",
        encoding="utf-8",
    )
    done = run("refunds", "result", T10, str(file), "--as", "王会计")
    assert done.exit_code == 2
    report = json.loads(done.stdout)
    assert [(one["row"], one["column"]) for one in report["errors"]] == [
        *[(3, "reason"), (4, "line"), (5, "result"), (6, "result"), (7, "amount"), (8, "line")]
    ]
    assert {one["file"] for one in report["errors"]} == {"results.csv"}
    assert states()[:2] == [("K1", "paid"), ("K2", "failed")]


def test_the_form_sent_back_with_its_answers_is_read(house: Path) -> None:
    sent()
    refunds("export", T10, "--format", "csv")
    lines = (house / "refunds-20260902-1000.csv").read_text(encoding="utf-8-sig").splitlines()
    answers = [",结果,原因", ",成功,", ",失败,账户已注销", ",,"]
    text = "\n".join(line + answer for line, answer in zip(lines, answers, strict=True))
    (house / "back.csv").write_text(text, encoding="utf-8-sig")

    assert refunds("result", T10, "back.csv")["errors"] == []
    assert states()[:2] == [("K1", "paid"), ("K2", "failed")]
    again = refunds("result", T10, "back.csv")
    assert (again["paid"], again["failed"], again["unchanged"]) == ([], [], 2)
    assert shown("table", T10)["state"] == "settled"


def test_a_result_that_contradicts_the_books_is_a_bad_row(house: Path) -> None:
    sent()
    refunds("result", T10, "--paid", "1")
    (house / "late.csv").write_text("line,result,reason\n1,failed,x\n2,paid,\n", encoding="utf-8")
    done = run("refunds", "result", T10, "late.csv", "--as", "王会计")

    report = json.loads(done.stdout)
    assert [(one["row"], one["column"]) for one in report["errors"]] == [(2, "result")]
    assert "was paid" in report["errors"][0]["reason"]
    assert len(report["paid"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--failed", "1"],
        ["--paid", "9"],
        ["--paid", "1", "--failed", "1", "--reason", "x"],
        ["nowhere.csv", "--paid", "1"],
    ],
    ids=["nothing told", "no reason", "no such line", "both", "file and options"],
)
def test_what_cannot_be_meant_is_bad_input(words: list[str]) -> None:
    sent()
    done = run("refunds", "result", T10, *words, "--as", "王会计")
    assert isinstance(done.exception, BadInput)


def test_a_file_that_is_not_there_is_named() -> None:
    sent()
    done = run("refunds", "result", T10, "nowhere.csv", "--as", "王会计")
    assert done.exit_code == 2
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["file"], error["row"]) == ("nowhere.csv", None)


def test_a_line_is_left_to_the_next_table() -> None:
    drawn()
    refunds("postpone", T10, "1", "--reason", "wrong amount")
    assert [line["case"] for line in shown("table", T10)["lines"]] == ["K2"]
    assert dict(states())["K1"] == "ready"
    refunds("approve", T10)
    refunds("export", T10)
    refused_now = run("refunds", "postpone", T10, "1", "--reason", "x", "--as", "王会计")
    assert isinstance(refused_now.exception, refused.RefundExported)
    assert drawn("2026-09-02T17:00") == [T16]


def test_four_eyes_are_asked_for_by_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_FOUR_EYES", "on")
    drawn()
    same = run("refunds", "approve", T10, "--as", "小周")
    assert isinstance(same.exception, refused.ApproverDrewTable)
    assert refunds("approve", T10)["changed"] is True
    assert refunds("approve", T10, by="somebody else")["changed"] is False


def test_a_table_that_is_not_approved_is_not_written(house: Path) -> None:
    drawn()
    done = run("refunds", "export", T10, "--as", "王会计")

    assert isinstance(done.exception, refused.TableNotApproved)
    assert list(house.glob("refunds-*")) == []
