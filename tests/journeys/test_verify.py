"""``recourse verify`` on copies of a house, each corrupted in one way: noticed and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from samples.generate import write_month
from tests.support.corruptions import CORRUPTIONS, Corruption
from tests.support.house import home
from tests.support.logged import CommandLine

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clean")
    write_month(folder / "files", seed=5, orders=60)
    with home(folder / "home") as house:
        assert house.bring(folder / "files").errors == []
    with pytest.MonkeyPatch.context() as environment:
        recourse = CommandLine(folder / "home", environment)
        who = ("--as", "王芳")
        assert recourse("reconcile", "2026-09", "--accept", "all", *who).exit_code == 0
        claim = recourse.json("claim", "list")[0]["case"]
        assert recourse("claim", "withdraw", claim, *who, "--reason", "kind").exit_code == 0
        anew = (*who, "--reason", "sample", "--override")
        for done in (
            ("close", "2026-09", *anew),
            ("reopen", "2026-09", *anew[:4]),
            ("close", "2026-09", *anew),
            ("close", "2026-10", *anew),
        ):
            assert recourse("month", *done).exit_code == 0
        assert recourse("verify").exit_code == 0
    return folder / "home"


@pytest.fixture
def copy(clean: Path, tmp_path: Path) -> Path:
    return copytree(clean, tmp_path / "copy")


def breaches(told: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["equality"], breach["problem"]) for one in told for breach in one["breaches"]}


def test_a_clean_house_holds_every_equality(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = CommandLine(copy, monkeypatch).json("verify")

    assert breaches(told) == set()
    assert all(one["holds"] for one in told)
    empty = {one["of"] for one in told if not one["checked"]}
    assert empty <= {"complaints", "suspect_stock", "order_flags", "dealer_ledger"}


@pytest.mark.parametrize("corruption", CORRUPTIONS.values(), ids=CORRUPTIONS)
def test_a_corrupted_copy_is_noticed_and_named(
    corruption: Corruption, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(copy / corruption.file)) as file:
        before = file.total_changes
        file.executescript(f"BEGIN;{corruption.statement};COMMIT")
        assert file.total_changes > before
    recourse = CommandLine(copy, monkeypatch)

    result = recourse("verify", "--format", "csv")

    assert result.exit_code == 1
    told = [line.split(",") for line in result.stdout.splitlines()[1:]]
    found = {(row[1], row[5]) for row in told if row[4] == "False"}
    assert set(corruption.told) <= found
