"""Complaints, ratings and suspect stock over HTTP, with their own examples (R513, R515)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.serving import ASKED, ORDER, served

if TYPE_CHECKING:
    from pathlib import Path

    from tests.http.serving import Caller

STEPS = ("verification", "corrective-action", "corrective-action/postponements")
LAST = ("corrective-action/result", "closing")


def example(house: Caller, service: str, path: str) -> Any:
    document = house.get(f"/{service}/v1/openapi.json").json()
    body = document["paths"][path]["post"]["requestBody"]["content"]["application/json"]
    return body["example"]


@pytest.fixture(scope="module")
def received(house: Caller) -> str:
    """The examples' own complaint."""
    form = example(house, "intake", "/complaints")
    answer = house.post("/intake/v1/complaints", form)
    assert answer.json() == {"complaint_no": form["complaint_no"], "changed": True}
    return f"/intake/v1/complaints/{form['complaint_no']}"


def test_the_examples_lead_from_receipt_to_closing(house: Caller, received: str) -> None:
    for step in (*STEPS, *LAST):
        body = example(house, "intake", "/complaints/{complaint_no}/" + step)
        assert house.post(f"{received}/{step}", body).status_code == 200

    shown = house.get(received)
    assert shown.json()["closing"]["outcome"] == "corrected"
    assert shown.json()["due_at"] == "2026-09-19T18:00:00+08:00"
    assert shown.headers["etag"] == '"7"'


def test_an_answer_without_proof_is_refused(house: Caller) -> None:
    form = example(house, "intake", "/complaints") | {"complaint_no": "TS-2"}
    house.post("/intake/v1/complaints", form)
    steps = "/complaints/{complaint_no}/"
    found = example(house, "intake", steps + "verification") | {"substantiated": False}
    house.post("/intake/v1/complaints/TS-2/verification", _without(found, "proof"))
    answer = _without(example(house, "intake", steps + "answer"), "proof")

    refused = house.post("/intake/v1/complaints/TS-2/answer", answer)

    assert (refused.status_code, refused.json()["code"]) == (409, "proof-missing")


def _without(body: dict[str, Any], field: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != field}


@pytest.mark.parametrize(
    "cells",
    [
        {"kind": "weather"},
        {"channel": "pigeon"},
        {"evidence": [{"name": "a", "media_type": "b", "sha256": "short", "size": 1}]},
    ],
)
def test_a_form_outside_the_lists_is_not_read(house: Caller, cells: dict[str, Any]) -> None:
    form = example(house, "intake", "/complaints") | {"complaint_no": "TS-3"} | cells

    assert house.post("/intake/v1/complaints", form).status_code == 422


def test_a_step_on_an_older_version_is_refused(house: Caller) -> None:
    form = example(house, "intake", "/complaints") | {"complaint_no": "TS-4"}
    house.post("/intake/v1/complaints", form)
    body = example(house, "intake", "/complaints/{complaint_no}/verification")
    late = house.post("/intake/v1/complaints/TS-4/verification", body, **{"If-Match": '"9"'})

    assert (late.status_code, late.json()["code"]) == (412, "version-differs")


@pytest.mark.parametrize("path", ["/intake/v1/complaints/none", "/warehouse/v1/suspect-stock/none"])
def test_what_is_not_known_is_not_found(house: Caller, path: str) -> None:
    assert house.get(path).status_code == 404


def test_suspect_stock_is_isolated_and_released(house: Caller) -> None:
    stock = "/suspect-stock/{sku}/"
    isolated = example(house, "warehouse", stock + "isolations")
    released = example(house, "warehouse", stock + "releases")

    assert house.post("/warehouse/v1/suspect-stock/MILK-250/isolations", isolated).is_success
    left = house.post("/warehouse/v1/suspect-stock/MILK-250/releases", released)
    assert [row["quantity"] for row in left.json()["checked"]] == [20]
    more = released | {"quantity": 101}
    refused = house.post("/warehouse/v1/suspect-stock/MILK-250/releases", more)
    assert (refused.status_code, refused.json()["code"]) == (409, "more-than-isolated")


def test_a_rating_is_taken_once_the_case_has_ended(house: Caller) -> None:
    rejected = ASKED | {"cause": "price_drop", "case_no": "RC", "at": "2026-09-09T09:00:00+08:00"}
    house.post("/intake/v1/orders", ORDER)
    house.post("/intake/v1/cases", _without(rejected, "confirmed_at"))
    rating = example(house, "intake", "/cases/{case_no}/rating")

    taken = house.post("/intake/v1/cases/RC/rating", rating)
    assert taken.json() == {"case_no": "RC", "changed": True}
    assert house.post("/intake/v1/cases/RC/rating", rating | {"score": 6}).status_code == 422
    other = house.post("/intake/v1/cases/RC/rating", rating | {"score": 1})
    assert (other.status_code, other.json()["column"]) == (409, "score")


def test_lists_are_read_from_projections(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        assert house.get("/intake/v1/complaints", status="planned").json() == []
        assert house.get("/intake/v1/complaints/TS1/file").status_code == 404
        assert house.get("/warehouse/v1/suspect-stock", sku="A").json() == []
        assert house.get("/intake/v1/complaints", status="lost").status_code == 422


def test_figures_are_read_by_month(tmp_path: Path) -> None:
    with served(tmp_path) as house:
        assert house.get("/intake/v1/problems/2026-09", by="cause").json() == []
        assert house.get("/intake/v1/agent-figures", period="2026-09").json() == []
        assert house.get("/intake/v1/problems/2026-13").status_code == 422
        assert house.get("/intake/v1/problems/2026-09", by="moon").status_code == 422
