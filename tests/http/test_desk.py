"""People's own work on a case, and what is due, over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.http.serving import ASKED, ORDER

if TYPE_CHECKING:
    from tests.http.serving import Caller

AT = "2026-09-02T10:00:00+08:00"
STEP = {"at": AT, "person": "王敏"}


@pytest.fixture
def case(house: Caller, request: pytest.FixtureRequest) -> str:
    """The address of a case of the test's own, turned down and so closed."""
    number = str(abs(hash(request.node.name)))
    house.post("/intake/v1/orders", {**ORDER, "order_no": f"R{number}"})
    asked = {**ASKED, "order_no": f"R{number}", "case_no": f"C{number}", "cause": "out_of_stock"}
    assert house.post("/intake/v1/cases", asked).status_code == 200
    return f"/intake/v1/cases/C{number}"


def test_every_step_is_shown_with_the_case(house: Caller, case: str) -> None:
    contact = house.post(f"{case}/contacts", {**STEP, "note": "calls back"})
    paused = house.post(f"{case}/pauses", {**STEP, "reason": "travels"})
    resumed = house.post(f"{case}/resumptions", {**STEP, "at": "2026-09-02T12:00:00+08:00"})

    assert contact.json()["contacts"] == [{"at": AT, "person": "王敏", "note": "calls back"}]
    assert [pause["resumed_at"] for pause in paused.json()["pauses"]] == [None]
    shown: dict[str, Any] = resumed.json()
    assert [pause["resumed_at"] for pause in shown["pauses"]] == ["2026-09-02T12:00:00+08:00"]
    assert shown["closed_at"] is None


def test_a_step_on_a_version_that_is_gone_is_refused(house: Caller, case: str) -> None:
    seen = house.get(case).headers["etag"]
    house.post(f"{case}/contacts", STEP)

    late = house.post(f"{case}/pauses", {**STEP, "reason": "travels"}, **{"If-Match": seen})

    assert (late.status_code, late.json()["code"]) == (412, "version-differs")


def test_a_refusal_has_its_code(house: Caller, case: str) -> None:
    refused = house.post(f"{case}/reopenings", {**STEP, "reason": "again"})

    assert (refused.status_code, refused.json()["code"]) == (409, "case-still-open")


@pytest.mark.parametrize("service", ["intake", "logistics", "warehouse", "finance"])
def test_what_is_due_is_asked_of_every_service(house: Caller, service: str) -> None:
    asked = house.get(f"/{service}/v1/due", at=AT, overdue="true", within=3, agent="王敏")

    assert (asked.status_code, asked.json()) == (200, [])
    assert house.get(f"/{service}/v1/due/2026-09-02").json() == []
    assert house.get(f"/{service}/v1/due", at=AT, within=-1).status_code == 422
    assert house.get(f"/{service}/v1/due").status_code == 422  # No time was reached here yet.
