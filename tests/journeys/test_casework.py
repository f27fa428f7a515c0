"""What people do beside the files, from the desk to the warehouse and the ledgers (D36)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.intake.domain.casework_refusals import OutOfStock

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

FILES = {
    "orders": "order_no,purchased_at,customer_id,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,C1,A,1,30.00\n"
    "O2,2026-09-05T09:00,C1,B,1,20.00\n"
    "O3,2026-09-05T10:00,C2,A,1,30.00\n",
    "parcels": "waybill,kind,order_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,SF,2026-09-01T18:00,8.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish\n"
    "K1,2026-09-05T12:00,O1,A,1,expired,refund\n"
    "K3,2026-09-05T12:30,O3,A,1,out_of_stock,wait\n",
}
NEW_PARCEL = "W2,outbound,O2,SF,2026-09-06T18:00,7.00\n"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    bring(tmp_path, FILES, "2026-09-06T09:00")
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(*words: str) -> Any:
    answer = run(*words)
    assert answer.exit_code == 0, answer.exception
    return json.loads(answer.stdout)


def bring(folder: Path, files: dict[str, str], until: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(folder), "--until", until).exit_code == 0


def test_r510_r511_an_exchange_checked_against_stock_rides_with_a_new_order(house: Path) -> None:
    told("stock", "A", "0", "--as", "周强", "--at", "2026-09-06T09:10")
    refused = run("remedy", "K1", "exchange", "--as", "李静", "--at", "2026-09-06T09:20")
    assert isinstance(refused.exception, OutOfStock)
    told("stock", "A", "1", "--as", "周强", "--at", "2026-09-06T09:30")
    told("remedy", "K1", "exchange", "--as", "李静", "--at", "2026-09-06T09:40")

    told("carry", "ride", "K1", "O2", "--as", "李静", "--at", "2026-09-06T10:00")
    bring(house, {"parcels": FILES["parcels"] + NEW_PARCEL}, "2026-09-08")

    case = told("case", "K1", "--format", "json")
    reships = [one["data"]["rides_with"] for one in case["events"] if one["type"] == "ReshipIssued"]
    closed = [one["time"] for one in case["events"] if one["type"] == "CaseClosed"]
    assert (reships, closed) == ([None, "O2"], ["2026-09-06T18:00:00+08:00"])
    ledgers = told("ledger", "courier", "--format", "json")
    freights = [(ln["waybill"], ln["cost"]) for ledger in ledgers for ln in ledger["lines"]]
    assert freights == [("W1", "outbound_freight"), ("W2", "outbound_freight")]


@pytest.mark.usefixtures("house")
def test_r105_the_warehouse_sees_what_goes_into_each_parcel() -> None:
    told("remedy", "K1", "exchange", "--as", "李静")
    told("carry", "ride", "K1", "O2", "--as", "李静")

    flags = told("flags", "--format", "json")

    assert [(flag["order_no"], flag["kind"], flag["case"]) for flag in flags] == [
        ("O2", "exchange", "K1"),
        ("O3", "gift", "K3"),
    ]


def test_d36_importing_the_same_files_again_undoes_nobodys_work(house: Path) -> None:
    told("remedy", "K1", "exchange", "--as", "李静")
    told("carry", "ride", "K1", "O2", "--as", "李静")
    before = told("case", "K1", "--format", "json")

    bring(house, FILES, "2026-09-06T09:00")

    assert told("case", "K1", "--format", "json") == before
