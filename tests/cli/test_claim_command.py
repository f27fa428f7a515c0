"""``recourse claim`` and ``recourse report couriers`` on the command line (0017)."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.logistics.domain import claim_refusals as refused
from shared.errors import NotKnown

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,A,2,10.00\nO2,2026-09-01T09:00,A,2,10.00\n"
    "O3,2026-09-01T09:00,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00\nW2,reship,O1,K1,SF,2026-09-04T18:00,6.00\n"
    "W3,outbound,O2,,YTO,2026-09-01T18:00,8.00\nW4,outbound,O3,,SF,2026-09-01T18:00,8.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\nW2,2026-09-05T10:00,signed\n"
    "W3,2026-09-03T10:00,lost\nW3,2026-09-06T10:00,arrived\nW4,2026-09-03T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,outer_package,outer_photo,photos,"
    "confirmed_at\n"
    "K1,2026-09-04T09:00,O1,A,1,damage,reship,damaged,1,2,\n"
    "K2,2026-09-04T10:00,O2,A,2,lost,refund,,,,2026-09-04T10:30\n"
    "K3,2026-09-04T11:00,O3,A,1,damage,reship,damaged,1,2,\n",
}
"""K1: 10.00 and 6.00 on SF. K2: lost, 20.00 and 8.00 on YTO, heard of again. K3: 10.00 on SF."""
AS = ("--as", "王敏")
NOON = ("--at", "2026-09-09T12:00")


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("RECOURSE_LANG", "en")
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    assert run("import", str(tmp_path), "--until", "2026-09-10").exit_code == 0
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(*words: str) -> Any:
    answer = run(*words)
    assert answer.exit_code == 0, answer.exception
    return json.loads(answer.stdout)


def listed(*options: str) -> list[str]:
    return [one["case"] for one in told("claim", "list", "--format", "json", *options)]


def step(*words: str) -> Any:
    return told("claim", *words, *AS, *NOON)


@pytest.mark.usefixtures("house")
def test_claims_are_listed_by_what_is_asked_for() -> None:
    assert listed() == ["K1", "K2", "K3"]
    assert listed("--courier", "YTO") == ["K2"]
    assert listed("--delivered-after-loss") == ["K2"]
    assert (listed("--month", "2026-09"), listed("--month", "2026-10")) == (listed(), [])
    step("submit", "K1")
    assert (listed("--state", "submitted"), listed("--due")) == (["K1"], ["K2", "K3"])
    assert run("claim", "list", "--state", "gone").exit_code == 2


@pytest.mark.usefixtures("house")
def test_a_claim_is_listed_as_it_stands() -> None:
    step("submit", "K1", "--reason", "crushed")
    (one,) = told("claim", "list", "--state", "submitted", "--format", "json")

    stands = {name: one[name] for name in ("courier", "waybill", "order_no", "rule", "booked")}
    assert stands == {
        "courier": "SF", "waybill": "W1", "order_no": "O1", "rule": "R203", "booked": "16.00"
    }  # fmt: skip
    assert (one["age_days"], one["earliest_day"], one["latest_day"]) == (
        5, "2026-09-04", "2026-10-04"
    )  # fmt: skip
    assert (one["person"], one["reason"], one["evidence"]) == (
        "王敏",
        "crushed",
        ["photos", "scans"],
    )


@pytest.mark.usefixtures("house")
def test_the_steps_of_a_claim_and_what_is_refused() -> None:
    assert step("submit", "K1") == {
        "case": "K1",
        "at": "2026-09-09T12:00:00+08:00",
        "state": "submitted",
        "booked": "16.00",
        "changed": True,
    }
    assert step("submit", "K1")["changed"] is False
    assert step("dispute", "K1", "--reason", "packed badly")["state"] == "disputed"
    assert step("accept", "K1", "--amount", "12.50")["state"] == "accepted_in_part"
    again = run("claim", "reject", "K1", "--reason", "no", *AS, *NOON)
    assert isinstance(again.exception, refused.ClaimPartlyAccepted)
    assert isinstance(run("claim", "submit", "K9", *AS).exception, NotKnown)
    assert run("claim", "accept", "K1", *AS, "--amount", "much").exit_code == 2


@pytest.mark.usefixtures("house")
def test_d7_a_withdrawal_is_in_the_books_when_the_command_ends() -> None:
    given = step("withdraw", "K2", "--reason", "delivered after all")
    (month,) = told("ledger", "courier", "--courier", "YTO", "--format", "json")

    assert (given["state"], given["booked"]) == ("withdrawn", "0.00")
    lines = [line for line in month["lines"] if line["kind"] == "reversal"]
    assert [(one["cost"], one["amount"], one["certain_at"]) for one in lines] == [
        ("goods", "20.00", "2026-09-09T12:00:00+08:00"),
        ("outbound_freight", "8.00", "2026-09-09T12:00:00+08:00"),
    ]
    again = run("claim", "withdraw", "K2", "--reason", "again", *AS)
    assert isinstance(again.exception, refused.ClaimAlreadyWithdrawn)
    shown = told("claim", "show", "K2", "--format", "json")
    assert [one["step"] for one in shown["steps"]] == ["withdrawn"]
    assert [one["amount"] for one in shown["entries"]] == ["20.00", "8.00", "-20.00", "-8.00"]


@pytest.mark.usefixtures("house")
def test_the_report_adds_up_to_what_each_courier_owes() -> None:
    step("submit", "K1")
    step("accept", "K1", "--amount", "12.50")
    step("submit", "K2")
    sf, yto = told("report", "couriers", "--format", "json")

    assert sf == {
        "courier": "SF", "period": "2026-09", "cases": 2, "owed": "26.00", "accepted": "12.50",
        "disputed": "3.50", "rejected": "0.00", "silent": "0.00", "unsubmitted": "10.00",
        "withdrawn": "0.00", "unclaimed": "0.00", "granted": None,
    }  # fmt: skip
    assert (yto["owed"], yto["silent"]) == ("28.00", "28.00")
    for row in (sf, yto):
        (month,) = told("ledger", "courier", "--courier", row["courier"], "--format", "json")
        assert month["chargebacks"] == row["owed"]
    assert told("report", "couriers", "--courier", "YTO", "--format", "json") == [yto]
    assert told("report", "couriers", "--period", "2026-10", "--format", "json") == []


@pytest.mark.usefixtures("house")
def test_the_latest_claim_day_stands_in_what_is_due() -> None:
    due = told("due", "--desk", "logistics", "--name", "claim", "--format", "json")

    assert {one["case"]: one["due_at"] for one in due} == dict.fromkeys(
        ("K1", "K2", "K3"), "2026-10-04T23:59:59+08:00"
    )


@pytest.mark.usefixtures("house")
def test_tables_and_csv_say_the_same() -> None:
    step("submit", "K1")
    step("withdraw", "K3", "--reason", "not proved")

    rows = list(csv.DictReader(io.StringIO(run("claim", "list", "--format", "csv").stdout)))
    assert [(row["case"], row["state"]) for row in rows] == [
        ("K1", "submitted"), ("K2", "open"), ("K3", "withdrawn")
    ]  # fmt: skip
    assert "submitted" in run("claim", "list").stdout
    assert "not proved" in run("claim", "show", "K3").stdout
    assert "26.00" not in run("report", "couriers").stdout
    assert "Not submitted" in run("report", "couriers").stdout
