"""``recourse agents`` and ``recourse problems`` as printed (R514, R515)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.figures import AGENT_SHEET, COSTS, PROBLEMS, SUMS
from services.cli.main import app
from services.cli.words import word
from shared.bus.connect import connect
from shared.contracts.registry import TOPICS
from tests.support.announced import record
from tests.support.figured import AGENTS, MONTH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from shared.bus.record import Record

    Recourse = Callable[..., Result]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    bus = connect("embedded", folder)
    bus.create_topics(TOPICS)
    said: dict[str, list[Record]] = {}
    for one in map(record, (*MONTH, *AGENTS)):
        said.setdefault(one.topic.partition(".")[0], []).append(one)
    for service, records in said.items():
        bus.outbox(service).append(records, len(records))
    bus.close()
    return folder


@pytest.fixture
def recourse(home: Path, monkeypatch: pytest.MonkeyPatch) -> Recourse:
    monkeypatch.setenv("RECOURSE_HOME", str(home))

    def run(*arguments: str, lang: str = "en") -> Result:
        monkeypatch.setenv("RECOURSE_LANG", lang)
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        return result

    return run


def test_r514_the_summary_in_all_formats(recourse: Recourse) -> None:
    rows: list[dict[str, Any]] = json.loads(
        recourse("problems", "2026-09", "--by", "product", "--format", "json").stdout
    )
    assert {row["by"] for row in rows} == {"product"}
    header, *lines = recourse("problems", "2026-09", "--format", "csv").stdout.splitlines()
    assert header == ",".join(PROBLEMS)
    assert {line.split(",")[0] for line in lines} == {"cause", "product", "courier", "agent"}
    chinese = recourse("problems", "2026-09", lang="zh").stdout
    assert "问题汇总 · 2026-09" in chinese
    assert "不想要了" in chinese
    assert "Nothing is recorded" in recourse("problems", "2026-11").stdout


def test_r515_who_is_over_the_limit_is_shown_so(recourse: Recourse) -> None:
    (line,) = (
        line
        for line in recourse("agents", "--period", "2026-10").stdout.splitlines()
        if line.strip().startswith("李")
    )
    assert "over the limit" in line
    assert "超限" in recourse("agents", lang="zh").stdout
    header, *rows = recourse("agents", "--format", "csv").stdout.splitlines()
    assert header.startswith("agent,period,cases,closed,resolution_rate")
    assert json.loads(recourse("agents", "--format", "json").stdout)[0]["period"] == "2026-09"
    assert len(rows) == 5


@pytest.mark.parametrize(
    "arguments",
    [("problems",), ("problems", "2026-13"), ("problems", "2026-09", "--by", "moon")],
)
def test_bad_usage_exits_with_two(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(app, arguments).exit_code == 2


@pytest.mark.parametrize("columns", [AGENT_SHEET, COSTS, SUMS, ("problems", "cases", "pieces")])
def test_every_column_has_a_word(columns: tuple[str, ...]) -> None:
    assert [name for name in columns if word(name, "zh") == name] == []
