"""The README's case over three months and two verdicts (R501, D14) prints what the README says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from services.cli.main import app

ROOT = Path(__file__).parents[2]
HEADING = "## A case over three months and two verdicts"
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def section() -> list[tuple[str, str]]:
    """The section's blocks: language and text."""
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks: list[tuple[str, str]] = BLOCK.findall(page.split(HEADING)[1].split("\n## ")[0])
    return blocks


def lines(text: str) -> list[str]:
    """What a reader sees of a text: its lines without the blanks at their ends."""
    return [line.rstrip() for line in text.splitlines() if line.strip()]


@pytest.mark.journey
def test_the_readmes_case_over_three_months_prints_what_it_says(
    section: list[tuple[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    monkeypatch.chdir(ROOT)
    printed: list[str] = []

    for command in lines(next(text for language, text in section if language == "sh")):
        name, *words = shlex.split(command, comments=True)
        ended = CliRunner().invoke(app, words)
        assert (name, ended.exit_code) == ("recourse", 0), (command, ended.output)
        printed += lines(ended.stdout)

    told = [line for language, text in section if language == "text" for line in lines(text)]
    assert len(told) > 20
    assert [line for line in told if line not in printed] == []
