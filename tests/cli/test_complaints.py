"""``recourse complaint``, ``suspect`` and ``rate`` on a house of their own (R513, R515)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli import complaints, suspect
from services.cli.main import app
from services.cli.words import word
from services.intake.domain.complaint_refusals import ProofMissing
from services.intake.domain.refusals import CaseNotKnown

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Recourse = Callable[..., Result]


@pytest.fixture
def recourse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recourse:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))

    def run(*arguments: str, lang: str = "en") -> Result:
        monkeypatch.setenv("RECOURSE_LANG", lang)
        return CliRunner().invoke(app, arguments)

    return run


def printed(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


RECEIVE = (
    *("complaint", "receive", "TS1", "--channel", "chat", "--kind", "quality", "--about", "胀包"),
    *("--sku", "MILK", "--batch", "B1", "--as", "李静", "--at", "2026-09-05T10:00"),
)
VERIFY = (
    *("complaint", "verify", "TS1", "--substantiated", "--finding", "密封不良", "--as", "陈工"),
    *("--at", "2026-09-05T12:00"),
)
PLAN = (
    *("complaint", "plan", "TS1", "--action", "停售", "--owner", "陈工"),
    *("--due", "2026-09-12T18:00", "--at", "2026-09-05T13:00"),
)
POSTPONE = (
    *("complaint", "postpone", "TS1", "--due", "2026-09-19T18:00", "--reason", "等新模具"),
    *("--at", "2026-09-12T09:00"),
)
DONE = (
    *("complaint", "done", "TS1", "--result", "合格", "--as", "陈工"),
    *("--at", "2026-09-18T09:00"),
)
CLOSE = ("complaint", "close", "TS1", "--as", "李静", "--at", "2026-09-18T10:00")
ISOLATE = (
    *("suspect", "isolate", "MILK", "--quantity", "20", "--batch", "B1", "--as", "周强"),
    *("--at", "2026-09-05T15:00"),
)
RELEASE = (
    *("suspect", "release", "MILK", "--quantity", "20", "--batch", "B1", "--to", "scrap"),
    *("--finding", "胀包", "--as", "周强", "--at", "2026-09-06T15:00"),
)


def test_a_complaint_is_led_from_receipt_to_closing(recourse: Recourse, tmp_path: Path) -> None:
    photo = tmp_path / "swollen.jpg"
    photo.write_bytes(b"a photo")
    steps = ((*RECEIVE, "--attach", str(photo)), VERIFY, PLAN, POSTPONE, DONE, CLOSE)

    assert all(printed(recourse(*step)) == {"complaint": "TS1", "changed": True} for step in steps)

    (line,) = printed(recourse("complaint", "list", "--format", "json"))
    assert (line["status"], line["due_at"]) == ("closed", "2026-09-19T18:00:00+08:00")
    assert line["evidence"] == [
        {
            "name": "swollen.jpg",
            "media_type": "image/jpeg",
            "sha256": hashlib.sha256(b"a photo").hexdigest(),
            "size": 7,
        }
    ]
    assert "TS1,closed,2026-09-05T10:00" in recourse("complaint", "list", "--format", "csv").stdout
    assert "等新模具" in recourse("complaint", "show", "TS1").stdout
    assert "纠正措施" in recourse("complaint", "show", "TS1", lang="zh").stdout
    assert len(printed(recourse("complaint", "show", "TS1", "--format", "json"))["events"]) == 7


def test_an_answer_without_proof_is_refused(recourse: Recourse, tmp_path: Path) -> None:
    report = tmp_path / "test.pdf"
    report.write_bytes(b"fine")
    answer = ("complaint", "answer", "TS1", "--text", "合格", "--as", "李静")
    recourse(*RECEIVE)
    recourse(*(one.replace("--sub", "--unsub") for one in VERIFY))

    refused = recourse(*answer, "--at", "2026-09-05T14:00")
    assert isinstance(refused.exception, ProofMissing)  # main() makes it exit 1.
    taken = recourse(*answer, "--at", "2026-09-05T14:00", "--proof", str(report))
    assert printed(taken)["changed"]
    assert "已答复" in recourse("complaint", "list", lang="zh").stdout


def test_suspect_stock_is_listed_isolated_and_scrapped(recourse: Recourse) -> None:
    for step in (RECEIVE, VERIFY, ISOLATE, RELEASE):
        printed(recourse(*step))

    (line,) = printed(recourse("suspect", "list", "--format", "json"))
    assert (line["complaints"], line["scrap"], line["held"]) == (["TS1"], 20, 0)
    assert "可疑库存" in recourse("suspect", "list", lang="zh").stdout
    assert "MILK,B1,TS1" in recourse("suspect", "list", "--format", "csv").stdout


def test_a_rating_of_an_unknown_case_is_refused(recourse: Recourse) -> None:
    refused = recourse("rate", "C9", "5", "--at", "2026-09-05T14:00")

    assert isinstance(refused.exception, CaseNotKnown)


@pytest.mark.parametrize(
    "arguments",
    [
        ("rate", "C9", "6"),
        ("complaint", "list", "--status", "lost"),
        (*RECEIVE[:3], "--kind", "weather"),
        (*ISOLATE[:4], "0"),
    ],
)
def test_bad_usage_exits_with_two(recourse: Recourse, arguments: tuple[str, ...]) -> None:
    assert recourse(*arguments).exit_code == 2


def test_without_a_moment_business_time_is_asked_for(recourse: Recourse) -> None:
    assert "--at" in str(recourse(*RECEIVE[:-2]).exception)


def test_nothing_is_recorded_at_first(recourse: Recourse) -> None:
    assert "Nothing is recorded" in recourse("complaint", "list").stdout
    assert "Nothing is recorded" in recourse("suspect", "list").stdout


@pytest.mark.parametrize("columns", [complaints.SHEET, complaints.LIST, suspect.COLUMNS])
def test_every_column_has_a_word(columns: tuple[str, ...]) -> None:
    assert [name for name in columns if word(name, "zh") == name] == []
