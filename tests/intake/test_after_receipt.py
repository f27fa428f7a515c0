"""Requests about signed parcels: R203, R204, R207-R212, R301, R302, R306, and what is paid."""

import pytest

from shared.contracts.intake import (
    CaseClosed,
    RefundReady,
    RefundRequested,
    RefundWithdrawn,
    RemedyChosen,
    RequestDecided,
    ReshipIssued,
    ReturnSlipIssued,
)
from tests.intake.desk import ASKED, BOUGHT, DAY, HOUR, Desk, item, rows, yuan

BACK = ASKED + 3 * DAY


@pytest.fixture
def signed(desk: Desk) -> Desk:
    """A parcel that arrived and was signed for a day before the request."""
    desk.order()
    desk.shipped()
    desk.scanned("arrived", ASKED - DAY - HOUR)
    desk.scanned("signed", ASKED - DAY)
    return desk


def kinds_ready(desk: Desk) -> list[tuple[str, str | None]]:
    return [(said.kind, said.waybill) for said in desk.said(RefundReady)]


def test_r203_returned_the_postage_waits_for_nothing_and_the_refund_for_inspection(
    signed: Desk,
) -> None:
    signed.ask("damage", wish="return", photos=2, outer_package="damaged", confirmed_at=ASKED)
    slip = signed.last(ReturnSlipIssued)
    assert (slip.at, [(g.sku, g.quantity) for g in slip.lines]) == (ASKED, [("CUP", 1)])

    signed.shipped(ASKED + DAY, waybill="R1", kind="return", freight="9.00", case="C1")
    postage = signed.last(RefundReady)
    assert (postage.kind, postage.waybill, postage.ready_at) == ("postage", "R1", ASKED + DAY)
    assert [(f.waybill, f.amount) for f in postage.freights] == [("R1", yuan("9.00"))]
    assert postage.lines == ()
    asked = {said.kind: said.at for said in signed.said(RefundRequested)}
    assert asked == {"refund": ASKED, "postage": ASKED + DAY}  # Nobody owed it before.

    signed.inspected(BACK, ("CUP", 1, "damaged"), waybill="R1")

    refund = signed.last(RefundReady)
    assert (refund.kind, refund.ready_at) == ("refund", BACK)
    assert (rows(refund.lines), refund.freights) == ([("CUP", 1, "30.00")], ())


def test_r203_reship_is_issued_at_once_and_charges_the_courier(signed: Desk) -> None:
    signed.ask("damage", remedy="reship", photos=2, outer_package="damaged")

    chosen = signed.last(RemedyChosen)
    assert (chosen.remedy, chosen.rule, chosen.liable) == ("reship", "R203", "courier")
    assert chosen.book_to == "courier_account"
    assert signed.last(ReshipIssued).at == ASKED
    assert signed.said(RefundRequested) == []


def test_r203_price_difference_pays_the_amounts_once_confirmed(signed: Desk) -> None:
    signed.ask(
        "damage",
        item("CUP", 2, "12.00"),
        remedy="price_difference",
        photos=1,
        outer_package="damaged",
        confirmed_at=ASKED + HOUR,
    )
    assert signed.last(RefundRequested).waits_for == ("confirmation",)

    signed.pass_time(ASKED + DAY)

    ready = signed.last(RefundReady)
    assert (ready.kind, rows(ready.lines)) == ("price_difference", [("CUP", 2, "12.00")])
    assert ready.ready_at == ASKED + HOUR


def test_r204_an_intact_package_makes_the_merchant_liable(signed: Desk) -> None:
    signed.ask("damage", remedy="reship", photos=2, outer_package="intact")

    chosen = signed.last(RemedyChosen)
    assert (chosen.rule, chosen.liable, chosen.book_to) == ("R204", "merchant", "none")


def test_r201_without_photos_nothing_is_carried_out_until_they_come(signed: Desk) -> None:
    signed.ask("damage", remedy="reship", outer_package="damaged")
    assert signed.last(RequestDecided).decision.missing == ("photos",)
    assert signed.said(RemedyChosen) == []

    signed.ask("damage", remedy="reship", outer_package="damaged", photos=3)

    assert signed.last(ReshipIssued).at == ASKED  # D32a: as if it had been there from the start.


@pytest.mark.parametrize("cause", ["expired", "quality_defect"])
def test_r207_r208_exchange_sends_again_without_a_return(signed: Desk, cause: str) -> None:
    signed.ask(cause, photos=1, verified=True, remedy="exchange")

    assert signed.last(ReshipIssued).remedy == "exchange"
    assert signed.said(ReturnSlipIssued) == []


def test_r208_is_decided_when_the_defect_is_verified(signed: Desk) -> None:
    verified = ASKED + 5 * HOUR
    signed.ask(
        "quality_defect",
        photos=1,
        verified_at=verified,
        verified=True,
        wish="refund",
        confirmed_at=ASKED,
    )
    assert signed.last(RequestDecided).decision.verdict == "needs_evidence"

    signed.pass_time(ASKED + DAY)

    decided = signed.last(RequestDecided)
    assert (decided.decision.verdict, decided.decided_at) == ("approved", verified)
    assert signed.last(RefundReady).ready_at == verified


def test_r208_an_unsubstantiated_defect_is_rejected_and_the_case_closed(signed: Desk) -> None:
    signed.ask("quality_defect", photos=1, verified_at=ASKED + HOUR, verified=False)
    signed.pass_time(ASKED + DAY)

    closed = signed.last(CaseClosed)
    assert (closed.outcome, closed.closed_at) == ("rejected", ASKED + HOUR)


