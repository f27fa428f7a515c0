"""What ``ledger``, ``refunds`` and ``case`` print of a house with something on its log."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.ledger import ACCOUNT_SHEET, COURIER_SHEET, SUMS
from services.cli.main import app
from services.cli.refunds import COLUMNS
from services.cli.words import word
from shared.bus.connect import connect
from shared.contracts.registry import TOPICS
from shared.errors import NotKnown
from tests.support.announced import (
    charged_back,
    day,
    decided,
    record,
    registered,
    requested,
    shipped,
    table,
    taken_back,
    warehouse_charged,
)

if TYPE_CHECKING:
    from pathlib import Path

    from shared.bus.record import Record

SAID = (
    registered("O-W-1", day(0)),
    shipped("W-1", "YTO", day(0), freight="1208.50"),
    shipped("W-2", "YTO", day(1)),
    shipped("W-3", "SF", day(1)),
    requested("1", "O-W-1", day(2)),
    decided("1", "O-W-1", day(2), "approved"),
    charged_back("1", "YTO", day(3), "45.50"),
    taken_back("1", "YTO", day(31), "45.50"),
    warehouse_charged("1", day(31), "45.50"),
    table(day(4), ("1", "refund", "9.00"), ("2", "postage", "8.50")),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    bus = connect("embedded", home)
    bus.create_topics(TOPICS)
    said: dict[str, list[Record]] = {}
    for one in map(record, SAID):
        said.setdefault(one.topic.partition(".")[0], []).append(one)
    for service, records in said.items():
        bus.outbox(service).append(records, len(records))
    bus.close()
    return home


class Recourse:
    """The command line on that house."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RECOURSE_HOME", str(home))
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, lang: str = "en") -> Result:
        self._monkeypatch.setenv("RECOURSE_LANG", lang)
        return CliRunner().invoke(app, arguments)

    def json(self, *arguments: str) -> Any:
        result = self(*arguments, "--format", "json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)


@pytest.fixture
def recourse(home: Path, monkeypatch: pytest.MonkeyPatch) -> Recourse:
    return Recourse(home, monkeypatch)


def test_the_courier_ledger_as_json(recourse: Recourse) -> None:
    ledgers = recourse.json("ledger", "courier", "--courier", "YTO")

    assert [(ledger["period"], ledger["net"]) for ledger in ledgers] == [
        ("2026-09", "1171.00"),
        ("2026-10", "1216.50"),
    ]
    assert recourse.json("ledger", "courier", "--period", "2026-10") == ledgers[1:]


def test_as_of_and_known_at_take_moments_of_shanghai(recourse: Recourse) -> None:
    asked = ("ledger", "courier", "--courier", "YTO")

    (until,) = recourse.json(*asked, "--as-of", "2026-09-01T09:00")

    assert until["net"] == "1208.50"
    assert recourse.json(*asked, "--known-at", "2026-10-08T11:59:59+08:00") == []


def test_the_courier_ledger_as_csv_has_a_row_a_line(recourse: Recourse) -> None:
    header, *rows = recourse("ledger", "courier", "--format", "csv").stdout.splitlines()

    assert header.startswith("courier,period,status,entry,kind,cost,waybill")
    assert [row.split(",")[:2] for row in rows] == [
        ["SF", "2026-09"],
        ["YTO", "2026-09"],
        ["YTO", "2026-09"],
        ["YTO", "2026-09"],
        ["YTO", "2026-10"],
    ]


def test_the_courier_ledger_as_finance_reads_it(recourse: Recourse) -> None:
    chinese = recourse("ledger", "courier", lang="zh").stdout
    english = recourse("ledger", "courier", "--period", "2026-09").stdout

    assert "快递月结" in chinese
    assert "2 件" in chinese  # Ordinary freight is added up.
    (total,) = [line.split() for line in english.splitlines() if line.startswith(" Total")]
    assert total == ["Total", "0.00", "1,224.50", "0.00", "45.50", "0.00", "1,179.00"]


def test_the_warehouses_liability(recourse: Recourse) -> None:
    (month,) = recourse.json("ledger", "warehouse")

    assert (month["warehouse"], month["total"]) == ("main", "45.50")
    assert "Total" in recourse("ledger", "warehouse").stdout
    assert recourse.json("ledger", "dealer") == []
    assert "Nothing is recorded" in recourse("ledger", "staff").stdout


def test_the_refund_tables(recourse: Recourse) -> None:
    (cleared,) = recourse.json("refunds", "--from", "2026-09-05", "--to", "2026-09-05")

    assert [line["kind"] for line in cleared["lines"]] == ["refund", "postage"]
    assert recourse.json("refunds", "--to", "2026-09-04") == []
    assert "17.50" in recourse("refunds").stdout


def test_one_case(recourse: Recourse) -> None:
    case = recourse.json("case", "1")

    assert list(case) == ["case", "order_no", "facts", "decision", "asks", "remedy", "events"]
    assert "ReturnRequested" in recourse("case", "1").stdout
    assert isinstance(recourse("case", "99").exception, NotKnown)  # main() makes it exit 1.


@pytest.mark.parametrize(
    "arguments",
    [
        ("ledger", "courier", "--period", "2026-13"),
        ("ledger", "courier", "--as-of", "yesterday"),
        ("ledger", "courier", "--format", "xml"),
        ("refunds", "--from", "2026-9-1"),
    ],
    ids=" ".join,
)
def test_bad_usage_exits_with_two(recourse: Recourse, arguments: tuple[str, ...]) -> None:
    assert recourse(*arguments).exit_code == 2


@pytest.mark.parametrize("columns", [COURIER_SHEET, ACCOUNT_SHEET, SUMS, COLUMNS])
def test_every_column_has_a_word(columns: tuple[str, ...]) -> None:
    assert [name for name in columns if word(name, "zh") == name] == []


def test_every_word_means_the_same_in_all_groups_of_verbs() -> None:
    assert word("case", "zh") == "售后单"  # Reads all files, which raises where two differ.
