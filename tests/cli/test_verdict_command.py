"""A verdict from the command line moves what was booked (R501)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.intake.domain.refusals import CaseNotKnown
from shared.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01T09:00,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00\nW2,reship,O1,K1,SF,2026-09-04T18:00,6.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\nW2,2026-09-05T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,outer_package,outer_photo,photos\n"
    "K1,2026-09-04T09:00,O1,A,1,damage,reship,damaged,1,2\n",
}


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path), "--until", "2026-09-10").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def give(*more: str) -> Result:
    who = ("--as", "王敏", "--responsible", "赵磊")
    return run("verdict", *more, *who, "--reason", "packed without padding")


def charged(party: str) -> list[tuple[str, str]]:
    ledgers: list[dict[str, Any]] = json.loads(run("ledger", party, "--format", "json").stdout)
    lines = [line for ledger in ledgers for line in ledger["lines"]]
    return [(line["cost"], line["amount"]) for line in lines if line["rule"] == "R501"]


def test_r501_a_verdict_moves_what_was_booked_to_the_party(house: Path) -> None:
    given = give("K1", "warehouse", "--at", "2026-09-09T12:00")
    assert run("import", str(house), "--until", "2026-09-11").exit_code == 0

    assert json.loads(given.stdout)["changed"] is True
    assert charged("courier") == [("goods", "10.00"), ("reship_freight", "6.00")]
    assert charged("warehouse") == [("goods", "10.00"), ("reship_freight", "6.00")]


@pytest.mark.usefixtures("house")
def test_d31_the_same_verdict_again_changes_nothing() -> None:
    give("K1", "warehouse", "--at", "2026-09-09T12:00")

    again = give("K1", "warehouse", "--at", "2026-09-09T12:00")

    assert (again.exit_code, json.loads(again.stdout)["changed"]) == (0, False)


@pytest.mark.usefixtures("house")
def test_a_verdict_on_an_unknown_case_is_refused() -> None:
    refused = give("K9", "warehouse")

    assert refused.exit_code == 1
    assert isinstance(refused.exception, CaseNotKnown)


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("liable", ["merchant", "warehouse"])
def test_r503_where_the_company_is_liable_the_responsible_person_is_named(liable: str) -> None:
    given = run("verdict", "K1", liable, "--as", "王敏", "--reason", "seen on the film")

    assert isinstance(given.exception, BadInput)


@pytest.mark.usefixtures("house")
def test_r503_the_case_file_names_the_responsible_person() -> None:
    give("K1", "warehouse")

    file = json.loads(run("case", "K1", "--format", "json").stdout)

    (said,) = [one["data"] for one in file["events"] if one["type"] == "LiabilityDecided"]
    assert (said["to"], said["responsible"], said["person"]) == ("warehouse", "赵磊", "王敏")


@pytest.mark.usefixtures("house")
def test_an_empty_cell_is_refused_here_as_over_http() -> None:
    given = run("verdict", "K1", "courier", "--as", " ", "--reason", "seen on the film")

    assert isinstance(given.exception, BadInput)
    assert "person" in str(given.exception)