def test_r209_the_wrong_item_comes_back_before_the_right_one_goes_out(signed: Desk) -> None:
    signed.ask("wrong_item", photos=1, verified=True, remedy="exchange")
    signed.shipped(ASKED + DAY, waybill="R1", kind="return", freight="9.00", case="C1")
    assert signed.said(ReshipIssued) == []
    assert kinds_ready(signed) == [("postage", "R1")]

    signed.inspected(BACK, ("OTHER", 1, "good"), waybill="R1")

    assert signed.last(ReshipIssued).at == BACK


def test_r210_a_missed_item_waits_for_the_weight(signed: Desk) -> None:
    signed.ask(
        "missed_item", outer_photo=True, outer_package="intact", wish="refund", confirmed_at=ASKED
    )
    assert signed.last(RequestDecided).decision.missing == ("weight_check",)

    signed.weighed("mismatch", ASKED + 2 * HOUR)

    chosen = signed.last(RemedyChosen)
    assert (chosen.remedy, chosen.rule, chosen.liable) == ("refund", "R210", "warehouse")
    assert signed.last(RefundReady).ready_at == ASKED + 2 * HOUR


def test_r210_reship_may_carry_a_compensation(signed: Desk) -> None:
    signed.ask(
        "missed_item",
        item("CUP", 1, "3.00"),
        outer_photo=True,
        outer_package="intact",
        remedy="reship",
        confirmed_at=ASKED,
    )
    signed.weighed("mismatch", ASKED)

    assert signed.last(ReshipIssued).remedy == "reship"
    ready = signed.last(RefundReady)
    assert (ready.kind, rows(ready.lines)) == ("price_difference", [("CUP", 1, "3.00")])


def test_r211_a_damaged_package_needs_no_weight(signed: Desk) -> None:
    signed.ask("missed_item", outer_photo=True, outer_package="damaged", wish="reship")

    chosen = signed.last(RemedyChosen)
    assert (chosen.rule, chosen.liable) == ("R211", "courier")


def test_r212_a_matching_weight_rejects(signed: Desk) -> None:
    signed.ask("missed_item", outer_photo=True, outer_package="intact", wish="refund")
    signed.weighed("match", ASKED + HOUR)

    decided = signed.last(RequestDecided)
    assert (decided.decision.verdict, decided.rule) == ("rejected", "R212")
    assert decided.decision.liable == "customer"
    assert signed.said(RefundRequested) == []


def test_r301_pays_only_what_came_back_good(signed: Desk) -> None:
    signed.ask(
        "change_of_mind",
        item("CUP", 2),
        item("BOOK"),
        resellable=True,
        complete=True,
        confirmed_at=ASKED,
    )
    signed.shipped(ASKED + DAY, waybill="R1", kind="return", case="C1")
    signed.inspected(
        BACK, ("CUP", 1, "good"), ("CUP", 1, "used"), ("BOOK", 1, "good"), waybill="R1"
    )

    ready = signed.last(RefundReady)
    assert rows(ready.lines) == [("BOOK", 1, "45.50"), ("CUP", 1, "30.00")]
    assert (ready.freights, kinds_ready(signed)) == ((), [("refund", "W1")])


def test_r301_nothing_good_pays_nothing_and_closes_the_case(signed: Desk) -> None:
    signed.ask("change_of_mind", resellable=True, complete=True, confirmed_at=ASKED)
    signed.shipped(ASKED + DAY, waybill="R1", kind="return", case="C1")
    signed.inspected(BACK, ("CUP", 1, "damaged"), waybill="R1")

    assert signed.said(RefundReady) == []
    withdrawn = signed.last(RefundWithdrawn)
    assert (withdrawn.kind, withdrawn.at) == ("refund", BACK)
    assert signed.last(CaseClosed).closed_at == BACK


def test_r302_after_seven_days_is_rejected(signed: Desk) -> None:
    signed.ask("change_of_mind", at=ASKED + 8 * DAY, resellable=True, complete=True)

    assert signed.last(RequestDecided).rule == "R302"


@pytest.mark.parametrize(
    ("shown", "outcome"),
    [("customer", "rejected"), ("third_party_with_consent", "rejected"), (None, "refund")],
)
def test_r306_the_courier_must_show_who_signed(
    signed: Desk, shown: str | None, outcome: str
) -> None:
    signed.ask("disputed_sign_off", wish="refund", confirmed_at=ASKED)
    assert signed.last(RequestDecided).decision.missing == ("sign_off_proof",)
    due = ASKED + 3 * DAY

    signed.signed_off(due, shown)

    if outcome == "rejected":
        assert signed.last(CaseClosed).outcome == outcome
    else:
        assert signed.last(RefundReady).ready_at == due


@pytest.mark.parametrize(
    ("days", "small", "rate"),
    [
        (15, None, None),
        (16, None, "0.045"),
        (16, True, None),
        (16, False, "0.045"),
        (None, None, None),
    ],
    ids=["15 days", "16 days", "a small quantity", "not a small one", "unknown"],
)
def test_r508_commission_after_fifteen_days(
    desk: Desk, days: int | None, small: bool | None, rate: str | None
) -> None:
    asked = BOUGHT + 30 * DAY
    desk.order(succeeded_at=asked - days * DAY if days is not None else None)
    desk.ask("out_of_stock", at=asked, wish="refund", confirmed_at=asked, small_quantity=small)

    assert desk.last(RefundReady).commission_rate == rate
