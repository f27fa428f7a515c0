"""``recourse policy diff`` over a month worked out by hand; ``list``, ``show`` and ``check``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.cli.policy import comparing, listing
from services.cli.words import word
from shared.errors import NotKnown
from tests.policy.drafts import FIFTEEN_DAYS, LATER, R203_OURS, TEXT, text

if TYPE_CHECKING:
    from pathlib import Path

# K1 damaged and reshipped: 20.00 + 6.00. K2 damaged and returned: one cup of two is broken, 10.00,
# and 7.00 postage. K3 wants to return on the ninth day. K4 is K1 with a verdict. K5 is untouched.
FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\n"
    + "".join(f"O{n},2026-09-01T09:00,CUP,2,10.00\n" for n in range(1, 6)),
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    + "".join(f"W{n},outbound,O{n},,SF,2026-09-01T18:00,8.00\n" for n in range(1, 6))
    + "X1,reship,O1,K1,SF,2026-09-05T18:00,6.00\nX2,return,O2,K2,YTO,2026-09-05T18:00,7.00\n"
    + "X4,reship,O4,K4,SF,2026-09-05T18:00,6.00\n",
    "scans": "waybill,at,status\n"
    + "".join(f"W{n},2026-09-03T10:00,signed\n" for n in range(1, 6)),
    "requests": "request_no,at,order_no,sku,quantity,cause,remedy,outer_package,photos,resellable,"
    "complete,confirmed_at\n"
    "K1,2026-09-04T09:00,O1,CUP,2,damage,reship,damaged,2,,,\n"
    "K2,2026-09-04T09:00,O2,CUP,2,damage,return_refund,damaged,2,,,2026-09-04T10:00\n"
    "K3,2026-09-12T11:00,O3,CUP,1,change_of_mind,,,,1,1,\n"
    "K4,2026-09-04T09:00,O4,CUP,2,damage,reship,damaged,2,,,\n"
    "K5,2026-09-04T09:00,O5,CUP,1,expired,refund,,,,,2026-09-04T10:00\n",
    "inspections": "waybill,received_at,inspected_at,sku,quantity,condition\n"
    "X2,2026-09-08T09:00,2026-09-08T10:00,CUP,1,damaged\n"
    "X2,2026-09-08T09:00,2026-09-08T10:00,CUP,1,good\n",
    "verdicts": "request_no,at,liable\nK4,2026-09-09T09:00,warehouse\n",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    for name, told in FILES.items():
        (tmp_path / f"{name}.csv").write_text(told, encoding="utf-8")
    assert run("import", str(tmp_path), "--until", "2026-09-30").exit_code == 0
    return tmp_path


@pytest.fixture
def draft(tmp_path: Path) -> str:
    path = tmp_path / "draft.toml"
    path.write_text(text(FIFTEEN_DAYS, R203_OURS), encoding="utf-8")
    return str(path)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def answered(*words: str) -> Any:
    result = run("policy", *words, "--format", "json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.usefixtures("house")
def test_the_recorded_cases_that_differ_and_the_money_that_moves(draft: str) -> None:
    cases = answered("diff", "2026-01", draft)["cases"]

    assert (cases["compared"], cases["different"]) == (5, 4)
    assert {case["case"]: [list(m.values()) for m in case["moved"]] for case in cases["cases"]} == {
        "K1": [
            ["goods", "courier", "merchant", "20.00"],
            ["reship_freight", "courier", "merchant", "6.00"],
        ],
        "K2": [
            ["goods", "courier", "merchant", "10.00"],
            ["return_freight", "courier", "merchant", "7.00"],
        ],
        "K3": [],
        "K4": [],
    }
    assert cases["moved"] == [{"from": "courier", "to": "merchant", "amount": "43.00"}]


@pytest.mark.usefixtures("house")
def test_r301_what_a_customer_would_be_paid_is_told_beside(draft: str) -> None:
    cases = answered("diff", "2026-01", draft)["cases"]

    late = next(case for case in cases["cases"] if case["case"] == "K3")
    assert (late["from"]["verdict"], late["to"]["verdict"]) == ("rejected", "approved")
    assert late["to"]["carried_out"] == "return_refund"
    assert late["paid"] == {"from": "0.00", "to": "10.00", "difference": "10.00"}
    # K2 is paid 20.00 and K5 10.00 under both.
    assert cases["paid"] == {"from": "30.00", "to": "40.00", "difference": "10.00"}


@pytest.mark.usefixtures("house")
def test_r501_a_case_with_a_verdict_differs_but_moves_nothing(draft: str) -> None:
    cases = answered("diff", "2026-01", draft)["cases"]["cases"]

    (settled,) = [case for case in cases if case["case"] == "K4"]
    assert settled["from"]["bears"] == settled["to"]["bears"]
    assert "liable" in settled["fields"]


@pytest.mark.usefixtures("house")
def test_the_other_way_round_the_money_moves_back(draft: str) -> None:
    moved = answered("diff", draft, "2026-01")["cases"]["moved"]

    assert moved == [{"from": "merchant", "to": "courier", "amount": "43.00"}]


@pytest.mark.usefixtures("house")
def test_on_paper_alone_no_case_is_looked_at(draft: str) -> None:
    printed = answered("diff", "2026-01", draft, "--paper")

    assert list(printed) == ["from", "to", "written", "decided"]


def test_without_books_it_stays_on_paper(
    draft: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "nowhere"))

    assert "cases" not in answered("diff", "2026-01", draft)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(("lang", "title"), [("zh", "金额转移"), ("en", "Money moved")])
def test_the_tables_speak_the_readers_language(
    draft: str, lang: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_LANG", lang)

    printed = run("policy", "diff", "2026-01", draft).stdout

    assert title in printed
    assert "43.00" in printed


@pytest.mark.usefixtures("house")
def test_csv_is_one_table_told_apart_by_its_part(draft: str) -> None:
    header, *rows = run("policy", "diff", "2026-01", draft, "--format", "csv").stdout.splitlines()

    assert header.split(",")[:3] == ["part", "named", "case"]
    assert any("return_days" in row for row in rows)


def test_the_versions_are_listed_with_both_titles() -> None:
    (first,) = answered("list")

    assert (first["policy"], first["valid_to"], first["overlays"]) == ("2026-01", None, [])
    assert set(first["title"]) == {"en", "zh"}
    assert "2026-01" in run("policy", "list").stdout
    assert run("policy", "list", "--format", "csv").stdout.startswith("policy,title")


def test_a_version_is_shown_whole_or_by_rule() -> None:
    whole, by_rule = answered("show", "2026-01"), answered("show", "2026-01", "R305")

    assert whole["limits"]["return_days"] == 7
    assert [row["row"] for row in by_rule["rows"]] == ["missing-invoice"]
    assert by_rule["rows"][0]["text"]["zh"] == "未收到发票:寄盖章复印件"
    assert len(whole["rows"]) > 30
    assert "R305" in run("policy", "show", "2026-01", "R305").stdout
    assert isinstance(run("policy", "show", "2026-01", "R999").exception, NotKnown)


def test_a_draft_is_checked_and_asked_by_its_path(draft: str) -> None:
    facts = '{"cause": "damage", "stage": "signed", "photos": 1, "outer_package": "damaged"}'

    checked = run("policy", "check", draft)
    asked = CliRunner().invoke(app, ["policy", "decide", "--policy", draft], input=facts)

    assert json.loads(checked.stdout) == {"policy": "2026-10", "problems": []}
    assert json.loads(asked.stdout)["liable"] == "merchant"


def test_a_draft_that_begins_with_another_version_is_found(tmp_path: Path) -> None:
    path = tmp_path / "twin.toml"
    path.write_text(text().replace(LATER[1], LATER[0]), encoding="utf-8")

    checked = run("policy", "check", str(path))

    assert checked.exit_code == 1
    assert "begin at the same moment" in checked.stdout


def test_r517_a_folder_of_versions_is_checked_as_a_succession(tmp_path: Path) -> None:
    ended = 'version = "2026-01"\nvalid_to = 2026-09-30T00:00:00+08:00\n'
    first = TEXT.replace('version = "2026-01"\n', ended)
    (tmp_path / "2026-01.toml").write_text(first, encoding="utf-8")
    (tmp_path / "2026-10.toml").write_text(text(), encoding="utf-8")

    checked = run("policy", "check", str(tmp_path))

    assert checked.exit_code == 1
    (problem,) = json.loads(checked.stdout)["problems"]
    assert problem.startswith("gap: 2026-01 ends at 2026-09-30")


@pytest.mark.parametrize(
    "words",
    [
        ("diff", "2026-01", "1999-12"),
        ("diff", "2026-01", "nowhere.toml"),
        ("diff", "2026-01"),
        ("show", "1999-12"),
        ("check", "nowhere.toml"),
    ],
    ids=" ".join,
)
def test_bad_usage_exits_with_two(words: tuple[str, ...]) -> None:
    assert run("policy", *words).exit_code == 2


def test_every_column_has_a_word() -> None:
    columns = {*comparing.WRITTEN, *comparing.GROUPS, *comparing.CASES, *comparing.PAID}
    columns |= {*listing.VERSIONS, *listing.ROWS, *listing.LIMITS}

    assert [name for name in columns if word(name, "zh") == name] == []
