"""A case's own life: asked again, verdicts, dealers, several cases, late facts."""

import pytest

from services.intake.domain.refusals import (
    CaseNotKnown,
    OrderNotKnown,
    QuantityAboveOrdered,
    RequestDiffers,
    SkuNotOrdered,
    VerdictDiffers,
)
from shared.contracts.intake import (
    LiabilityDecided,
    RefundReady,
    RefundRequested,
    RefundWithdrawn,
    RemedyChosen,
    RequestDecided,
    ReshipIssued,
    ReturnRequested,
)
from shared.errors import RuleViolation
from shared.store.service import LetTimePass
from tests.intake.desk import ASKED, DAY, HOUR, SHIPPED, Desk, item, rows, yuan


def test_d31_the_same_request_again_changes_nothing(desk: Desk) -> None:
    desk.order()
    assert desk.ask("damage", photos=1, wish="reship")
    assert not desk.ask("damage", photos=1, wish="reship")
    assert not desk.ask("damage")


def test_d31_lines_may_be_added_and_amounts_filled(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind", item("CUP"))
    assert desk.ask("change_of_mind", item("BOOK"), item("CUP", 1, "2.00"))

    said = desk.last(ReturnRequested)
    assert (rows(said.lines), said.amount) == (
        [("BOOK", 1, "45.50"), ("CUP", 1, "30.00")], yuan("2.00"),
    )  # fmt: skip
    assert said.revision == 2
    assert rows(desk.last(RefundRequested).lines) == rows(said.lines)


@pytest.mark.parametrize(
    ("cells", "refusal", "column"),
    [
        ({"cause": "damage"}, RequestDiffers, "cause"),
        ({"wish": "return"}, RequestDiffers, "wish"),
        ({"at": ASKED + HOUR}, RequestDiffers, "at"),
        ({"lines": (item("CUP", 2),)}, RequestDiffers, "quantity"),
        ({"lines": (item("PEN"),)}, SkuNotOrdered, "sku"),
        ({"lines": (item("BOOK", 2),)}, QuantityAboveOrdered, "quantity"),
    ],
)
def test_d31_other_content_is_refused_by_its_column(
    desk: Desk, cells: dict[str, object], refusal: type[RuleViolation], column: str
) -> None:
    desk.order()
    desk.ask("change_of_mind", wish="refund")
    before = len(desk.everything())
    lines: tuple[object, ...] = cells.pop("lines", ())  # type: ignore[assignment]  # a table of cells
    again: dict[str, object] = {"cause": "change_of_mind", "wish": "refund"} | cells

    with pytest.raises(refusal) as refused:
        desk.ask(str(again.pop("cause")), *lines, **again)  # type: ignore[arg-type]  # the same

    assert getattr(refused.value, "column", None) == column
    assert len(desk.everything()) == before


def test_d34_requests_and_verdicts_on_nothing_are_refused(desk: Desk) -> None:
    with pytest.raises(OrderNotKnown):
        desk.ask("damage")
    with pytest.raises(CaseNotKnown):
        desk.verdict("courier", ASKED)


def test_d34_a_parcel_alone_does_not_make_an_order_known(desk: Desk) -> None:
    desk.shipped()
    with pytest.raises(OrderNotKnown):
        desk.ask("damage")

    desk.order()
    desk.ask("damage", wish="reship")

    assert desk.last(RemedyChosen).waybill == "W1"


def test_r501_verdicts_follow_each_other_and_the_same_again_is_nothing(desk: Desk) -> None:
    desk.order(dealer_id="D7")
    desk.shipped()
    desk.ask("damage", wish="reship", agent="Li")
    desk.verdict("warehouse", ASKED + DAY, reason="badly packed")
    desk.verdict("staff", ASKED + 2 * DAY)
    assert not desk.verdict("warehouse", ASKED + DAY)

    told = [(s.at, s.from_party, s.to_party, s.account) for s in desk.said(LiabilityDecided)]
    assert told == [
        (ASKED + DAY, "courier", "warehouse", None),
        (ASKED + 2 * DAY, "warehouse", "staff", "Li"),
    ]
    with pytest.raises(VerdictDiffers) as refused:
        desk.verdict("merchant", ASKED + DAY)
    assert refused.value.column == "liable"


def test_r501_a_verdict_on_a_dealer_names_its_account_and_what_is_carried_out_stays(
    desk: Desk,
) -> None:
    desk.order(dealer_id="D7")
    desk.shipped()
    desk.ask("damage", wish="reship")
    chosen = desk.said(RemedyChosen)

    desk.verdict("dealer", ASKED + DAY)

    assert desk.last(LiabilityDecided).account == "D7"
    assert desk.said(RemedyChosen) == chosen


def test_r503_a_dealers_own_fault_is_the_dealers(desk: Desk) -> None:
    desk.order(dealer_id="D7")
    desk.ask("change_of_mind")

    decided = desk.last(RequestDecided)
    assert (decided.decision.liable, decided.decision.book_to) == ("dealer", "dealer_account")
    assert desk.last(ReturnRequested).dealer_id == "D7"


def test_d30_a_request_is_about_the_last_parcel_shipped_before_it(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.shipped(SHIPPED + DAY, waybill="W2")
    desk.shipped(ASKED + HOUR, waybill="W3")
    desk.ask("damage", wish="reship")

    assert desk.last(ReturnRequested).waybill == "W2"


def test_d14_a_parcel_heard_of_late_restates_the_request_and_corrects_the_decision(
    desk: Desk,
) -> None:
    desk.order()
    desk.ask("change_of_mind", confirmed_at=ASKED)
    assert desk.last(RefundReady).ready_at == ASKED

    desk.shipped()

    assert desk.last(RefundWithdrawn).kind == "refund"
    assert (desk.last(ReturnRequested).waybill, desk.last(ReturnRequested).revision) == ("W1", 2)
    assert desk.last(RemedyChosen).remedy == "return_refund"


def test_what_is_paid_already_is_neither_withdrawn_nor_paid_again(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind", confirmed_at=ASKED)
    desk.paid(ASKED + DAY)

    desk.shipped()
    desk.inspected(ASKED + 4 * DAY)

    assert desk.said(RefundWithdrawn) == []
    assert len(desk.said(RefundReady)) == 1


def test_d21_a_remedy_not_allowed_is_replaced_by_no_other(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind", remedy="reship", confirmed_at=ASKED)

    assert desk.last(RequestDecided).decision.remedies == ("refund",)
    assert desk.said(RemedyChosen) == []
    assert desk.said(ReshipIssued) == []
    assert desk.said(RefundRequested) == []


def test_a_woken_case_takes_its_moments_in_order(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask(
        "quality_defect",
        photos=1,
        wish="refund",
        verified=True,
        verified_at=ASKED + 2 * HOUR,
        confirmed_at=ASKED + HOUR,
    )
    assert desk.intake.next_deadline() == ASKED + HOUR

    desk.do(LetTimePass("case:C1", ASKED + HOUR))
    assert desk.said(RefundReady) == []
    assert desk.intake.next_deadline() == ASKED + 2 * HOUR

    desk.do(LetTimePass("case:C1", ASKED + DAY))
    assert desk.last(RefundReady).ready_at == ASKED + 2 * HOUR
    assert desk.intake.next_deadline() is None


def test_a_confirmation_filled_later_is_taken_when_time_passes_again(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")
    desk.pass_time(ASKED + 5 * DAY)

    desk.ask("change_of_mind", confirmed_at=ASKED + DAY)
    desk.pass_time(ASKED + 5 * DAY)

    assert desk.last(RefundReady).ready_at == ASKED + DAY
