"""An exchange rides with a new order of the same customer: one shipment, no second slip (R510)."""

from typing import Any

import pytest

from services.intake.casework_commands import ChooseRemedy, RideWithOrder
from services.intake.commands import RegisterOrder
from services.intake.domain.casework_refusals import (
    AlreadyShipped,
    GoodsNotBack,
    NoExchange,
    NotAskedYet,
    OtherCustomer,
    RemedyCarriedOut,
)
from services.intake.domain.refusals import OrderNotKnown
from shared.contracts.casework import OrderFlagged, OrderFlagLowered
from shared.contracts.intake import CaseClosed, ReshipIssued
from shared.errors import RuleViolation
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk, item, line

LATER = ASKED + 3 * HOUR
SENT = ASKED + DAY
RIDE = RideWithOrder(CASE, LATER, "O2", "李静")


def order(desk: Desk, number: str, customer: str | None = "K1") -> None:
    lines = (line("CUP", "30.00", quantity=2), line("BOOK", "45.50"))
    desk.do(RegisterOrder(number, ASKED - 5 * DAY, lines, customer_id=customer))


@pytest.fixture
def expired(desk: Desk) -> Desk:
    """An expired cup of customer K1, to be exchanged (R207), and a second order of K1."""
    order(desk, "O1")
    order(desk, "O2")
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("expired", wish="exchange")
    return desk


def test_r510_the_reship_order_is_issued_again_riding(expired: Desk) -> None:
    assert expired.do(RIDE)

    first, second = expired.said(ReshipIssued)
    assert (first.rides_with, first.revision) == (None, 1)
    assert (second.rides_with, second.revision, second.at) == ("O2", 2, LATER)
    assert [(one.sku, one.quantity) for one in second.lines] == [("CUP", 1)]


def test_r510_the_new_order_is_flagged_with_the_goods(expired: Desk) -> None:
    expired.do(RIDE)

    flag = expired.last(OrderFlagged)
    assert (flag.order_no, flag.kind, flag.case_no, flag.person) == (
        "O2",
        "exchange",
        CASE,
        "李静",
    )
    assert "CUP × 1" in flag.note


def test_r510_the_case_closes_when_the_new_orders_parcel_leaves(expired: Desk) -> None:
    expired.do(RIDE)
    assert expired.said(CaseClosed) == []

    expired.shipped(SENT, waybill="W9", order="O2")

    closed = expired.last(CaseClosed)
    assert (closed.closed_at, closed.outcome) == (SENT, "exchange")


@pytest.mark.parametrize("order_of", [(0, 1), (1, 0)], ids=["by-time", "the-later-heard-first"])
def test_r510_the_first_parcel_since_took_it_in_whatever_order(
    expired: Desk, order_of: tuple[int, int]
) -> None:
    expired.do(RIDE)
    parcels = [(SENT, "W8"), (SENT + DAY, "W9")]
    for place in order_of:
        at, waybill = parcels[place]
        expired.shipped(at, waybill=waybill, order="O2")

    assert expired.last(CaseClosed).closed_at == SENT


def test_r510_a_parcel_that_had_left_before_took_nothing_along(expired: Desk) -> None:
    expired.do(RIDE)
    expired.shipped(LATER - HOUR, waybill="W9", order="O2")

    assert expired.said(CaseClosed) == []


def test_r510_a_parcel_of_the_very_moment_took_it_along(expired: Desk) -> None:
    expired.do(RIDE)
    expired.shipped(LATER, waybill="W9", order="O2")

    assert expired.last(CaseClosed).closed_at == LATER


def test_r510_the_same_ride_again_changes_nothing(expired: Desk) -> None:
    expired.do(RIDE)
    assert not expired.do(RIDE)


