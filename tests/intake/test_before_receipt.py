"""Requests before the parcel is signed for: R101, R102, R107, R108, R205, R206, R403, R406."""

from shared.contracts.intake import (
    CaseClosed,
    RefundReady,
    RefundRequested,
    RemedyChosen,
    RequestDecided,
    ReshipIssued,
    ReturnRequested,
)
from shared.dates import parse_time
from tests.intake.desk import ASKED, BOUGHT, DAY, HOUR, Desk, item, line, rows, yuan


def test_r101_before_dispatch_refunds_at_once_and_waits_only_for_the_confirmation(
    desk: Desk,
) -> None:
    desk.order(customer_id="K1")
    desk.ask("change_of_mind", confirmed_at=ASKED + HOUR)

    assert desk.names() == [
        "ReturnRequested",
        "RequestDecided",
        "RemedyChosen",
        "RefundRequested",
    ]
    requested = desk.last(RefundRequested)
    assert (requested.kind, rows(requested.lines)) == ("refund", [("CUP", 1, "30.00")])
    assert (requested.freights, requested.waits_for) == ((), ("confirmation",))

    desk.pass_time(ASKED + HOUR)

    ready = desk.last(RefundReady)
    assert (ready.at, ready.ready_at, ready.customer_id) == (ASKED + HOUR, ASKED + HOUR, "K1")
    assert (ready.case_no, ready.order_no, ready.waybill) == ("C1", "O1", None)
    assert (ready.rule, ready.policy, ready.refund) == ("R101", "2026-01", requested.refund)


def test_r101_closes_when_the_table_has_paid(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind", confirmed_at=ASKED)
    table = parse_time("2026-09-05T16:30")

    desk.paid(table)

    closed = desk.last(CaseClosed)
    assert (closed.at, closed.outcome) == (table, "refund")


def test_r102_a_refused_parcel_is_refunded_after_inspection_less_both_freights(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("change_of_mind", confirmed_at=ASKED)
    assert desk.last(RemedyChosen).return_path == "intercept"
    assert desk.last(RefundRequested).waits_for == ("inspection",)
    desk.scanned("refused", ASKED + DAY)
    desk.scanned("returned", ASKED + 3 * DAY)
    assert desk.said(RefundReady) == []

    desk.inspected(ASKED + 4 * DAY, ("CUP", 2, "good"), ("BOOK", 1, "good"))

    ready = desk.last(RefundReady)
    assert ready.ready_at == ASKED + 4 * DAY
    assert [(f.waybill, f.amount) for f in ready.freights] == [("W1", yuan("8.00"))] * 2
    assert rows(ready.lines) == [("CUP", 1, "30.00")]


def test_r102_at_the_door_the_path_is_refusal(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("arrived", ASKED - HOUR)
    desk.ask("change_of_mind")

    assert desk.last(RemedyChosen).return_path == "refuse"
    assert desk.last(RequestDecided).facts["stage"] == "at_door"


def test_d3_a_payment_that_must_deduct_an_unknown_freight_waits_for_it(desk: Desk) -> None:
    desk.order()
    desk.shipped(freight=None)
    desk.ask("change_of_mind", confirmed_at=ASKED)
    desk.inspected(ASKED + 4 * DAY)
    assert desk.said(RefundReady) == []

    desk.freight("6.00")

    assert desk.last(RefundReady).ready_at == ASKED + 4 * DAY


def test_r107_the_merchants_cause_on_the_way_deducts_nothing(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("wrong_item", confirmed_at=ASKED)
    desk.inspected(ASKED + 4 * DAY)

    assert desk.last(RefundReady).freights == ()


def test_r108_damage_on_the_way_reships_at_once(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("damage", wish="reship", photos=2, outer_package="damaged")

    issued = desk.last(ReshipIssued)
    assert (issued.at, issued.remedy, issued.rule) == (ASKED, "reship", "R108")
    assert [(g.sku, g.quantity) for g in issued.lines] == [("CUP", 1)]
    chosen = desk.last(RemedyChosen)
    assert (chosen.return_path, chosen.liable) == ("refuse", "courier")
    assert (chosen.waybill, chosen.courier) == ("W1", "YTO")


def test_r108_a_reship_for_a_lost_parcel_does_not_wait_and_a_refund_does(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("lost")
    assert desk.last(ReshipIssued).at == ASKED

    desk.ask("lost", case="C2", wish="refund", confirmed_at=ASKED)
    assert desk.last(RefundRequested).waits_for == ("loss",)
    desk.scanned("lost", ASKED + 2 * DAY)

    assert desk.last(RefundReady).ready_at == ASKED + 2 * DAY
    assert "R406" in desk.last(RemedyChosen).rules


def test_r403_silence_turns_a_stalled_parcels_return_into_a_refund(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("stalled_tracking", remedy="return_refund", wish="refund", confirmed_at=ASKED)
    assert desk.last(RemedyChosen).remedy == "return_refund"

    desk.scanned("lost", ASKED + 2 * DAY)

    chosen = desk.last(RemedyChosen)
    assert (chosen.remedy, chosen.chosen_at, chosen.revision) == ("refund", ASKED + 2 * DAY, 2)
    assert (chosen.rule, chosen.liable) == ("R403", "courier")
    assert desk.last(RefundReady).ready_at == ASKED + 2 * DAY


def test_r406_a_loss_turns_every_case_before_signing_and_dates_the_decision(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("late_delivery", wish="redeliver")
    assert desk.last(RemedyChosen).remedy == "redeliver"

    desk.scanned("lost", ASKED + DAY)

    decided = desk.last(RequestDecided)
    assert (decided.decided_at, decided.rule, decided.revision) == (ASKED + DAY, "R406", 2)
    assert desk.last(ReshipIssued).at == ASKED + DAY


def test_d7_a_loss_before_the_request_counts_from_the_request(desk: Desk) -> None:
    desk.order()
    desk.shipped(BOUGHT + HOUR)
    desk.scanned("lost", ASKED - DAY)
    desk.ask("late_delivery", wish="refund", confirmed_at=ASKED - HOUR)

    assert desk.last(RefundReady).ready_at == ASKED


def test_d7_a_loss_leaves_a_price_difference_and_requests_after_signing_alone(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("change_of_mind", resellable=True, complete=True)
    desk.scanned("lost", ASKED + DAY)

    assert desk.last(RequestDecided).rule == "R301"


def test_r205_at_the_door_accepting_with_a_difference_pays_the_amounts(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("arrived", ASKED - HOUR)
    desk.ask(
        "damage",
        item("CUP", 1, "5.00"),
        item("BOOK", 1, "2.50"),
        remedy="price_difference",
        photos=1,
        outer_package="damaged",
        confirmed_at=ASKED,
    )

    ready = desk.last(RefundReady)
    assert ready.kind == "price_difference"
    assert rows(ready.lines) == [("BOOK", 1, "2.50"), ("CUP", 1, "5.00")]
    assert desk.last(ReturnRequested).amount == yuan("7.50")


def test_r206_liquid_that_the_customer_will_not_sign_for_is_abandoned_and_refunded(
    desk: Desk,
) -> None:
    desk.order(line("MILK", "60.00", liquid=True))
    desk.shipped()
    desk.ask("damage", item("MILK"), wish="refund", confirmed_at=ASKED)

    chosen = desk.last(RemedyChosen)
    assert (chosen.remedy, chosen.return_path, chosen.rule) == ("refund", "abandon", "R206")
    assert desk.last(RefundReady).ready_at == ASKED
