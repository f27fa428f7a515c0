"""What version 0.1.0 stored, names in plain text, is still read, and tells nobody (R516)."""

import json
from pathlib import Path
from typing import Any

import pytest
from eventsourcing.persistence import StoredEvent
from pydantic_core import to_json

from services.intake.commands import RegisterOrder
from services.intake.domain.order import OrderFilled
from services.intake.domain.refusals import OrderDiffers
from shared.contracts.intake import ReshipIssued, ReturnSlipIssued
from tests.intake.desk import ASKED, BOUGHT, COURIER, DAY, Desk, line
from tests.intake.test_sealing import CELLS, sealed_cells

HISTORY = Path(__file__).parent / "history" / "0.1.0.json"
LINES = (line("CUP", "30.00", quantity=2), line("BOOK", "45.50"))
ADDRESS = CELLS["address"]


@pytest.fixture
def old(desk: Desk) -> Desk:
    """A desk over the store that 0.1.0 left behind."""
    desk.intake.recorder.insert_events(
        [
            StoredEvent(one["id"], one["version"], one["topic"], to_json(one["state"]))
            for one in json.loads(HISTORY.read_text(encoding="utf-8"))
        ]
    )
    return desk


def newest(desk: Desk) -> Any:
    note = desk.intake.recorder.select_notifications(1, 1_000)[-1]
    return desk.intake.mapper.to_domain_event(note)


def test_an_order_of_0_1_0_is_as_it_was(old: Desk) -> None:
    order: Any = old.intake.repository.get("order:O1")
    assert (order.revision, order.registration.province) == (2, "浙江")
    assert sealed_cells(old, "O1").known == CELLS
    assert not sealed_cells(old, "O1").is_sealed


def test_d31_its_rows_again_change_nothing(old: Desk) -> None:
    assert not old.do(RegisterOrder("O1", BOUGHT, LINES, customer_id="K1", **CELLS))
    with pytest.raises(OrderDiffers):
        old.do(RegisterOrder("O1", BOUGHT, LINES, customer_id="K1", name="somebody else"))


def test_r516_what_is_added_to_it_is_stored_sealed_with_all_the_rest(old: Desk) -> None:
    again = RegisterOrder("O2", BOUGHT, (line("CUP", "30.00"),), customer_id="K1", address=ADDRESS)
    assert old.do(again)

    assert sealed_cells(old, "O2").is_sealed
    assert set(sealed_cells(old, "O2").known) == {"name", "address"}
    assert not any(secret in repr(newest(old)) for secret in ("李明", ADDRESS))
    assert not old.do(
        RegisterOrder("O2", BOUGHT, LINES[:0], customer_id="K1", name="李明", address=ADDRESS)
    )


def test_r516_plain_cells_never_travel(old: Desk) -> None:
    old.shipped(ASKED + DAY, waybill="W9", kind="reship", case="C1")

    assert [said.recipient for said in old.said(ReshipIssued)] == [None]
    assert [said.recipient for said in old.said(ReturnSlipIssued)] == [None]
    assert not any(secret in repr(old.everything()) for secret in CELLS.values())
    assert COURIER in repr(old.everything())


def test_events_of_0_1_0_are_stored_under_newer_topics_now(old: Desk) -> None:
    old.do(RegisterOrder("O2", BOUGHT, (line("CUP", "30.00"),), address=ADDRESS))
    topics = [
        note.topic
        for note in old.intake.recorder.select_notifications(1, 1_000)
        if note.originator_id == "order:O2"
    ]
    assert "intake.order-opened.v1" in topics
    assert any(topic == OrderFilled.TOPIC == "intake.order-filled.v2" for topic in topics)
