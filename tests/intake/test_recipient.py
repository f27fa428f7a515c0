"""Whose parcel it is: reship orders and return slips say so, sealed (R202, R516)."""

import json
from pathlib import Path
from typing import Any

import pytest

from shared.contracts.intake import ReshipIssued, ReturnSlipIssued
from shared.contracts.registry import to_record
from tests.intake.desk import ASKED, DAY, ORDER, Desk

CELLS: dict[str, Any] = {"name": "王芳", "phone": "13800000000", "address": "杭州市西湖区文三路1号"}


def reshipped(desk: Desk, **cells: Any) -> ReshipIssued:
    """A parcel lost on the way is sent again (R108)."""
    desk.order(**cells)
    desk.shipped()
    desk.ask("lost", wish="reship")
    return desk.last(ReshipIssued)


def slip(desk: Desk, **cells: Any) -> ReturnSlipIssued:
    """A customer's change of mind: what was signed for comes back (R301)."""
    desk.order(**cells)
    desk.shipped()
    desk.scanned("signed", ASKED - DAY, "customer")
    desk.ask("change_of_mind", wish="return", resellable=True, complete=True)
    return desk.last(ReturnSlipIssued)


@pytest.mark.parametrize("said_of", [reshipped, slip], ids=["reship", "slip"])
def test_r516_the_recipient_travels_sealed(desk: Desk, said_of: Any) -> None:
    said = said_of(desk, customer_id="K1", **CELLS)

    recipient = json.loads(said.recipient)
    assert recipient.keys() == {"holder", *CELLS}
    assert recipient["holder"] == "customer:K1"
    assert not any(secret in said.model_dump_json() for secret in CELLS.values())


def test_r202_a_slip_names_the_customer(desk: Desk) -> None:
    said = slip(desk, customer_id="K1", **CELLS)
    assert (said.customer_id, said.recipient is not None) == ("K1", True)


@pytest.mark.parametrize("said_of", [reshipped, slip], ids=["reship", "slip"])
def test_an_order_without_a_recipient_is_said_so(desk: Desk, said_of: Any) -> None:
    assert said_of(desk, customer_id="K1").recipient is None


def test_d31_a_recipient_who_becomes_known_later_is_said_anew(desk: Desk) -> None:
    first = reshipped(desk, customer_id="K1")
    desk.order(customer_id="K1", **CELLS)

    again = desk.last(ReshipIssued)
    assert (first.revision, again.revision) == (1, 2)
    assert again.recipient is not None


@pytest.mark.parametrize("said_of", [reshipped, slip], ids=["reship", "slip"])
def test_events_are_the_same_under_whatever_key(tmp_path: Path, said_of: Any) -> None:
    said = [said_of(Desk(tmp_path / house), customer_id="K1", **CELLS) for house in "AB"]

    ids = [to_record("intake", one, one.at).headers["ce_id"] for one in said]
    assert said[0].recipient != said[1].recipient
    assert ids[0] == ids[1]
    assert said[0].order_no == ORDER
