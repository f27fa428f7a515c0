"""Flags on orders: gifts, new waybills, people's notes (R105, R106, R402)."""

import pytest

from services.intake.casework_commands import ChooseRemedy, FlagOrder
from services.intake.domain.casework_refusals import ExactDate
from services.intake.domain.flags import DATE, EMS_NOTE, GIFT_NOTE, RIDE_NOTE
from services.intake.domain.refusals import OrderNotKnown
from shared.contracts.casework import OrderFlagged, OrderFlagLowered
from tests.intake.desk import ASKED, CASE, DAY, HOUR, ORDER, Desk

LATER = ASKED + 3 * HOUR


@pytest.mark.parametrize("cause", ["out_of_stock", "late_dispatch"])
def test_r105_r106_who_waits_has_a_gift_on_the_orders_flag(desk: Desk, cause: str) -> None:
    desk.order()
    desk.ask(cause, wish="wait")

    flag = desk.last(OrderFlagged)
    assert (flag.order_no, flag.case_no, flag.kind, flag.at) == (ORDER, CASE, "gift", ASKED)
    assert (flag.note, flag.person) == (GIFT_NOTE, None)


def test_r105_who_does_not_wait_after_all_gets_no_gift(desk: Desk) -> None:
    desk.order()
    desk.ask("out_of_stock", wish="wait")
    desk.do(ChooseRemedy(CASE, LATER, "refund", "李静"))

    lowered = desk.last(OrderFlagLowered)
    assert (lowered.name, lowered.at, lowered.revision) == ("gift:C1", LATER, 2)


def test_r105_who_waits_again_has_the_gift_again(desk: Desk) -> None:
    desk.order()
    desk.ask("out_of_stock", wish="wait")
    desk.do(ChooseRemedy(CASE, LATER, "refund", "李静"))
    desk.do(ChooseRemedy(CASE, LATER + HOUR, "wait_with_gift", "李静"))

    said = desk.last(OrderFlagged)
    assert (said.kind, said.at, said.revision) == ("gift", LATER + HOUR, 3)


def test_no_flag_where_nothing_is_to_be_seen(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")

    assert desk.said(OrderFlagged) == []


def test_r105_a_person_names_the_gift_once(desk: Desk) -> None:
    desk.order()
    gift = FlagOrder(ORDER, LATER, "马克杯一个", "李静", "gift")

    assert desk.do(gift)
    assert not desk.do(gift)
    flag = desk.last(OrderFlagged)
    assert (flag.kind, flag.note, flag.person) == ("gift", "马克杯一个", "李静")


@pytest.mark.parametrize(
    "note", ["马克杯,9月12日到", "mug, arrives 2026-09-12", "12号到货", "mug by 9/12"]
)
def test_r105_a_gifts_note_promises_no_exact_date(desk: Desk, note: str) -> None:
    desk.order()
    with pytest.raises(ExactDate):
        desk.do(FlagOrder(ORDER, LATER, note, "李静", "gift"))


def test_a_customers_wish_may_name_a_date(desk: Desk) -> None:
    desk.order()
    assert desk.do(FlagOrder(ORDER, LATER, "9月12日后再派送", "李静"))


@pytest.mark.parametrize("note", [GIFT_NOTE, EMS_NOTE, RIDE_NOTE])
def test_r105_no_flag_of_the_houses_own_names_a_date(note: str) -> None:
    assert DATE.search(note) is None


def test_a_flag_on_nobodys_order_is_refused(desk: Desk) -> None:
    with pytest.raises(OrderNotKnown):
        desk.do(FlagOrder("O9", LATER, "…", "李静"))


def test_r402_the_waybill_of_an_ems_reship_is_noted_on_the_order(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("out_of_area", wish="reship")
    assert desk.said(OrderFlagged) == []

    desk.shipped(LATER, waybill="E1", kind="reship", case=CASE)

    flag = desk.last(OrderFlagged)
    assert (flag.kind, flag.name, flag.at) == ("reship_waybill", "reship_waybill:E1", LATER)
    assert "E1" in flag.note


def test_r402_heard_twice_and_before_the_request_it_is_noted_once(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.shipped(ASKED + DAY, waybill="E1", kind="reship", case=CASE)
    desk.ask("out_of_area", wish="reship")
    desk.shipped(ASKED + DAY, waybill="E1", kind="reship", case=CASE)

    assert [flag.at for flag in desk.said(OrderFlagged)] == [ASKED + DAY]


def test_another_reships_waybill_is_no_flag(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("damage", wish="reship", photos=1)
    desk.shipped(LATER, waybill="E1", kind="reship", case=CASE)

    assert desk.said(OrderFlagged) == []
