"""Refund tables over HTTP, one step at a time and through a gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli import refund_questions as about
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from services.finance import refund_commands as do
from services.finance.refund_form import batch_form
from shared.dates import parse_time
from shared.store.hands import Hands
from tests.http.serving import Caller, Forwarding, served
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.party import ImportHouse

TABLE = "/finance/v1/refund-tables/2026-09-02T10:00:00+08:00"
STEP = {"at": "2026-09-02T11:00:00+08:00", "person": "王会计"}
FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\nO1,2026-09-01T09:00,A,3,10.00\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,confirmed_at\n"
    "K1,2026-09-02T09:00,O1,A,1,change_of_mind,2026-09-02T09:10\n"
    "K2,2026-09-02T09:00,O1,A,2,change_of_mind,2026-09-02T09:10\n",
}
T10 = parse_time("2026-09-02T10:00")
NOON = parse_time("2026-09-02T12:00")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def test_a_table_that_was_never_drawn_is_not_known(house: Caller) -> None:
    assert house.get(TABLE).status_code == 404
    assert house.post(f"{TABLE}/approval", STEP).status_code == 404
    assert house.get("/finance/v1/refund-tables").json() == []
    assert house.get("/finance/v1/refund-lines", state="paid").json() == []
    assert house.get("/finance/v1/refund-lines", state="lost").status_code == 422


def test_what_passes_in_peoples_hands_is_said_to_the_clock(house: Caller) -> None:
    told = {"until": "2026-09-02T12:00:00+08:00", "people": True, "person": "小周"}
    assert house.post("/finance/v1/clock", told).status_code == 200
    assert house.post("/finance/v1/clock", told | {"person": ""}).status_code == 422


def worked(house: ImportHouse, files: Path) -> list[Any]:
    """Drawn, approved, exported, answered; what is printed then."""
    import_folder(files, house, None)
    house.pass_time(NOON, Hands("小周"))
    house.drain()
    house.project()
    keys = [line["refund"] for line in house.ask(about.refund_lines())]
    commands = (
        do.ApproveRefundTable(T10, NOON, "王会计"),
        do.ExportRefundTable(T10, NOON, "王会计"),
        do.SettleRefunds(T10, NOON, "王会计", (keys[0],)),
        do.FailRefund(T10, keys[1], NOON, "王会计", "account closed"),
        do.SettleRefunds(T10, NOON, "王会计", ("nobody's",)),
    )
    outcomes = house.handle_each("finance", commands)
    house.drain()
    house.project()
    table = house.ask(about.refund_table("2026-09-02T10:00:00+08:00"))
    return [
        [(one.changed, one.refused and one.refused.code) for one in outcomes],
        house.ask(about.refund_lines()),
        house.ask(about.unpaid_refunds()),
        house.ask(about.refund_tables_in_hand()),
        house.ask(questions.refunds()),
        table,
        batch_form(table, "xlsx"),
    ]


@pytest.mark.journey
def test_a_table_is_worked_through_a_gateway_as_in_one_process(tmp_path: Path, files: Path) -> None:
    with home(tmp_path / "here") as here:
        expected = worked(here.house, files)
    with served(tmp_path / "there", loops=True) as caller:
        with GatewayHouse(GatewayClient("http://gateway", Forwarding(caller.client))) as there:
            answered = worked(there, files)
        sent = caller.get(f"{TABLE}/batch").content
        text = caller.get(f"{TABLE}/batch", format="csv")
        again = caller.post(f"{TABLE}/export", STEP).json()
        late = caller.post(f"{TABLE}/postponements", STEP | {"refund": "x", "reason": "y"})

    assert answered == expected
    assert expected[0][-1] == (False, "line-not-in-table")
    assert [line["state"] for line in expected[1]] == ["paid", "failed"]
    assert sent == expected[-1]
    assert text.headers["content-type"] == "text/csv; charset=utf-8"
    assert again == {"changed": False}
    assert (late.status_code, late.json()["code"]) == (409, "line-not-in-table")


@pytest.mark.journey
def test_a_table_that_was_not_exported_has_no_file(tmp_path: Path, files: Path) -> None:
    with served(tmp_path / "house", loops=True) as caller:
        with GatewayHouse(GatewayClient("http://gateway", Forwarding(caller.client))) as there:
            import_folder(files, there, None)
            there.pass_time(NOON, Hands("小周"))
            there.drain()
            there.project()
        answer = caller.get(f"{TABLE}/batch")

    assert (answer.status_code, answer.json()["code"]) == (409, "table-not-exported")
