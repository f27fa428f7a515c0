"""Orders, cases, parcels and returned goods as people and systems bring and read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.serving import ASKED, ORDER, PARCEL, VERDICT

if TYPE_CHECKING:
    from tests.http.serving import Caller


@pytest.fixture
def number(request: pytest.FixtureRequest) -> str:
    """A number of the test's own."""
    return str(abs(hash(request.node.name)))


@pytest.fixture
def order(house: Caller, number: str) -> dict[str, Any]:
    body = {**ORDER, "order_no": f"R{number}"}
    assert house.post("/intake/v1/orders", body).status_code == 200
    return body


@pytest.fixture
def case(house: Caller, order: dict[str, Any], number: str) -> str:
    body = {**ASKED, "order_no": order["order_no"], "case_no": f"C{number}"}
    assert house.post("/intake/v1/cases", body).status_code == 200
    return str(body["case_no"])


def test_the_same_order_again_changes_nothing(house: Caller, order: dict[str, Any]) -> None:
    again = house.post("/intake/v1/orders", order)

    assert again.json() == {"order_no": order["order_no"], "changed": False}


def test_other_content_is_a_refusal_that_names_the_column(
    house: Caller, order: dict[str, Any]
) -> None:
    refused = house.post("/intake/v1/orders", {**order, "province": "上海"})

    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    problem = refused.json()
    assert (problem["code"], problem["column"]) == ("order-differs", "province")
    assert problem["type"] == "urn:recourse:problem:order-differs"


def test_a_case_of_an_unknown_order_is_refused(house: Caller, number: str) -> None:
    refused = house.post("/intake/v1/cases", {**ASKED, "order_no": f"R{number}"})

    assert (refused.status_code, refused.json()["code"]) == (404, "order-not-known")


def test_a_case_is_shown_with_its_version(house: Caller, case: str) -> None:
    shown = house.get(f"/intake/v1/cases/{case}")

    assert shown.status_code == 200
    assert shown.json()["case_no"] == case
    assert shown.json()["decision"]["verdict"] == "approved"
    assert shown.headers["etag"].strip('"').isdigit()


@pytest.mark.parametrize(
    "path",
    ["/intake/v1/cases/none", "/logistics/v1/parcels/none", "/warehouse/v1/returned-parcels/none"],
)
def test_what_is_not_known_is_not_found(house: Caller, path: str) -> None:
    answer = house.get(path)

    assert answer.status_code == 404
    assert answer.json()["code"] == "not-known"


def test_a_verdict_on_the_version_seen_is_taken(house: Caller, case: str) -> None:
    seen = house.get(f"/intake/v1/cases/{case}").headers["etag"]
    taken = house.post(f"/intake/v1/cases/{case}/verdicts", VERDICT, **{"If-Match": seen})

    assert taken.status_code == 200
    assert taken.json()["verdicts"] == [
        {"at": VERDICT["at"], "liable": "courier", "responsible": None}
    ]
    assert taken.headers["etag"] != seen


def test_a_verdict_on_an_older_version_is_refused(house: Caller, case: str) -> None:
    seen = house.get(f"/intake/v1/cases/{case}").headers["etag"]
    house.post(f"/intake/v1/cases/{case}/verdicts", VERDICT)
    later = {**VERDICT, "at": "2026-09-06T09:00:00+08:00"}
    late = house.post(f"/intake/v1/cases/{case}/verdicts", later, **{"If-Match": seen})

    assert (late.status_code, late.json()["code"]) == (412, "version-differs")


def test_a_scan_stands_on_its_parcel(house: Caller, number: str) -> None:
    waybill = f"W{number}"
    house.post("/logistics/v1/parcels", {**PARCEL, "waybill": waybill})
    scan = {"at": "2026-09-01T13:00:00+08:00", "status": "picked_up", "weight_g": 900}
    seen = house.post(f"/logistics/v1/parcels/{waybill}/scans", scan)

    assert seen.status_code == 200
    assert [one["status"] for one in seen.json()["scans"]] == ["picked_up"]


def test_a_scan_of_an_unknown_parcel_is_refused(house: Caller, number: str) -> None:
    scan = {"at": "2026-09-01T13:00:00+08:00", "status": "picked_up"}
    refused = house.post(f"/logistics/v1/parcels/W{number}/scans", scan)

    assert refused.status_code == 404


def test_goods_may_come_back_with_nobody_knowing_whose(house: Caller, number: str) -> None:
    row = {
        "waybill": f"W{number}",
        "received_at": "2026-09-08T10:00:00+08:00",
        "sku": "A",
        "quantity": 1,
        "condition": "good",
    }
    house.post("/warehouse/v1/inspections", row)
    shown = house.get(f"/warehouse/v1/returned-parcels/W{number}").json()

    assert (shown["order_no"], [one["sku"] for one in shown["rows"]]) == (None, ["A"])


@pytest.mark.parametrize(
    "path",
    [
        "/finance/v1/ledgers/courier",
        "/finance/v1/ledgers/dealer",
        "/finance/v1/ledgers/staff",
        "/finance/v1/refunds",
        "/finance/v1/journal",
        "/finance/v1/reports/loss/cause",
        "/warehouse/v1/ledgers/warehouse",
    ],
)
def test_ledgers_are_read(house: Caller, path: str) -> None:
    assert house.get(path).json() == []


def test_the_trial_balance_is_read(house: Caller) -> None:
    nothing = {"accounts": [], "debit": "0.00", "credit": "0.00"}
    assert house.get("/finance/v1/journal/balance").json() == nothing


def test_a_month_is_a_month(house: Caller) -> None:
    assert house.get("/finance/v1/ledgers/courier", period="2026-13").status_code == 422
