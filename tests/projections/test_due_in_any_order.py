"""Whatever comes first, late or twice, a list says the same (architecture.md, projections)."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.finance.projections import due as finance
from services.intake.projections import due as intake
from services.logistics.projections import due as logistics
from services.warehouse.projections import due as warehouse
from shared.contracts import complaints
from shared.contracts import intake as say
from shared.contracts.warehouse import GoodsInspected, GoodsReceived
from tests.projections.due_lists import (
    Desk,
    asked,
    at,
    closed,
    decided,
    goods,
    paid,
    payment,
    reshipped,
    scanned,
    shipped,
    sold,
    stalled,
)
from tests.support.announced import record

if TYPE_CHECKING:
    from tests.projections.conftest import Opens

CHECK = {"missing": ("verification",), "remedies": ("exchange",)}
SAID = [
    sold("浙江", "B"),
    shipped("02 18:00"),
    scanned("02 20:00", "picked_up"),
    stalled("04 20:00", "02 20:00"),
    scanned("05 09:00", "wrong_address"),
    asked("05 10:00"),
    decided("05 10:00", "needs_evidence", decision=CHECK),
    decided("06 11:00", "approved", decision={"remedies": ("exchange",)}, revision=2),
    asked("05 11:00", "K2", facts={"cause": "disputed_sign_off"}),
    reshipped("06 11:00"),
    shipped("06 17:00", waybill="W2", kind="reship", case_no="K1"),
    scanned("06 12:00", "returned"),
    goods(GoodsReceived, "06 12:00", order_no="O1"),
    goods(GoodsInspected, "06 16:00", order_no="O1"),
    payment(say.RefundRequested, "06 11:00", waits_for=("inspection",)),
    payment(say.RefundReady, "06 16:00"),
    paid("06 16:30"),
    closed("07 09:00"),
    complaints.ComplaintReceived(
        at=at("05 12:00"),
        complaint_no="C1",
        due_at=at("06 12:00"),
        channel="phone",
        kind="quality",
        description="stale",
        agent="李雷",
    ),
    complaints.CorrectiveActionPlanned(
        at=at("06 10:00"), complaint_no="C1", action="trace", owner="张三", due_at=at("09 18:00")
    ),
]
RECORDS = [record(said, at("10 00:00")) for said in SAID]
MOMENTS = [at(f"{day:02d} {hour:02d}:00") for day in range(2, 11) for hour in (0, 10, 13, 17)]
DESKS = {
    "intake": (intake.PROJECTION, intake.LISTING),
    "logistics": (logistics.PROJECTION, logistics.LISTING),
    "warehouse": (warehouse.PROJECTION, warehouse.LISTING),
    "finance": (finance.PROJECTION, finance.LISTING),
}


@pytest.mark.parametrize("name", DESKS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_list_is_the_same_whatever_came_first_or_twice(
    opens: Opens, name: str, data: st.DataObject
) -> None:
    projection, listing = DESKS[name]
    twice = data.draw(st.lists(st.sampled_from(RECORDS), max_size=6))
    seed = data.draw(st.integers(0, 10_000))
    disorder = random.Random(seed).sample([*RECORDS, *twice], len(RECORDS) + len(twice))

    listed = []
    for told in (RECORDS, disorder):
        opens(projection).drop()
        desk = Desk(opens, projection, listing).hears(*told)
        listed.append([desk.lines(moment) for moment in MOMENTS])

    assert listed[0] == listed[1]
    assert any(listed[0])


def test_a_record_that_cannot_be_read_is_parked_and_stops_nothing(opens: Opens) -> None:
    desk: Any = Desk(opens, logistics.PROJECTION, logistics.LISTING)
    good = record(shipped("02 18:00"))
    bad = type(good)(good.topic, good.key, good.headers, b'{"at": 5}')

    desk.hears(bad, good)

    assert desk.names(at("02 19:00"), name="scan") == ["scan"]
