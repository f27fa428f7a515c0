"""``recourse due`` on a house with work left, in this process and through the API's routes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.due import COLUMNS, LISTS, SHEET, ask, due_at, left_at
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.main import app
from services.cli.words import word
from shared.dates import parse_time
from shared.errors import BadInput
from shared.projection.due import Wanted
from tests.http.serving import Forwarding, served

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,customer_class,province,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,A,浙江,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00\n",
    "scans": "waybill,at,status\nW1,2026-09-02T10:00,in_transit\nW1,2026-09-03T09:00,refused\n"
    "W1,2026-09-04T20:00,returned\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,confirmed_at,agent\n"
    "K1,2026-09-03T08:30,O1,A,1,change_of_mind,2026-09-03T08:40,王敏\n",
    "inspections": "waybill,received_at,inspected_at,sku,quantity,condition\n"
    "W1,2026-09-05T11:00,2026-09-06T10:30,A,2,good\n",
}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Business time stands at the inspection, before the table that pays."""
    folder = tmp_path_factory.mktemp("due")
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RECOURSE_HOME", str(folder / "home"))
        assert CliRunner().invoke(app, ["import", str(folder)]).exit_code == 0
    return folder / "home"


class Recourse:
    """The command line on that house."""

    def __init__(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("RECOURSE_HOME", str(home))
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, lang: str = "en") -> Result:
        self._monkeypatch.setenv("RECOURSE_LANG", lang)
        return CliRunner().invoke(app, ["due", *arguments])

    def names(self, *arguments: str) -> list[str]:
        """What is listed: desk and name."""
        result = self(*arguments, "--format", "json")
        assert result.exit_code == 0, result.output
        return [f"{line['desk']} {line['name']}" for line in json.loads(result.stdout)]


@pytest.fixture
def recourse(house: Path, monkeypatch: pytest.MonkeyPatch) -> Recourse:
    return Recourse(house, monkeypatch)


def test_due_is_asked_as_of_the_business_time_reached(recourse: Recourse) -> None:
    assert recourse.names() == ["finance refund_table"]
    (line,) = json.loads(recourse("--format", "json").stdout)

    assert {key: line[key] for key in ("case", "order_no", "since", "due_at", "rule")} == {
        "case": "K1",
        "order_no": "O1",
        "since": "2026-09-06T10:30:00+08:00",
        "due_at": "2026-09-06T16:30:00+08:00",
        "rule": "R507",
    }


@pytest.mark.parametrize(
    ("hours", "listed"), [("5", 0), ("6", 1), ("99999999", 1), ("9" * 30, 1)], ids=str
)
def test_within_takes_hours_up_to_the_deadline_and_any_number_beyond(
    recourse: Recourse, hours: str, listed: int
) -> None:
    assert len(recourse.names("--within", hours)) == listed


def test_the_earliest_deadline_of_all_desks_comes_first(recourse: Recourse) -> None:
    assert recourse.names("--at", "2026-09-02T12:00") == [
        "logistics delivery",  # 2nd, 18:00: class A
        "logistics transit",  # 3rd, 18:00
        "logistics scan",  # 4th, 10:00
    ]


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (("--within", "6"), ["logistics delivery"]),
        (("--within", "5"), []),
        (("--overdue",), []),
        (("--desk", "warehouse"), []),
        (("--name", "scan"), ["logistics scan"]),
        (("--agent", "王敏"), []),
    ],
    ids=" ".join,
)
def test_the_list_is_narrowed(
    recourse: Recourse, arguments: tuple[str, ...], names: list[str]
) -> None:
    assert recourse.names("--at", "2026-09-02T12:00", *arguments) == names


def test_r509_the_closing_list_of_a_day(recourse: Recourse) -> None:
    assert "warehouse inspection" in recourse.names("--day", "2026-09-05")
    assert recourse.names("--day", "2026-09-06") == []


def test_the_table_is_grouped_and_counted_in_both_languages(recourse: Recourse) -> None:
    english = recourse("--at", "2026-09-02T18:00:01").stdout
    chinese = recourse("--at", "2026-09-02T18:00:01", lang="zh").stdout

    assert "Courier desk: 3 pending, 1 overdue" in english
    assert "快递对接: 3 项待办, 1 已逾期" in chinese
    assert "承诺送达" in chinese


def test_csv_has_a_row_a_line(recourse: Recourse) -> None:
    header, row = recourse("--format", "csv").stdout.splitlines()

    assert header == ",".join(COLUMNS)
    assert row.startswith("finance,")


@pytest.mark.parametrize(
    "arguments",
    [("--at", "yesterday"), ("--day", "2026-9-1"), ("--desk", "kitchen"), ("--within", "-1")],
    ids=" ".join,
)
def test_bad_usage_exits_with_two(recourse: Recourse, arguments: tuple[str, ...]) -> None:
    assert recourse(*arguments).exit_code == 2


def test_before_anything_happened_a_moment_must_be_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recourse = Recourse(tmp_path, monkeypatch)

    assert isinstance(recourse().exception, BadInput)  # main() makes it exit 2.
    assert recourse.names("--at", "2026-09-02T12:00") == []


def test_every_column_has_a_word() -> None:
    assert [name for name in {*COLUMNS, *SHEET} if word(name, "zh") == name] == []


@pytest.mark.parametrize("moment", ["2026-09-02T12:00", "2026-09-06T10:30"])
def test_a_gateway_answers_the_same(house: Path, recourse: Recourse, moment: str) -> None:
    wanted = Wanted(parse_time(moment), within=100)
    with served(house) as caller:
        client = GatewayClient("http://gateway", Forwarding(caller.client))
        with GatewayHouse(client) as remote:
            there: list[dict[str, Any]] = ask(remote, (due_at(desk, wanted) for desk in LISTS))
            left = ask(remote, (left_at(desk, wanted.at.date()) for desk in LISTS))

    here = json.loads(recourse("--at", moment, "--within", "100", "--format", "json").stdout)
    assert there == here != []
    assert [f"{line['desk']} {line['name']}" for line in left] == recourse.names(
        "--day", moment[:10]
    )