def test_r510_another_order_takes_over_and_the_first_goes_alone(expired: Desk) -> None:
    order(expired, "O3")
    expired.do(RIDE)
    expired.do(RideWithOrder(CASE, LATER + HOUR, "O3", "李静"))
    assert expired.last(OrderFlagLowered).order_no == "O2"

    expired.shipped(SENT, waybill="W8", order="O2")
    assert expired.said(CaseClosed) == []
    expired.shipped(SENT + DAY, waybill="W9", order="O3")
    assert expired.last(CaseClosed).closed_at == SENT + DAY


def test_r510_a_reship_parcel_sent_after_all_closes_the_case_too(expired: Desk) -> None:
    expired.do(RIDE)
    expired.shipped(SENT, waybill="W7", kind="reship", case=CASE)

    assert expired.last(CaseClosed).closed_at == SENT


def test_r510_who_takes_the_money_after_all_lets_the_new_order_go_alone(expired: Desk) -> None:
    expired.do(RIDE)
    expired.do(ChooseRemedy(CASE, LATER + HOUR, "refund", "李静"))
    assert expired.last(OrderFlagLowered).order_no == "O2"

    expired.do(ChooseRemedy(CASE, LATER + 2 * HOUR, "exchange", "李静"))
    assert expired.last(ReshipIssued).rides_with is None


def test_r510_what_left_with_the_new_order_is_carried_out(expired: Desk) -> None:
    expired.do(RIDE)
    expired.shipped(SENT, waybill="W9", order="O2")

    with pytest.raises(RemedyCarriedOut, match="O2"):
        expired.do(ChooseRemedy(CASE, SENT + HOUR, "refund", "李静"))


def test_r510_more_goods_ride_as_well(expired: Desk) -> None:
    expired.do(RIDE)
    expired.ask("expired", item("BOOK"), wish="exchange")

    said = expired.last(ReshipIssued)
    assert (said.rides_with, said.revision, len(said.lines)) == ("O2", 3, 2)


def refused(desk: Desk, refusal: type[RuleViolation], **other: Any) -> None:
    told: dict[str, Any] = {
        "case_no": CASE,
        "at": LATER,
        "new_order_no": "O2",
        "person": "李静",
    } | other
    before = desk.everything()
    with pytest.raises(refusal):
        desk.do(RideWithOrder(**told))
    assert desk.everything() == before


def test_r510_an_order_that_left_takes_nothing_along(expired: Desk) -> None:
    expired.shipped(LATER - HOUR, waybill="W9", order="O2")
    refused(expired, AlreadyShipped)


def test_r510_an_exchange_that_left_rides_with_nothing(expired: Desk) -> None:
    expired.shipped(LATER - HOUR, waybill="W7", kind="reship", case=CASE)
    refused(expired, AlreadyShipped)


@pytest.mark.parametrize("customer", ["K2", None], ids=["another", "unknown"])
def test_r510_an_order_of_somebody_else_takes_nothing_along(
    expired: Desk, customer: str | None
) -> None:
    order(expired, "O3", customer)
    refused(expired, OtherCustomer, new_order_no="O3")


def test_r510_an_order_that_nobody_knows_takes_nothing_along(expired: Desk) -> None:
    refused(expired, OrderNotKnown, new_order_no="O9")


def test_r510_nothing_rides_before_it_was_asked_for(expired: Desk) -> None:
    refused(expired, NotAskedYet, at=ASKED - HOUR)


def test_r510_a_refund_rides_with_nothing(expired: Desk) -> None:
    expired.do(ChooseRemedy(CASE, LATER, "refund", "李静"))
    refused(expired, NoExchange)


def test_r209_the_wrong_item_comes_back_before_the_right_one_rides(desk: Desk) -> None:
    order(desk, "O1")
    order(desk, "O2")
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("wrong_item", photos=1, verified=True, wish="exchange")
    refused(desk, GoodsNotBack)

    desk.shipped(ASKED + HOUR, waybill="R1", kind="return", case=CASE)
    desk.inspected(ASKED + 2 * HOUR, waybill="R1")
    assert desk.do(RIDE)
