"""What the courier desk has to see to, each deadline just before and just after it passes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.logistics.projections.due import LISTING, PROJECTION
from shared.contracts import casework, logistics
from tests.projections.due_lists import (
    ORDER,
    PARCEL,
    SECOND,
    Desk,
    asked,
    at,
    closed,
    lost,
    reshipped,
    scanned,
    shipped,
    sold,
    stalled,
)

if TYPE_CHECKING:
    from tests.projections.conftest import Opens

DISPUTE = {"cause": "disputed_sign_off", "stage": "signed"}


@pytest.fixture
def desk(opens: Opens) -> Desk:
    return Desk(opens, PROJECTION, LISTING)


@pytest.mark.parametrize(
    ("said", "name", "since", "due_at", "rule"),
    [
        pytest.param(
            [shipped("01 12:00")], "scan", "01 12:00", "03 12:00", "R403", id="48 h unscanned"
        ),
        pytest.param(
            [shipped("01 12:00"), scanned("02 08:30", "in_transit")],
            "scan",
            "02 08:30",
            "04 08:30",
            "R403",
            id="a scan restarts the clock of silence",
        ),
        pytest.param(
            [shipped("01 12:00"), stalled("03 12:00", "01 12:00")],
            "courier_answer",
            "03 12:00",
            "06 12:00",
            "R403",
            id="the courier's three days",
        ),
        pytest.param(
            [asked("05 10:00", facts=DISPUTE)],
            "courier_answer",
            "05 10:00",
            "08 10:00",
            "R306",
            id="proof of who signed",
        ),
        pytest.param(
            [asked("05 10:00", facts={"cause": "lost", "stage": "signed"})],
            "courier_answer",
            "05 10:00",
            "08 10:00",
            "R306",
            id="lost though signed for is a dispute (D25)",
        ),
        pytest.param(
            [shipped("01 12:00"), scanned("02 09:00", "wrong_address")],
            "correction",
            "02 09:00",
            "05 09:00",
            "R401",
            id="the address hold",
        ),
        pytest.param(
            [sold("浙江"), shipped("01 12:00")],
            "transit",
            "01 12:00",
            "03 12:00",
            "R404",
            id="two days around Shanghai",
        ),
        pytest.param(
            [sold("四川省"), shipped("01 12:00")],
            "transit",
            "01 12:00",
            "05 12:00",
            "R404",
            id="four days elsewhere",
        ),
        pytest.param(
            [sold(None, "A"), shipped("01 12:00")],
            "delivery",
            "01 12:00",
            "02 12:00",
            "R502",
            id="class A: a day",
        ),
        pytest.param(
            [sold(None, "B"), shipped("01 12:00")],
            "delivery",
            "01 12:00",
            "03 12:00",
            "R502",
            id="class B: two days",
        ),
        pytest.param(
            [sold(None, "C"), shipped("01 12:00")],
            "delivery",
            "01 12:00",
            "04 12:00",
            "R502",
            id="class C: three days",
        ),
        pytest.param(
            [sold(None, "A"), reshipped("05 10:00")],
            "delivery",
            "05 10:00",
            "06 10:00",
            "R502",
            id="a reship is promised with its order, shipped or not",
        ),
    ],
)
def test_a_deadline_is_in_time_at_its_moment_and_overdue_a_second_later(
    desk: Desk, said: list[Any], name: str, since: str, due_at: str, rule: str
) -> None:
    desk.hears(*said)

    (line,) = desk.lines(at(due_at), name=name)

    assert (line["since"], line["due_at"]) == (at(since).isoformat(), at(due_at).isoformat())
    assert (line["desk"], line["rule"], line["overdue"]) == ("logistics", rule, False)
    assert not desk.lines(at(due_at), name=name, overdue=True)
    assert desk.names(at(due_at) + SECOND, name=name) == [f"{name}!"]


@pytest.mark.parametrize(
    ("moment", "names"),
    [
        ("03 12:00:00", ["transit"]),
        ("03 12:00:01", ["transit!", "transit_trouble"]),
        ("08 12:00:00", ["transit!", "transit_trouble"]),
        ("08 12:00:01", ["transit_trouble!"]),
    ],
)
def test_r404_a_parcel_is_on_watch_and_then_in_trouble(
    desk: Desk, moment: str, names: list[str]
) -> None:
    desk.hears(sold("上海"), shipped("01 12:00"))

    assert [one for one in desk.names(at(moment)) if "scan" not in one] == names


def test_r404_what_normally_takes_seven_days_is_in_trouble_at_once(desk: Desk) -> None:
    desk.hears(shipped("01 12:00"), sold("新疆"))

    assert desk.names(at("08 12:00"), name="transit") == ["transit"]
    late = desk.names(at("08 12:00:01"))
    assert [one for one in late if "transit" in one] == ["transit_trouble!"]


@pytest.mark.parametrize("status", ["arrived", "refused", "signed", "returned"])
def test_r404_r502_the_way_ends_at_the_door(desk: Desk, status: str) -> None:
    desk.hears(sold("浙江", "A"), shipped("01 12:00"), scanned("02 10:00", status))

    assert {"transit", "delivery"} <= set(desk.names(at("02 09:59:59")))
    assert {"transit", "delivery"}.isdisjoint(desk.names(at("02 10:00")))


@pytest.mark.parametrize(
    ("end", "silent"),
    [
        (scanned("02 10:00", "signed"), False),
        (scanned("02 10:00", "returned"), False),
        (lost("02 10:00"), False),
        (scanned("02 10:00", "refused"), True),
        (scanned("02 10:00", "arrived"), True),
    ],
)
def test_d7_silence_ends_with_the_parcel_for_good(desk: Desk, end: Any, silent: bool) -> None:
    desk.hears(shipped("01 12:00"), end, scanned("02 11:00", "returning"))

    assert (desk.names(at("03 12:00"), name="scan") == ["scan"]) is silent


def test_r403_a_scan_after_the_question_is_an_answer(desk: Desk) -> None:
    desk.hears(shipped("01 12:00"), stalled("03 12:00", "01 12:00"), scanned("04 09:00", "arrived"))

    assert desk.names(at("04 08:59:59"), name="courier_answer") == ["courier_answer"]
    assert desk.names(at("04 09:00"), name="courier_answer") == []
    assert desk.due_of("scan", at("04 09:00")) == at("06 09:00")


def test_r306_a_signer_known_later_asks_the_courier_nothing(desk: Desk) -> None:
    named = DISPUTE | {"signed_by": "customer"}
    desk.hears(asked("05 10:00", facts=DISPUTE), asked("05 10:00", facts=named, revision=2))

    assert desk.names(at("05 11:00")) == []


def test_r306_the_courier_is_asked_until_the_proof(desk: Desk) -> None:
    proved = logistics.SignOffProved(at=at("06 10:00"), case_no="K1", signed_by="customer")
    desk.hears(asked("05 10:00", facts=DISPUTE), proved)

    assert desk.names(at("06 09:59:59")) == ["courier_answer"]
    assert desk.names(at("06 10:00")) == []


def test_r401_another_movement_ends_the_hold_and_a_second_scan_does_not_begin_it_anew(
    desk: Desk,
) -> None:
    desk.hears(
        shipped("01 12:00"),
        scanned("02 09:00", "wrong_address"),
        scanned("03 09:00", "wrong_address"),
        scanned("04 09:00", "out_for_delivery"),
        scanned("04 18:00", "wrong_address"),
    )

    assert desk.due_of("correction", at("03 10:00")) == at("05 09:00")
    assert desk.lines(at("04 12:00"), name="correction") == []
    assert desk.due_of("correction", at("04 18:00")) == at("07 18:00")


def test_r401_a_corrected_address_ends_the_hold_and_no_silence(desk: Desk) -> None:
    corrected = casework.AddressCorrected(
        at=at("03 15:00"), case_no="K1", order_no=ORDER, waybill=PARCEL, person="王敏"
    )
    desk.hears(shipped("01 12:00"), scanned("02 09:00", "wrong_address"), corrected)

    assert desk.names(at("03 14:59:59"), name="correction") == ["correction"]
    assert desk.names(at("03 15:00"), name="correction") == []
    assert desk.due_of("scan", at("03 15:00")) == at("04 09:00")


@pytest.mark.parametrize(("status", "rule"), [("misrouted", "R405"), ("out_of_area", "R402")])
def test_r402_r405_the_receipt_of_a_parcel_gone_astray_is_put_off(
    desk: Desk, status: str, rule: str
) -> None:
    desk.hears(sold(None, "A"), shipped("01 12:00"), scanned("01 20:00", status))

    (line,) = desk.lines(at("05 12:00"), name="delivery")

    assert (line["due_at"], line["overdue"]) == (None, False)
    assert (line["rule"], line["waits_for"]) == (rule, [status])


def test_r502_a_class_that_nobody_knows_was_promised_nothing(desk: Desk) -> None:
    desk.hears(sold("浙江"), shipped("01 12:00"))

    assert desk.lines(at("02 12:00"), name="delivery") == []


@pytest.mark.parametrize(
    "end",
    [
        scanned("05 18:00", "arrived", kind="reship", waybill="W2", case_no="K1"),
        scanned("05 18:00", "signed", kind="reship", waybill="W2", case_no="K1"),
        closed("05 18:00"),
    ],
)
def test_r502_a_reship_is_delivered_by_its_own_parcel(desk: Desk, end: Any) -> None:
    left = shipped("05 17:00", kind="reship", waybill="W2", case_no="K1")
    desk.hears(sold(None, "A"), reshipped("05 10:00"), left, end)

    assert desk.names(at("05 17:59:59"), name="delivery") == ["delivery"]
    assert desk.names(at("05 18:00"), name="delivery") == []


def test_r502_a_case_closed_as_its_reship_leaves_has_it_not_delivered(desk: Desk) -> None:
    desk.hears(sold(None, "A"), reshipped("05 10:00"), closed("05 17:00", outcome="reship"))

    assert desk.names(at("05 18:00"), name="delivery") == ["delivery"]


def test_r510_what_rides_with_a_new_order_is_delivered_with_it(desk: Desk) -> None:
    desk.hears(sold(None, "A"), reshipped("05 10:00"), reshipped("05 12:00", rides_with="O2"))

    assert desk.names(at("05 11:59:59")) == ["delivery"]
    assert desk.names(at("05 12:00")) == []


def test_a_customers_own_parcel_is_followed_only_for_its_silence(desk: Desk) -> None:
    desk.hears(sold("浙江", "A"), shipped("01 12:00", kind="return"))

    assert desk.names(at("01 13:00")) == ["scan"]


def held(until: str) -> Any:
    """A company's parcel waits over the weekend."""
    about: dict[str, Any] = {"waybill": PARCEL, "order_no": ORDER, "kind": "outbound"}
    return logistics.ParcelHeld(at=at("05 09:00"), until=at(until), **about)


def test_r407_a_parcel_held_over_the_weekend_is_on_time_on_the_next_working_day(
    desk: Desk,
) -> None:
    desk.hears(sold("浙江", "A"), shipped("04 18:00"), held("08 00:00"))
    assert desk.due_of("delivery", at("06 12:00")) == at("08 00:00")
    assert desk.due_of("transit", at("06 12:00")) == at("08 00:00")
    assert desk.due_of("scan", at("06 12:00")) == at("06 18:00")  # No clock of silence stops.
    late = desk.names(at("08 00:00:01"))
    assert {"delivery!", "transit!", "transit_trouble"} <= set(late)


def test_r407_a_hold_that_ends_earlier_moves_nothing(desk: Desk) -> None:
    desk.hears(sold("四川", "C"), shipped("04 18:00"), held("07 00:00"))

    assert desk.due_of("delivery", at("05 12:00")) == at("07 18:00")
    assert desk.due_of("transit", at("05 12:00")) == at("08 18:00")
