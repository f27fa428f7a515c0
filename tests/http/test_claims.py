"""Claims over HTTP, with their own examples (0017)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from shared.dates import parse_time
from tests.http.serving import ORDER, PARCEL, Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.http.serving import Caller

ASKED = {
    "case_no": "C1",
    "at": "2026-09-04T09:00:00+08:00",
    "order_no": "R1",
    "lines": [{"sku": "A", "quantity": 2}],
    "cause": "damage",
    "wish": "reship",
    "outer_package": "damaged",
    "outer_photo": True,
    "photos": 2,
}
SIGNED = {"at": "2026-09-03T09:00:00+08:00", "status": "signed"}
STEP = {"at": "2026-09-20T16:00:00+08:00", "person": "王敏"}
ONE = "/logistics/v1/orders/R1/claims/C1"


@pytest.fixture(scope="module")
def claimed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """A house with its loops, in which a claim on SF is open."""
    folder: Path = tmp_path_factory.mktemp("claims")
    with served(folder, loops=True) as caller:
        for path, body in (
            ("/intake/v1/orders", ORDER),
            ("/logistics/v1/parcels", PARCEL),
            ("/logistics/v1/parcels/W1/scans", SIGNED),
            ("/intake/v1/cases", ASKED),
        ):
            assert caller.post(path, body).status_code == 200, path
        settle(caller, "2026-09-10T00:00:00+08:00")
        yield caller


def settle(caller: Caller, until: str) -> None:
    """Let business time pass, as a client of this house."""
    with GatewayHouse(GatewayClient("http://gateway", Forwarding(caller.client))) as house:
        house.pass_time(parse_time(until))
        house.project()


def step(caller: Caller, name: str, **body: Any) -> Any:
    return caller.post(f"{ONE}/{name}", STEP | body)


def test_the_steps_of_a_claim(claimed: Caller) -> None:
    assert step(claimed, "submissions").json()["state"] == "submitted"
    assert step(claimed, "disputes", reason="包装不符合要求").json()["state"] == "disputed"
    granted = step(claimed, "acceptances", amount="20.00").json()
    assert (granted["state"], granted["steps"][-1]["amount"]) == ("accepted_in_part", "20.00")
    refused = step(claimed, "rejections", reason="late")
    assert (refused.status_code, refused.json()["code"]) == (409, "claim-partly-accepted")
    assert step(claimed, "withdrawals", reason="已妥投").json()["state"] == "withdrawn"
    again = step(claimed, "withdrawals", reason="已妥投")
    assert (again.status_code, len(again.json()["steps"])) == (200, 4)
    unknown = claimed.post("/logistics/v1/orders/R1/claims/C9/withdrawals", STEP | {"reason": "x"})
    assert unknown.status_code == 404
    settle(claimed, "2026-09-21T00:00:00+08:00")

    (listed,) = claimed.get("/logistics/v1/claims", state="withdrawn").json()
    shown = claimed.get("/logistics/v1/claims/C1").json()
    assert {name: shown[name] for name in listed} == listed
    assert (listed["booked"], listed["age_days"]) == ("0.00", 16)
    (report,) = claimed.get("/logistics/v1/courier-claims", period="2026-09").json()
    assert (report["courier"], report["owed"]) == ("SF", "0.00")


def test_what_cannot_be_asked_is_named(claimed: Caller) -> None:
    assert claimed.get("/logistics/v1/claims", state="gone").status_code == 422
    assert claimed.get("/logistics/v1/claims/C9").status_code == 404
    assert step(claimed, "withdrawals").status_code == 422


@pytest.mark.parametrize(
    "step", ["submissions", "disputes", "acceptances", "rejections", "withdrawals"]
)
def test_every_step_has_an_example(claimed: Caller, step: str) -> None:
    document = claimed.get("/logistics/v1/openapi.json").json()
    post = document["paths"][f"/orders/{{order_no}}/claims/{{case_no}}/{step}"]["post"]
    assert post["requestBody"]["content"]["application/json"]["example"]["person"] == "王敏"
