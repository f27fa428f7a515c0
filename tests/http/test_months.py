"""Months over HTTP: what is missing is named, and a gateway closes them alike (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from services.cli.month_lists import lists
from services.cli.month_places import months_of
from services.cli.month_questions import issued_statements, month, months
from services.finance.domain.month_drawn import Who
from shared.dates import parse_time
from shared.errors import RecourseError
from tests.http.serving import Forwarding, served
from tests.support.house import home
from tests.support.stories import STORIES

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.books import Books
    from services.cli.importing.party import ImportHouse
    from tests.http.serving import Caller

SEP = "/finance/v1/months/2026-09"
AT = "2026-10-01T00:00:00+08:00"
LI = {"person": "李敏", "at": AT}


def test_a_month_that_nobody_touched_is_open(house: Caller) -> None:
    answer = house.get("/finance/v1/months/2026-07").json()

    assert (answer["status"], answer["revision"], answer["steps"]) == ("open", 0, [])
    assert house.get("/finance/v1/months/2026-07/statements").status_code == 404


def test_closing_names_what_is_missing_for_programs_too(house: Caller) -> None:
    incident = {"agent": "小雅", "at": AT, "kind": "dispute"}
    house.post("/finance/v1/incidents", incident)  # Nobody has heard of it: no loop runs.
    told = ["parked warehouse M-1", "unhandled logistics"]
    answer = house.post(f"{SEP}/close", LI | {"told": told})

    assert (answer.status_code, answer.json()["code"]) == (409, "month-blocked")
    assert answer.json()["blockers"] == [
        "time_not_past 2026-10-01T00:00:00+08:00",
        "parked warehouse M-1",
        "unhandled finance",
        "unhandled logistics",
    ]
    checked = house.get(f"{SEP}/check").json()
    assert checked["status"] == "open"
    assert {one["name"] for one in checked["blockers"]} == {"time_not_past", "unhandled"}


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({"person": ""}, id="nobody"),
        pytest.param(LI | {"override": True}, id="an override without a reason"),
        pytest.param(LI | {"told": ["freight_missing W1"]}, id="what finance sees itself"),
        pytest.param(LI | {"at": "1999-01-01T00:00:00+08:00"}, id="out of time"),
    ],
)
def test_a_body_that_makes_no_sense_is_not_taken(house: Caller, body: dict[str, Any]) -> None:
    assert house.post(f"{SEP}/close", body).status_code == 422


@pytest.mark.parametrize(
    ("period", "over"),
    [
        pytest.param("2026-12", "2027-01-01T00:00:00+08:00", id="the year's last"),
        pytest.param("2027-02", "2027-03-01T00:00:00+08:00", id="28 days"),
        pytest.param("2028-02", "2028-03-01T00:00:00+08:00", id="29 days"),
    ],
)
def test_a_month_is_over_with_its_last_second_in_shanghai(
    house: Caller, period: str, over: str
) -> None:
    blockers = house.get(f"/finance/v1/months/{period}/check").json()["blockers"]

    assert [one["about"] for one in blockers if one["name"] == "time_not_past"] == [over]


@pytest.mark.parametrize("period", ["2026-13", "26-09", "9999-12", "0000-01"])
def test_a_month_is_a_month(house: Caller, period: str) -> None:
    assert house.get(f"/finance/v1/months/{period}").status_code == 422


def test_what_the_tables_have_not_heard_refuses_to_close(house: Caller) -> None:
    assert house.post("/finance/v1/months/2026-10/hold", LI).json()["status"] == "hold"

    answer = house.post("/finance/v1/months/2026-10/close", LI | {"override": True, "reason": "."})

    assert (answer.status_code, answer.json()["code"]) == (409, "book-moved-on")


def test_reopening_what_was_never_closed_is_refused(house: Caller) -> None:
    answer = house.post("/finance/v1/months/2026-08/reopen", LI)

    assert (answer.status_code, answer.json()["code"]) == (409, "month-not-last-closed")


def settled(house: ImportHouse, books: Books) -> dict[str, Any]:
    """September checked, held, closed, reopened and closed again; everything that is printed."""
    end = parse_time(AT)
    checked = months_of(house).check("2026-09")
    listed = lists(house, "2026-09")
    months_of(house).hold("2026-09", end, Who("李敏"))
    closed = months_of(house).close("2026-09", end, Who("王强", "账期已到"), override=True)
    months_of(house).reopen("2026-09", end, Who("李敏"))
    again = months_of(house).close("2026-09", end, Who("王强", "再结"), override=True)
    house.project()
    return {
        "checked": checked,
        "listed": listed,
        "answers": (closed, again),
        "months": books.ask(months()),
        "month": books.ask(month("2026-09")),
        "statements": [books.ask(issued_statements("2026-09", number)) for number in (1, 2, None)],
        "courier": books.ask(questions.courier_ledgers()),
        "warehouse": books.ask(questions.account_ledgers("warehouse")),
        "staff": books.ask(questions.account_ledgers("staff")),
    }


@pytest.mark.journey
def test_a_month_closed_through_the_gateway_is_the_same_to_the_byte(tmp_path: Path) -> None:
    files = tmp_path / "files"
    STORIES[0].write(files)
    with home(tmp_path / "here") as here:
        here.bring(files, parse_time(AT))
        expected = settled(here.house, here.books)
    with served(tmp_path / "there", loops=True) as caller:
        transport = Forwarding(caller.client)
        with GatewayHouse(GatewayClient("http://gateway", transport)) as there:
            import_folder(files, there, parse_time(AT))
            printed = settled(there, there)
            with pytest.raises(RecourseError, match="not the last closed"):
                months_of(there).reopen("2026-08", None, Who("李敏"))

    assert printed == expected
    assert [answer["revision"] for answer in printed["answers"]] == [1, 2]
    assert len({answer["hash"] for answer in printed["answers"]}) == 1
