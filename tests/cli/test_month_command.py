"""``recourse month`` as a clerk meets it: exits, both languages, a second person (D14)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from shared.errors import BadInput, RuleViolation
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from pathlib import Path

CLOSED = ("month", "close", "2026-09", "--as", "李敏")


class Recourse:
    """The command line on a house with a month whose parcel has no freight."""

    def __init__(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.set = monkeypatch.setenv
        self.set("RECOURSE_HOME", str(tmp_path / "home"))
        story = Story("")
        story.order("A", 1, "50.00")
        story.parcel("W1", "01 18:00", "8.00")
        story.order("B", 1, "50.00", order_no="O2")
        story.parcel("W2", "02 18:00", "", order_no="O2")
        story.scan("W1", "03 10:00", "signed")
        story.scan("W2", "03 11:00", "signed")
        story.write(tmp_path / "files")
        until = moment("10-01 00:00")
        assert self("import", str(tmp_path / "files"), "--until", until).exit_code == 0

    def __call__(self, *words: str, lang: str = "en") -> Result:
        self.set("RECOURSE_LANG", lang)
        return CliRunner().invoke(app, words)

    def json(self, *words: str) -> Any:
        done = self(*words)
        assert done.exit_code == 0, done.output
        return json.loads(done.stdout)


@pytest.fixture
def recourse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Recourse:
    return Recourse(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        pytest.param("en", ["2026-09 cannot be closed", "a parcel without freight: W2"], id="en"),
        pytest.param("zh", ["2026-09 不能结账", "运单缺运费: W2"], id="zh"),
    ],
)
def test_a_refusal_exits_1_and_names_what_is_missing_in_the_readers_language(
    recourse: Recourse, lang: str, words: list[str]
) -> None:
    refused, checked = recourse(*CLOSED, lang=lang), recourse("month", "check", "2026-09")

    assert (refused.exit_code, checked.exit_code) == (1, 1)
    assert [line.strip() for line in refused.stderr.splitlines()] == [
        f"recourse: {words[0]}",
        words[1],
    ]
    assert recourse.json("month", "list", "--format", "json")[0]["status"] == "open"


def test_an_override_takes_a_reason_and_closes_once(recourse: Recourse) -> None:
    assert isinstance(recourse(*CLOSED, "--override").exception, BadInput)

    closed = recourse.json(*CLOSED, "--override", "--reason", "运费待补")
    again = recourse.json(*CLOSED)

    assert (closed["status"], closed["changed"], again["changed"]) == ("closed", True, False)
    assert closed["hash"] == again["hash"]
    (listed,) = recourse.json("month", "list", "--format", "json")
    assert (listed["person"], listed["reason"], listed["overrides"]) == (
        "李敏",
        "运费待补",
        ["freight_missing W2"],
    )
    assert "closed" in recourse("ledger", "courier").stdout
    checked = json.loads(recourse("month", "check", "2026-09", "--format", "json").stdout)
    assert (checked["status"], checked["blockers"]) == ("closed", [])


def test_a_line_that_came_late_says_which_month_it_belongs_to(
    recourse: Recourse, tmp_path: Path
) -> None:
    recourse.json(*CLOSED, "--override", "--reason", "运费待补")
    parcels = tmp_path / "files" / "parcels.csv"
    text = parcels.read_text(encoding="utf-8")
    parcels.write_text(text.replace("2026-09-02T18:00:00+08:00,", "2026-09-02T18:00:00+08:00,6.50"))
    assert recourse("import", str(tmp_path / "files")).exit_code == 0

    printed = recourse("ledger", "courier", "--period", "2026-10").stdout

    assert "Belongs to" in printed
    assert "6.50" in printed
    assert "Belongs to" not in recourse("ledger", "courier", "--period", "2026-09").stdout


def test_with_four_eyes_another_person_closes_than_the_one_who_held(recourse: Recourse) -> None:
    recourse.set("RECOURSE_FOUR_EYES", "true")
    override = ("--override", "--reason", "运费待补")

    assert isinstance(recourse(*CLOSED, *override).exception, RuleViolation)
    recourse.json("month", "hold", "2026-09", "--as", "李敏")
    assert isinstance(recourse(*CLOSED, *override).exception, RuleViolation)
    closed = recourse.json("month", "close", "2026-09", "--as", "王强", *override)

    assert (closed["status"], closed["person"]) == ("closed", "王强")


@pytest.mark.parametrize("period", ["2026-13", "1999-01", "september"])
def test_what_is_no_month_is_bad_usage(recourse: Recourse, period: str) -> None:
    assert recourse("month", "hold", period).exit_code == 2
