"""Couriers' bills and agents' incidents over HTTP, one by one and through a gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.bills import PAGE
from services.cli.importing.run import import_folder
from tests.http.serving import Caller, Forwarding, served
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

AT = "2026-10-05T09:00:00+08:00"
LINE = {"waybill": "W1", "kind": "outbound", "date": "2026-09-01T00:00:00+08:00", "freight": "8.00"}
BILLS = "courier,period,waybill,date,kind,weight_g,freight,fee,claim"


def paged(house: Caller, courier: str, *lines: dict[str, Any]) -> str:
    """Note one page; the digest it is answered with."""
    path = f"/finance/v1/bills/{courier}/2026-09/pages"
    answer = house.post(path, {"at": AT, "lines": list(lines)})
    assert answer.status_code == 200
    digest: str = answer.json()["page"]
    return digest


def test_a_bill_is_taken_by_its_pages_and_shown(house: Caller) -> None:
    digest = paged(house, "SF", LINE, LINE | {"waybill": "W2", "claim": "59.90"})
    path = "/finance/v1/bills/SF/2026-09"
    assert house.post(path, {"at": AT, "pages": [digest]}).json()["changed"] is True
    assert house.post(path, {"at": AT, "pages": [digest]}).json()["changed"] is False

    shown = house.get(path).json()
    assert (shown["edition"], shown["pages"]) == (1, 1)
    assert shown["totals"] == {"lines": 2, "freight": "16.00", "fee": "0.00", "claim": "59.90"}
    lines = house.get(f"{path}/pages/1").json()
    assert [line["waybill"] for line in lines] == ["W1", "W2"]
    assert lines[0] == {**LINE, "weight_g": None, "fee": None, "claim": None}
    assert house.get(f"{path}/pages/2").status_code == 404


def test_a_bill_of_pages_that_are_not_there_is_refused(house: Caller) -> None:
    answer = house.post("/finance/v1/bills/YTO/2026-09", {"at": AT, "pages": ["0" * 64]})

    assert answer.status_code == 409
    assert answer.json()["code"] == "bill-page-missing"
    assert house.get("/finance/v1/bills/YTO/2026-09").status_code == 404


@pytest.mark.parametrize(
    ("courier", "period", "lines"),
    [
        ("ZTO", "2026-13", [LINE]),
        ("ZTO", "2026-09", []),
        ("ZTO", "2026-09", [LINE | {"kind": "sideways"}]),
        ("ZTO", "2026-09", [LINE | {"freight": "-1.00"}]),
    ],
    ids=["month", "no lines", "kind", "negative"],
)
def test_a_page_that_cannot_be_read_is_refused(
    house: Caller, courier: str, period: str, lines: list[Any]
) -> None:
    path = f"/finance/v1/bills/{courier}/{period}/pages"
    assert house.post(path, {"at": AT, "lines": lines}).status_code == 422


def test_an_incident_counts_once(house: Caller) -> None:
    incident = {"agent": "A1", "at": "2026-09-12T15:20:00+08:00", "kind": "dispute"}
    answers = [house.post("/finance/v1/incidents", incident).json() for _ in range(2)]

    assert answers == [{"changed": True}, {"changed": False}]
    assert house.post("/finance/v1/incidents", incident | {"kind": "rude"}).status_code == 422


@pytest.mark.journey
def test_bills_and_incidents_go_through_a_gateway_as_they_do_in_one_process(
    tmp_path: Path,
) -> None:
    files = tmp_path / "files"
    files.mkdir()
    incidents = [f"A1,2026-09-0{day},,dispute" for day in range(1, 5)]
    (files / "incidents.csv").write_text("\n".join(["agent,at,request_no,kind", *incidents]))
    billed = [f"SF,2026-09,W{number},,outbound,,8.00,," for number in range(PAGE + 1)]
    (files / "bills.csv").write_text("\n".join([BILLS, *billed]))
    with home(tmp_path / "here") as here:
        here.bring(files)
        expected = here.books.ask(questions.account_ledgers("staff"))
    with served(tmp_path / "there", loops=True) as caller:
        client = GatewayClient("http://gateway", Forwarding(caller.client))
        with GatewayHouse(client) as there:
            first, again = import_folder(files, there), import_folder(files, there)
            printed = there.ask(questions.account_ledgers("staff"))
        bill = caller.get("/finance/v1/bills/SF/2026-09").json()

    assert (first.new, first.errors, again.new, again.unchanged) == (PAGE + 5, [], 0, PAGE + 5)
    assert printed == expected
    assert printed[0]["commission"] == "cancelled"
    assert (bill["edition"], bill["pages"], bill["totals"]["lines"]) == (1, 2, PAGE + 1)
