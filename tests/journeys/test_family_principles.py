"""Principles, time limits and money, through all four services: R501 to R517.

R517 has a journey of its own: `test_policy_change.py`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from services.cli.main import app
from tests.support.families import Told, each, tell
from tests.support.families.desk_work import TALES as DESK
from tests.support.families.principles import TALES as PRINCIPLES
from tests.support.families.records import TALES as RECORDS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

TALES = (*PRINCIPLES, *DESK, *RECORDS)
RECORDED = len(TALES) - 1
"""The place, and so the numbers, of the tale that the lists below are about."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("family")


@pytest.fixture(scope="module")
def told(folder: Path) -> list[Told]:
    return tell([tale() for tale in TALES], folder, "20 00:00")


@pytest.fixture
def recourse(told: list[Told], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The command line on the house of these tales; what it prints as JSON."""
    assert told
    monkeypatch.setenv("RECOURSE_HOME", str(folder / "home"))

    def run(*words: str) -> Any:
        answer = CliRunner().invoke(app, [*words, "--format", "json"])
        assert answer.exit_code == 0, (answer.output, answer.exception)
        return json.loads(answer.stdout)

    return run


@pytest.mark.parametrize("place", each(TALES))
def test_principle(told: list[Told], place: int) -> None:
    assert str(told[place]) == str(TALES[place]().expected)


def test_r509_what_a_day_leaves_of_its_returns_and_exchanges(recourse: Any) -> None:
    """Received on the 5th at 11:00, inspected on the 7th: left on the 5th alone (it came then)."""
    inspected = TALES.index(PRINCIPLES[-1])

    def left(day: str) -> list[str]:
        rows = recourse("due", "--day", f"2026-09-{day}")
        return [row["name"] for row in rows if (row["waybill"] or "") == f"W1~{inspected}"]

    assert [left(day) for day in ("04", "05", "06")] == [[], ["inspection"], []]


def test_r511_a_return_slip_names_number_goods_addresses_and_notes(recourse: Any) -> None:
    slip = recourse("slip", f"Q1~{RECORDED}")

    assert (slip["slip"], slip["kind"]) == (f"Q1~{RECORDED}-R", "return")
    assert slip["lines"] == [{"sku": "A", "quantity": 2}]
    assert {"address", "exchange_address", "notes"} <= slip.keys()


def test_r512_the_staff_ledger_holds_each_incident_and_when_the_commission_is_lost(
    recourse: Any,
) -> None:
    """孙丽 caused two in September, 50.00 each."""
    ledgers = {(one["agent"], one["period"]): one for one in recourse("ledger", "staff")}

    assert ledgers["孙丽", "2026-09"]["total"] == "100.00"
    assert ledgers["孙丽", "2026-09"]["commission"] == "due"


def test_r513_a_complaint_is_followed_to_its_corrective_action(recourse: Any) -> None:
    (complaint,) = recourse("complaint", "list")
    (stock,) = recourse("suspect", "list")

    assert (complaint["status"], complaint["outcome"]) == ("closed", "corrected")
    assert (stock["sku"], stock["complaints"]) == ("MILK", ["TS1"])


def test_r514_the_months_problems_by_agent(recourse: Any) -> None:
    """吴静's one case: two of A at 50.00, all of it paid back."""
    rows = recourse("problems", "2026-09", "--by", "agent")
    (row,) = (one for one in rows if one["key"] == "吴静")

    told = [row[name] for name in ("cases", "pieces", "value", "refunds")]
    assert told == [1, 2, "100.00", "100.00"]


def test_r515_an_agents_ratings_answers_and_disputes(recourse: Any) -> None:
    (row,) = (one for one in recourse("agents", "--period", "2026-09") if one["agent"] == "吴静")

    assert (row["cases"], row["closed"], row["rating_average"]) == (1, 1, "5.00")
    assert (row["disputes"], row["over_limit"]) == (0, False)


def test_r516_every_look_at_a_customer_is_recorded(recourse: Any) -> None:
    seen = recourse("customer", "show", f"Q1~{RECORDED}", "--as", "李静", "--reason", "回访")
    looks = recourse("customer", "looks", f"Q1~{RECORDED}")

    assert (seen["name"], seen["phone"]) == ("张三", "13900000000")
    assert [(one["person"], one["reason"]) for one in looks] == [("李静", "回访")]
    file = json.dumps(recourse("case", f"Q1~{RECORDED}"), ensure_ascii=False)
    assert "张三" not in file
    assert "13900000000" not in file
