"""A parcel's life: freights, the way back, the clock of silence, transfers (D2, D3, D7, R402)."""

from typing import Any

import pytest

from services.logistics.domain.scans import ParcelDiffers, ParcelNotKnown, ScanDiffers
from shared.contracts.logistics import (
    FreightRecorded,
    ParcelLost,
    ParcelRefused,
    ParcelReturned,
    ParcelScanned,
    ParcelShipped,
    ParcelStalled,
    ParcelTransferred,
)
from shared.money import Money
from tests.logistics import told
from tests.logistics.told import ORDER, WAYBILL, day
from tests.support.stage import Stage


def freights(stage: Stage) -> list[tuple[str, str, str, Any]]:
    """(waybill, cost, amount, certain_at) of every freight and fee said, in any event."""
    said: list[Any] = stage.said
    entries = [
        (one.waybill, entry)
        for one in said
        for entry in [getattr(one, "entry", None), *getattr(one, "entries", ())]
        if entry
    ]
    return [(waybill, e.cost, str(e.amount), e.certain_at) for waybill, e in entries]


def test_d3_freight_is_owed_from_the_shipping(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.reship(), told.returned())

    assert freights(logistics) == [
        (WAYBILL, "outbound_freight", "8.00", day(1)),
        (told.RESHIP, "reship_freight", "9.00", day(6)),
    ]
    (said, *_) = logistics.said_of(ParcelShipped)
    assert (said.order_no, said.courier, said.kind) == (ORDER, "SF", "outbound")
    assert (said.policy, said.picker, said.rule) == ("2026-01", "P7", None)


def test_d2_a_parcel_that_comes_back_costs_its_freight_again(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("returned", day(7), place="退回"))
    logistics.hears(*told.inspected(("MILK", 1, "good"))).reaches(day(20))

    (said,) = logistics.said_of(ParcelReturned)
    assert (said.at, said.place, said.freight) == (day(7), "退回", Money.of("8.00"))
    assert freights(logistics)[1:] == [(WAYBILL, "return_freight", "8.00", day(7))]


def test_d2_the_receipt_counts_when_it_is_earlier(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("returned", day(8.5)))
    logistics.hears(*told.inspected(("MILK", 1, "good"))).reaches(day(20))

    assert freights(logistics)[1:] == [(WAYBILL, "return_freight", "8.00", day(8))]


def test_d3_unknown_freight_is_dated_as_if_it_had_been_known(logistics: Stage) -> None:
    logistics.does(told.outbound(freight=None), told.scan("returned", day(7))).reaches(day(8))
    assert freights(logistics) == []

    logistics.does(told.outbound("8.00"))

    assert freights(logistics) == [
        (WAYBILL, "outbound_freight", "8.00", day(1)),
        (WAYBILL, "return_freight", "8.00", day(7)),
    ]
    (said,) = logistics.said_of(FreightRecorded)
    assert (said.at, said.freight, said.revision) == (day(1), Money.of("8.00"), 2)


def test_d3_a_return_that_is_filled_later_owes_nothing(logistics: Stage) -> None:
    logistics.does(told.returned(freight=None), told.returned("12.00"))

    (said,) = logistics.said_of(FreightRecorded)
    assert (said.freight, said.entries) == (Money.of("12.00"), ())


def test_d31_the_same_parcel_is_registered_once(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.outbound(), told.outbound(freight=None, picker=None))

    assert len(logistics.said) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [("courier", "YT"), ("kind", "reship"), ("shipped_at", day(2)), ("freight", "9.00")],
)
def test_d31_a_parcel_with_other_content_is_refused(
    logistics: Stage, column: str, value: Any
) -> None:
    logistics.does(told.outbound())
    with pytest.raises(ParcelDiffers) as refused:
        logistics.does(told.outbound(**{column: value}))
    assert refused.value.column == column


def test_d31_a_scan_is_filled_and_never_changed(logistics: Stage) -> None:
    signed = told.scan("signed", day(3), signed_by="customer")
    logistics.does(told.outbound(), told.scan("signed", day(3)), signed, signed)

    assert [said.signed_by for said in logistics.said_of(ParcelScanned)] == [None, "customer"]
    with pytest.raises(ScanDiffers) as refused:
        logistics.does(told.scan("signed", day(3), signed_by="third_party_with_consent"))
    assert refused.value.column == "signed_by"


def test_a_scan_of_an_unknown_parcel_is_refused(logistics: Stage) -> None:
    with pytest.raises(ParcelNotKnown):
        logistics.does(told.scan("signed", day(3)))


def test_a_refusal_is_told_by_itself(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("refused", day(3), place="上海"))

    (said,) = logistics.said_of(ParcelRefused)
    assert (said.at, said.place, said.waybill) == (day(3), "上海", WAYBILL)
    assert logistics.said_of(ParcelScanned) == []


