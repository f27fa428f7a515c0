"""R407: a company's parcel is delivered the next working day: no case, a note, no clock stops."""

from datetime import datetime

import pytest

from services.logistics.commands import HoldParcel
from services.logistics.domain.scans import ParcelNotKnown
from services.logistics.domain.weekend_hold import ParcelNotOnItsWay
from shared.contracts.logistics import ParcelHeld, ParcelLost, ParcelStalled
from shared.dates import SHANGHAI
from tests.logistics import told
from tests.logistics.told import WAYBILL, day
from tests.support.stage import Stage

SATURDAY = datetime(2026, 9, 5, 11, tzinfo=SHANGHAI)
TUESDAY = datetime(2026, 9, 8, tzinfo=SHANGHAI)


def hold(at: datetime = SATURDAY) -> HoldParcel:
    return HoldParcel(WAYBILL, at, "单位地址,周末不派送", "王敏")


def test_r407_a_hold_lasts_to_the_end_of_the_next_working_day(logistics: Stage) -> None:
    logistics.does(told.outbound(), hold())

    (said,) = logistics.said_of(ParcelHeld)
    assert (said.at, said.until, said.rule) == (SATURDAY, TUESDAY, "R407")
    assert (said.waybill, said.note, said.case_no) == (WAYBILL, "单位地址,周末不派送", None)


def test_r407_the_same_hold_again_says_nothing_new(logistics: Stage) -> None:
    logistics.does(told.outbound(), hold(), hold())

    assert len(logistics.said_of(ParcelHeld)) == 1


def test_r407_no_clock_stops_for_a_hold(logistics: Stage) -> None:
    logistics.does(told.outbound(), hold()).reaches(day(20))

    assert [said.at for said in logistics.said_of(ParcelStalled)] == [day(3)]
    assert [said.at for said in logistics.said_of(ParcelLost)] == [day(6)]


@pytest.mark.parametrize("status", ["signed", "returned"])
def test_r407_a_parcel_that_arrived_is_not_held(logistics: Stage, status: str) -> None:
    logistics.does(told.outbound(), told.scan(status, day(3)))

    with pytest.raises(ParcelNotOnItsWay):
        logistics.does(hold())


def test_r407_nor_one_that_had_not_left(logistics: Stage) -> None:
    logistics.does(told.outbound())

    with pytest.raises(ParcelNotOnItsWay):
        logistics.does(hold(day(0.5)))
    with pytest.raises(ParcelNotKnown):
        logistics.does(HoldParcel("SF-9", SATURDAY))
