"""Flags and stock from the command line, from the desk to the warehouse (R105, R511)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.intake.domain.casework_refusals import ExactDate, OutOfStock

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,A,2,10.00\nO2,2026-09-01T10:00,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,courier,shipped_at\nW2,outbound,O2,SF,2026-09-01T18:00\n",
    "scans": "waybill,at,status\nW2,2026-09-03T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish\n"
    "K1,2026-09-04T09:00,O1,A,1,out_of_stock,wait\nK2,2026-09-04T09:00,O2,A,1,expired,refund\n",
}


@pytest.fixture(autouse=True)
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "zh")
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path), "--until", "2026-09-05").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(*words: str) -> Any:
    answer = run(*words)
    assert answer.exit_code == 0, answer.exception
    return json.loads(answer.stdout)


def flags(*more: str) -> list[tuple[str, str, str | None]]:
    rows = told("flags", "--format", "json", *more)
    return [(row["order_no"], row["kind"], row["person"]) for row in rows]


def test_r105_the_warehouse_sees_the_gift_of_who_waits() -> None:
    assert flags() == [("O1", "gift", None)]
    assert "赠品" in run("flags").stdout


def test_r105_and_the_gift_that_a_person_named() -> None:
    told("flag", "O1", "马克杯一个", "--gift", "--as", "李静")
    told("flag", "O2", "请放门卫", "--as", "李静")

    assert flags("--order", "O1") == [("O1", "gift", None), ("O1", "gift", "李静")]
    assert flags("--order", "O2") == [("O2", "note", "李静")]
    assert run("flags", "--format", "csv").stdout.startswith("order_no,at,kind,note,case,person\n")


def test_r105_a_gift_that_is_not_owed_any_more_is_gone_from_the_list() -> None:
    told("remedy", "K1", "refund", "--as", "李静")

    assert flags() == []


def test_r105_no_exact_date_is_promised() -> None:
    refused = run("flag", "O1", "9月12日到货", "--gift", "--as", "李静")

    assert isinstance(refused.exception, ExactDate)


def test_r511_what_the_warehouse_counted_decides_on_an_exchange() -> None:
    told("stock", "A", "0", "--as", "周强", "--at", "2026-09-05T09:00")
    refused = run("remedy", "K2", "exchange", "--as", "李静")
    assert isinstance(refused.exception, OutOfStock)

    told("stock", "A", "1", "--as", "周强", "--at", "2026-09-05T10:00")
    assert told("remedy", "K2", "exchange", "--as", "李静")["changed"] is True