def test_d7_silence_asks_after_48_hours_and_loses_after_120(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("in_transit", day(2))).reaches(day(7) - _SECOND)

    (stalled,) = logistics.said_of(ParcelStalled)
    assert (stalled.at, stalled.last_movement_at) == (day(4), day(2))
    assert stalled.answer_due_at == day(7)
    assert logistics.said_of(ParcelLost) == []

    logistics.reaches(day(7))
    (lost,) = logistics.said_of(ParcelLost)
    assert (lost.at, lost.by) == (day(7), "silence")


def test_d7_a_scan_at_exactly_120_hours_is_in_time(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("in_transit", day(6))).reaches(day(10))

    assert [said.at for said in logistics.said_of(ParcelStalled)] == [day(3), day(8)]
    assert logistics.said_of(ParcelLost) == []


def test_d7_a_later_scan_does_not_undo_a_loss(logistics: Stage) -> None:
    logistics.does(told.outbound()).reaches(day(6))
    logistics.does(told.scan("signed", day(6.5)), told.scan("lost", day(7))).reaches(day(20))

    assert [(said.at, said.by) for said in logistics.said_of(ParcelLost)] == [(day(6), "silence")]


def test_d7_a_scan_that_was_handled_first_does_not_prevent_the_loss(logistics: Stage) -> None:
    """Rows of one batch may lie beyond the moment at which the loss was confirmed."""
    logistics.does(told.outbound(), told.scan("lost", day(6.5))).reaches(day(20))

    assert [(said.at, said.by) for said in logistics.said_of(ParcelLost)] == [(day(6), "silence")]


def test_d7_the_courier_confirms_at_once(logistics: Stage) -> None:
    logistics.does(told.outbound(), told.scan("lost", day(2)))

    assert [(said.at, said.by) for said in logistics.said_of(ParcelLost)] == [(day(2), "courier")]
    assert logistics.said_of(ParcelScanned) == []


@pytest.mark.parametrize("end", ["signed", "returned"])
def test_d7_the_end_of_the_journey_ends_the_clock(logistics: Stage, end: str) -> None:
    logistics.does(told.outbound(), told.scan(end, day(2))).reaches(day(20))

    assert logistics.said_of(ParcelStalled) == []
    assert logistics.said_of(ParcelLost) == []


def test_d7_receipt_ends_the_clock(logistics: Stage) -> None:
    logistics.does(told.outbound()).hears(*told.inspected(("MILK", 1, "good"), at=day(3)))

    assert logistics.reaches(day(20)).said_of(ParcelStalled) == []


@pytest.mark.parametrize("late", [False, True])
def test_r402_a_transfer_belongs_to_the_first_request_out_of_area(
    logistics: Stage, late: bool
) -> None:
    moved = told.scan("transferred", day(3), fee=Money.of("5.00"))
    request = told.requested("out_of_area", "in_transit")
    logistics.does(told.outbound())
    if late:
        logistics.does(moved).hears(request)
    else:
        logistics.hears(request).does(moved)

    said = logistics.said_of(ParcelTransferred)[-1]
    assert (said.case_no, said.rule, said.fee) == (told.CASE, "R402", Money.of("5.00"))
    assert len({one.entry.entry for one in logistics.said_of(ParcelTransferred) if one.entry}) == 1
    assert freights(logistics)[-1] == (WAYBILL, "transfer_fee", "5.00", day(3))


def test_r402_an_unknown_fee_is_booked_once_known(logistics: Stage) -> None:
    fee = told.scan("transferred", day(3), fee=Money.of("5.00"))
    logistics.does(told.outbound(), told.scan("transferred", day(3)), fee, fee)

    assert [said.fee for said in logistics.said_of(ParcelTransferred)] == [None, Money.of("5.00")]


def test_goods_of_an_unknown_waybill_wait_for_their_parcel(logistics: Stage) -> None:
    logistics.hears(*told.inspected(("MILK", 1, "good"), at=day(4)))
    logistics.does(told.outbound()).reaches(day(20))

    assert [cost for _, cost, _, _ in freights(logistics)] == ["outbound_freight", "return_freight"]
    assert logistics.said_of(ParcelLost) == []


def test_an_order_without_a_case_stays_cheap(logistics: Stage) -> None:
    scans = [told.scan("in_transit", day(1 + n / 2)) for n in range(4)]
    logistics.hears(told.ordered()).does(told.outbound(), *scans, told.scan("signed", day(4)))

    claims = list(logistics.service.events.get(f"claims:{ORDER}"))
    assert len(claims) == 2


_SECOND = day(1 / 86_400) - day(0)
