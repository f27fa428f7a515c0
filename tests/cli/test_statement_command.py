"""``recourse statement``: what is printed, what is written to a file, what is not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from shared.errors import BadInput
from tests.support.announced import charged_back, day, shipped, warehouse_charged
from tests.support.logged import logged

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    shipped("W-1", "SF", day(0), freight="12.00"),
    shipped("W-2", "SF", day(70), freight="9.00"),
    charged_back("1", "SF", day(3), "45.50"),
    warehouse_charged("1", day(3), "45.50"),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return logged(tmp_path_factory.mktemp("home"), SAID)


@pytest.fixture(autouse=True)
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_HOME", str(home))


def recourse(*arguments: str) -> Result:
    return CliRunner().invoke(app, ("statement", *arguments))


def test_a_month_of_a_courier_is_the_one_of_its_ledger_with_its_issue() -> None:
    ledger = json.loads(CliRunner().invoke(app, ("ledger", "courier", "--format", "json")).stdout)
    printed = json.loads(recourse("courier", "SF", "2026-09").stdout)

    assert printed == ledger[0] | {"issue": None}
    assert printed["net"] == "-33.50"


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_printed_or_written_to_a_file_of_its_ending(form: str, tmp_path: Path) -> None:
    printed = recourse("courier", "SF", "2026-09", "--format", form).stdout_bytes
    told = recourse("courier", "SF", "2026-09", "--out", str(tmp_path / f"sf.{form}")).stdout

    assert (tmp_path / f"sf.{form}").read_bytes() == printed
    assert json.loads(told)["statement"] == "SF-2026-09"


def test_a_month_between_two_is_printed_though_nothing_happened_in_it() -> None:
    printed = json.loads(recourse("courier", "SF", "2026-10").stdout)

    assert (printed["opening"], printed["net"], printed["lines"]) == ("-33.50", "-33.50", [])
    assert statement("courier", printed).groups == ()


def test_a_month_of_the_warehouse_is_told_as_an_account() -> None:
    printed = json.loads(recourse("warehouse", "main", "2026-09").stdout)

    assert (printed["warehouse"], printed["total"]) == ("main", "45.50")
    assert recourse("warehouse", "main", "2026-09", "--format", "pdf").stdout_bytes[:5] == b"%PDF-"


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (("courier", "XX", "2026-09"), "XX has no account"),
        (("courier", "SF", "2026-08"), "its months are 2026-09 to 2026-11"),
        (("courier", "SF", "2026-09", "--revision", "1"), "of 2026-09, revision 1"),
        (("dealer", "D1", "2026-09"), "D1 has no account"),
        (("staff", "a1", "2026-09"), "a1 has no account"),
        (("warehouse", "east", "2026-09"), "east has no account"),
    ],
)
def test_what_is_not_there_is_bad_input_and_says_why(asked: tuple[str, ...], why: str) -> None:
    result = recourse(*asked)

    assert isinstance(result.exception, BadInput)
    assert why in str(result.exception)


def test_a_month_that_is_none_is_bad_usage() -> None:
    assert recourse("courier", "SF", "2026-13").exit_code == 2
