"""People's work on a case over HTTP: each route takes its command and shows the case (D36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.serving import ASKED, ORDER

if TYPE_CHECKING:
    from tests.http.serving import Caller

AT = "2026-09-03T10:00:00+08:00"
BY = {"at": AT, "person": "李静"}


@pytest.fixture
def case(house: Caller, request: pytest.FixtureRequest) -> str:
    number = str(abs(hash(request.node.name)))
    body = {key: value for key, value in ASKED.items() if key != "confirmed_at"}
    house.post("/intake/v1/orders", {**ORDER, "order_no": f"R{number}", "customer_id": "K"})
    asked = {**body, "order_no": f"R{number}", "case_no": f"C{number}", "cause": "out_of_stock"}
    assert house.post("/intake/v1/cases", asked).status_code == 200
    return f"C{number}"


def test_d21_a_choice_is_taken_and_the_case_shown(house: Caller, case: str) -> None:
    body = {**BY, "remedy": "refund"}
    shown = house.post(f"/intake/v1/cases/{case}/choices", body)

    assert shown.status_code == 200
    assert (shown.json()["remedy"], shown.json()["chosen_at"]) == ("refund", AT)
    assert shown.headers["etag"]


def test_d21_a_choice_that_is_not_allowed_names_its_column(house: Caller, case: str) -> None:
    refused = house.post(f"/intake/v1/cases/{case}/choices", {**BY, "remedy": "reship"})

    assert refused.status_code == 409
    problem: dict[str, Any] = refused.json()
    assert (problem["code"], problem["column"]) == ("remedy-not-allowed", "remedy")


def test_a_remedy_is_one_of_the_policys_words(house: Caller, case: str) -> None:
    refused = house.post(f"/intake/v1/cases/{case}/choices", {**BY, "remedy": "cake"})

    assert refused.status_code == 422


def test_r507_a_confirmation_is_taken(house: Caller, case: str) -> None:
    shown = house.post(f"/intake/v1/cases/{case}/confirmations", BY)

    assert (shown.status_code, shown.json()["confirmed_at"]) == (200, AT)


def test_r208_a_finding_is_taken(house: Caller, case: str) -> None:
    body = {**BY, "verified": False, "finding": "无质量问题"}
    shown = house.post(f"/intake/v1/cases/{case}/verifications", body)

    assert shown.status_code == 200


WORK: dict[str, dict[str, Any]] = {
    "choices": {"remedy": "refund"},
    "confirmations": {},
    "verifications": {"verified": True},
    "rides": {"new_order_no": "R9"},
    "parts": {"part": "盖子", "amount": "6.50"},
    "invoice-copies": {"sent_by": "email"},
    "addresses": {"address": "新址"},
}


@pytest.mark.parametrize("path", WORK)
def test_work_on_nobodys_case_is_not_found(house: Caller, path: str) -> None:
    refused = house.post(f"/intake/v1/cases/none/{path}", {**BY, **WORK[path]})

    assert (refused.status_code, refused.json()["code"]) == (404, "case-not-known")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("rides", "order-not-known"),
        ("parts", "other-remedy"),
        ("invoice-copies", "other-remedy"),
        ("addresses", "other-remedy"),
    ],
)
def test_work_that_does_not_fit_the_case_is_refused(
    house: Caller, case: str, path: str, code: str
) -> None:
    refused = house.post(f"/intake/v1/cases/{case}/{path}", {**BY, **WORK[path]})

    assert refused.json()["code"] == code


def test_r305_a_copy_of_the_invoice_is_recorded(house: Caller, case: str) -> None:
    order_no, number = f"R{case[1:]}", f"I{case[1:]}"
    asked = {**ASKED, "order_no": order_no, "case_no": number, "cause": "missing_invoice"}
    assert house.post("/intake/v1/cases", asked).status_code == 200

    taken = house.post(f"/intake/v1/cases/{number}/invoice-copies", {**BY, "sent_by": "email"})

    assert (taken.status_code, taken.json()["remedy"]) == (200, "invoice_copy")


def test_a_case_without_a_slip_is_not_found(house: Caller, case: str) -> None:
    assert house.get(f"/intake/v1/cases/{case}/slip").status_code == 404


def test_r105_a_flag_is_put_up_on_the_order(house: Caller, case: str) -> None:
    body = {**BY, "note": "马克杯一个", "kind": "gift"}
    shown = house.post(f"/intake/v1/orders/R{case[1:]}/flags", body)

    assert shown.status_code == 200
    told = [(flag["kind"], flag["person"]) for flag in shown.json()["flags"]]
    assert told == [("gift", None), ("gift", "李静")]
    assert house.get("/warehouse/v1/flags", order=f"R{case[1:]}").status_code == 200


def test_r511_a_count_is_taken_and_shown(house: Caller) -> None:
    taken = house.post("/warehouse/v1/stock/TEA/counts", {**BY, "available": 3})

    assert (taken.status_code, taken.json()["changed"]) == (200, True)
    assert house.get("/warehouse/v1/stock/TEA").json()["available"] == 3


def test_r511_nobody_counts_less_than_nothing(house: Caller) -> None:
    refused = house.post("/warehouse/v1/stock/TEA/counts", {**BY, "available": -1})

    assert refused.status_code == 422
