"""Couriers' bills against the ledger over HTTP, and through a gateway as in one process (D15)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli.bill_desk import LocalDesk, RemoteDesk
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from services.finance.bill_decisions import Asked
from services.finance.domain.bill_review import Said
from shared.dates import parse_time
from tests.cli.billing import write
from tests.http.serving import Caller, Forwarding, served
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.bill_desk import BillDesk

AT = "2026-10-05T09:00:00+08:00"
PATH = "/finance/v1/reconciliations/2026-09"


def billed(house: Caller, courier: str) -> None:
    path = f"/finance/v1/bills/{courier}/2026-09"
    line = {"waybill": f"{courier}1", "kind": "outbound", "freight": "8.00"}
    page = house.post(f"{path}/pages", {"at": AT, "lines": [line]}).json()["page"]
    assert house.post(path, {"at": AT, "pages": [page]}).status_code == 200


def test_a_row_is_shown_accepted_once_and_then_matches(house: Caller) -> None:
    billed(house, "JD")
    (row,) = house.get(PATH, courier="JD").json()
    assert (row["status"], row["difference"], row["state"]) == (
        "unknown_waybill", "8.00", "undecided",
    )  # fmt: skip

    named = {"rows": ["JD1"], "courier": "JD", "at": AT, "person": "周会计"}
    assert house.post(f"{PATH}/acceptances", named).json() == {"rows": 1, "changed": True}
    (row,) = house.get(PATH, courier="JD").json()
    assert (row["status"], row["booked"], row["state"]) == ("match", "8.00", "accepted")
    assert house.post(f"{PATH}/acceptances", named).json() == {"rows": 0, "changed": False}

    named |= {"reason": "accepted in error"}
    assert house.post(f"{PATH}/reopenings", named).json() == {"rows": 1, "changed": True}
    (row,) = house.get(PATH, courier="JD").json()
    assert (row["status"], row["booked"], row["state"]) == ("unknown_waybill", "0.00", "undecided")
    assert house.post(f"{PATH}/reopenings", named).json()["code"] == "nothing-accepted"


def test_a_dispute_goes_its_way(house: Caller) -> None:
    billed(house, "DB")
    said = {"rows": ["DB1:outbound"], "courier": "DB", "at": AT, "reason": "never ours"}
    assert house.post(f"{PATH}/disputes", said).status_code == 200
    assert house.post(f"{PATH}/answers", said | {"answer": "conceded"}).status_code == 200
    (row,) = house.get(PATH, courier="DB").json()
    assert (row["state"], row["dispute"]["reason"]) == ("conceded", "never ours")
    undecided = house.get(f"{PATH}/undecided").json()
    assert "DB1" not in {row["waybill"] for row in undecided}

    assert house.post(f"{PATH}/withdrawals", said).status_code == 200
    refused = house.post(f"{PATH}/withdrawals", said)
    assert (refused.status_code, refused.json()["code"]) == (409, "not-disputed")
    (overview,) = house.get(f"{PATH}/overview", courier="DB").json()
    assert overview["states"] == {"undecided": {"rows": 1, "difference": "8.00"}}


@pytest.mark.parametrize(
    ("step", "body", "status"),
    [
        ("acceptances", {"rows": ["NOBODY1"], "at": AT}, 404),
        ("acceptances", {"rows": [], "at": AT}, 422),
        ("acceptances", {"rows": ["all"]}, 422),
        ("disputes", {"rows": ["all"], "at": AT}, 422),
        ("answers", {"rows": ["all"], "at": AT, "answer": "perhaps"}, 422),
    ],
    ids=["unknown row", "no row", "no moment", "no reason", "no answer"],
)
def test_what_cannot_be_decided_is_refused(
    house: Caller, step: str, body: dict[str, Any], status: int
) -> None:
    assert house.post(f"{PATH}/{step}", body).status_code == status


def test_lists_layouts_and_terms_are_there(house: Caller) -> None:
    billed(house, "STO")
    listed = house.get("/finance/v1/bills", courier="STO").json()
    assert [(bill["courier"], bill["rows"]) for bill in listed] == [("STO", 1)]
    assert house.get(f"{PATH}/missing-bills").status_code == 200
    assert house.get(PATH, courier="NOBODY").status_code == 404

    path = "/finance/v1/couriers/STO/bill-layout"
    layout = {"columns": {"单号": "waybill"}, "kinds": {}, "kind": None}
    assert house.post(path, {"at": AT, "layout": layout}).json() == {"changed": True}
    assert house.get(path).json() == layout
    terms = house.get("/finance/v1/courier-terms").json()
    assert {one["courier"] for one in terms} >= {"*", "SF", "YTO"}


def told(desk: BillDesk) -> list[Any]:
    """What a person sees and does, from the first look to the last."""
    asked = Asked(("all",), parse_time(AT), Said("周会计"))
    held = Asked(("SF1001",), parse_time(AT), Said("周会计", "our scales say 900 g"))
    seen: list[Any] = [desk.bills("2026-09", None), desk.missing("2026-09")]
    seen += [desk.decide("disputes", "2026-09", "SF", held)]
    seen += [desk.decide("answers", "2026-09", None, held, "upheld")]
    seen += [desk.decide("acceptances", "2026-09", None, asked)]
    seen += [desk.rows("2026-09", "SF"), desk.overview("2026-09", None)]
    return [*seen, desk.layout("SF"), desk.terms()]


@pytest.mark.journey
def test_bills_are_reconciled_through_a_gateway_as_in_one_process(tmp_path: Path) -> None:
    files = write(tmp_path / "files")
    with home(tmp_path / "here") as here:
        here.bring(files)
        expected = told(LocalDesk(here.house))
    with served(tmp_path / "there", loops=True) as caller:
        client = GatewayClient("http://gateway", Forwarding(caller.client))
        with GatewayHouse(client) as there:
            import_folder(files, there)
            assert told(RemoteDesk(there)) == expected
