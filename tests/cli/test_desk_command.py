"""``recourse desk``: people's own work on a case, and what becomes of its deadlines."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.intake.domain.desk_steps import CaseNotPaused, CaseStillOpen
from services.intake.domain.refusals import CaseNotKnown

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01T09:00,A,2,10.00\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,agent\n"
    "K1,2026-09-02T09:00,O1,A,1,out_of_stock,王敏\n",
}


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path)).exit_code == 0


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def step(*words: str) -> Result:
    return run("desk", *words, "--as", "王敏")


def contact_due(at: str) -> list[tuple[str, bool]]:
    """When the customer is to be called, as of a moment, and whether the case rests."""
    listed = run("due", "--at", at, "--name", "contact", "--format", "json")
    lines: list[dict[str, Any]] = json.loads(listed.stdout)
    return [(line["due_at"][:16], line["paused"]) for line in lines]


def test_r105_a_contact_ends_its_deadline() -> None:
    assert contact_due("2026-09-02T15:00") == [("2026-09-03T09:00", False)]

    told = step("contact", "K1", "--note", "waits with a gift", "--at", "2026-09-02T15:00")

    assert json.loads(told.stdout) == {
        "case": "K1",
        "at": "2026-09-02T15:00:00+08:00",
        "changed": True,
    }
    assert contact_due("2026-09-02T15:00") == []


def test_a_pause_moves_it_and_resuming_lets_it_run_on() -> None:
    step("pause", "K1", "--reason", "travels", "--until", "2026-09-05", "--at", "2026-09-02T10:00")
    assert contact_due("2026-09-02T12:00") == [("2026-09-05T23:00", True)]

    step("resume", "K1", "--at", "2026-09-02T13:00")
    assert contact_due("2026-09-02T13:00") == [("2026-09-03T12:00", False)]


def test_without_a_moment_it_happens_at_the_business_time() -> None:
    assert json.loads(step("contact", "K1").stdout)["at"] == "2026-09-02T09:00:00+08:00"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("resume", "K1"), CaseNotPaused),
        (("reopen", "K1", "--reason", "again"), CaseStillOpen),
        (("contact", "K9"), CaseNotKnown),
    ],
)
def test_what_is_not_allowed_is_refused(words: tuple[str, ...], refusal: type[Exception]) -> None:
    refused = step(*words)

    assert (refused.exit_code, type(refused.exception)) == (1, refusal)
