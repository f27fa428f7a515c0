"""``recourse policy explain``: a recorded case under its own version, or facts on stdin."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.cli.policy import explaining
from services.cli.words import word
from shared.errors import NotKnown
from shared.policy.facts import CHOICES, FACT_NAMES
from shared.policy.vocabulary import EVIDENCE, REMEDIES

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01T09:00,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,SF,2026-09-01T18:00,8.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,photos,verified_at,verified,agent\n"
    "K1,2026-09-04T09:00,O1,A,1,quality_defect,refund,2,2026-09-05T11:00,1,王敏\n",
}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path)).exit_code == 0
    return "K1"


def run(*words: str, given: str = "") -> Result:
    return CliRunner().invoke(app, list(words), input=given)


def explained(*words: str, given: str = "") -> dict[str, Any]:
    result = run("policy", "explain", *words, "--format", "json", given=given)
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def test_d28_a_case_is_explained_as_it_was_decided_by_its_own_version(case: str) -> None:
    told = explained(case)

    assert (told["case"], told["policy"]["version"], told["agrees"]) == (case, "2026-01", True)
    assert [row["row"] for row in told["matched"]] == ["quality-defect"]
    assert told["decision"]["missing"] == ["customer_confirmation"]


def test_a_fact_is_told_with_who_brought_it_and_when(case: str) -> None:
    known = {one["fact"]: one for one in explained(case)["known"]}

    assert known["photos"]["known_at"] == "2026-09-04T09:00:00+08:00"
    assert (known["photos"]["event"], known["photos"]["who"]) == ("ReturnRequested", "王敏")
    assert known["verified"]["known_at"] == "2026-09-05T11:00:00+08:00"


@pytest.mark.parametrize(
    ("lang", "title", "rule"),
    [("zh", "适用条目", "R208 质量问题"), ("en", "Rows that matched", "R208 Defect of quality")],
)
def test_the_table_speaks_the_readers_language(
    case: str, lang: str, title: str, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_LANG", lang)

    printed = run("policy", "explain", case).stdout

    assert title in printed
    assert rule in printed


def test_facts_on_stdin_are_explained_without_any_books() -> None:
    told = explained("--facts", given='{"cause": "damage", "stage": "signed", "photos": null}')

    assert told["decision"]["missing"] == ["photos"]
    assert "case" not in told


def test_the_remedy_that_was_chosen_counts_as_insisting() -> None:
    facts = '{"cause": "lost", "stage": "in_transit"}'

    assert explained("--facts", given=facts)["decision"]["remedies"] == ["reship"]
    assert explained("--facts", "--remedy", "refund", given=facts)["carried_out"] == "refund"


def test_csv_is_the_tables_cells(case: str) -> None:
    header, *rows = run("policy", "explain", case, "--format", "csv").stdout.splitlines()

    assert header == "table,line,column,value"
    assert any("quality-defect" in row for row in rows)


@pytest.mark.parametrize(
    ("words", "given"),
    [
        pytest.param((), "", id="nothing-asked"),
        pytest.param(("K1", "--facts"), "{}", id="both-asked"),
        pytest.param(("--facts",), "{", id="no-json"),
        pytest.param(("--facts",), '{"cause": "damage"}', id="no-stage"),
        pytest.param(("--facts", "--policy", "1999-12"), "{}", id="no-such-version"),
    ],
)
def test_bad_usage_is_refused(words: tuple[str, ...], given: str) -> None:
    result = run("policy", "explain", *words, given=given)

    assert result.exit_code == 2 or type(result.exception).__name__ in {"BadInput", "BadFacts"}


@pytest.mark.usefixtures("case")
def test_an_unknown_case_is_not_explained() -> None:
    assert isinstance(run("policy", "explain", "K9").exception, NotKnown)


def test_every_word_of_an_explanation_is_chinese_and_english() -> None:
    sheets = (explaining.KNOWN, explaining.MATCHED, explaining.REMEDIES, explaining.SUPPOSED)
    values = [str(value).lower() for choices in CHOICES.values() for value in choices]
    names = {*values, *FACT_NAMES, *REMEDIES, *EVIDENCE, *explaining.PASSED}.union(*sheets)
    untold = {name for name in names if word(name, "zh") == name}

    assert untold == set()
