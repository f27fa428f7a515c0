"""A process that dies while it attaches a file leaves at most a file that nobody names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from services.cli.main import app
from tests.evidence.files import jpeg
from tests.http.serving import ASKED, ORDER, served

PROJECT = Path(__file__).parents[2]
NOON = "2026-09-02T12:00:00+08:00"


def run(*words: str) -> Any:
    done = CliRunner().invoke(app, ["evidence", *words])
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


@pytest.mark.parametrize("moment", ["written", "kept"])
def test_r514_an_event_never_names_a_file_that_is_not_kept(
    moment: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, photo = tmp_path / "home", tmp_path / "1.jpg"
    photo.write_bytes(jpeg())
    monkeypatch.setenv("RECOURSE_HOME", str(home))
    with served(home) as house:
        house.post("/intake/v1/orders", ORDER)
        house.post("/intake/v1/cases", ASKED)

    died = subprocess.run(
        [sys.executable, "-m", "tests.evidence.dying_desk", str(photo), moment],
        cwd=PROJECT,
        env=dict(os.environ),
        check=False,
        capture_output=True,
        text=True,
    )
    assert died.returncode == 9, died.stderr
    left = [path for path in (home / "evidence").rglob("*") if path.is_file()]
    assert len(left) == 1
    assert run("list", "C1", "--format", "json") == []
    assert run("verify")["intake"] == {"checked": 0, "missing": [], "altered": []}

    (again,) = run("attach", "C1", str(photo), "--kind", "photo", "--at", NOON)

    assert again["changed"] is True
    assert run("verify")["intake"] == {"checked": 1, "missing": [], "altered": []}
