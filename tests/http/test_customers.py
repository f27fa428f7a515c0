"""Customers' data over HTTP: shown, recorded, and kept in no store of answers (R516)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli.customers import RemoteCustomers
from services.cli.gateway_client import GatewayClient
from shared.errors import NotKnown, RecourseError
from tests.http.serving import ORDER, Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.http.serving import Caller

CELLS = {"name": "王芳", "phone": "13800000000", "address": "文三路1号"}
LOOKING = {"number": "R9", "person": "张丽", "reason": "补发面单"}


@pytest.fixture
def caller(tmp_path: Path) -> Iterator[Caller]:
    with served(tmp_path) as made:
        order = {**ORDER, "order_no": "R9", "customer_id": "K9", **CELLS}
        assert made.post("/intake/v1/orders", order).status_code == 200
        yield made


def looks(caller: Caller) -> Any:
    return caller.get("/intake/v1/looks", number="R9").json()


def test_r516_a_look_is_answered_and_not_kept(caller: Caller, tmp_path: Path) -> None:
    answer = caller.post("/intake/v1/looks", LOOKING, key="label")
    again = caller.post("/intake/v1/looks", LOOKING, key="label")

    assert answer.json() == again.json() == {
        "order_no": "R9", "customer_id": "K9", "province": "浙江", **CELLS,
    }  # fmt: skip
    assert answer.headers["cache-control"] == "no-store"
    assert "idempotency-replayed" not in again.headers
    assert [one["person"] for one in looks(caller)] == ["张丽", "张丽"]
    found = b"".join(path.read_bytes() for path in tmp_path.iterdir() if path.is_file())
    assert not any(cell.encode() in found for cell in CELLS.values())


@pytest.mark.parametrize("missing", ["person", "reason"])
def test_r516_who_does_not_say_who_and_why_sees_nothing(caller: Caller, missing: str) -> None:
    asked = {field: text for field, text in LOOKING.items() if field != missing}
    for body in (asked, {**asked, missing: ""}):
        assert caller.post("/intake/v1/looks", body).status_code == 422
    assert looks(caller) == []


def test_r516_a_forgotten_customer_is_refused(caller: Caller) -> None:
    whose = {"customer_id": "K9", "person": "张丽", "reason": "客户要求"}
    done = caller.post("/intake/v1/customers/forgotten", whose)
    assert done.json() == {"customer_id": "K9", "order_no": None, "changed": True}

    refused = caller.post("/intake/v1/looks", LOOKING)
    assert (refused.status_code, refused.json()["code"]) == (409, "data-forgotten")


def test_r516_the_command_line_works_through_the_gateway(caller: Caller) -> None:
    customers = RemoteCustomers(GatewayClient("http://gateway", Forwarding(caller.client)))

    assert customers.look("R9", "张丽", "补发面单")["name"] == "王芳"
    assert [one["reason"] for one in customers.looks("R9")] == ["补发面单"]
    with pytest.raises(NotKnown, match="neither a case nor an order"):
        customers.look("R0", "张丽", "补发面单")
    whose = {"customer_id": "K9", "order_no": None}
    assert customers.forget(whose, "张丽", "客户要求") == {**whose, "changed": True}
    with pytest.raises(RecourseError, match="destroyed"):
        customers.look("R9", "张丽", "补发面单")
