"""A part, an invoice copy, a corrected address: people's work (R304, R305, R401)."""

from datetime import timedelta
from pathlib import Path

import pytest

from services.intake.casework_commands import (
    ChooseRemedy,
    CorrectAddress,
    ReplacePart,
    SendInvoiceCopy,
)
from services.intake.domain.casework_refusals import (
    AddressHoldOver,
    OtherRemedy,
    RemedyCarriedOut,
    WorkDiffers,
)
from shared.contracts.casework import AddressCorrected, InvoiceCopySent, OrderFlagged, PartReplaced
from shared.contracts.intake import CaseClosed
from tests.intake.desk import ASKED, CASE, DAY, HOUR, SHIPPED, Desk, yuan

LATER = ASKED + 3 * HOUR
SECOND = timedelta(seconds=1)
HELD = SHIPPED + DAY
LIMIT = HELD + 3 * DAY
PART = ReplacePart(CASE, LATER, "盖子", yuan("6.50"), "李静", "五金店")
COPY = SendInvoiceCopy(CASE, LATER, "parcel", "李静", "F-1", "SF9")


@pytest.fixture
def partly(desk: Desk) -> Desk:
    """Damaged, partly good: a part may be replaced (R304)."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("damage", photos=1, outer_package="intact", partly_good=True, remedy="replace_part")
    return desk


def test_r304_the_case_closes_when_chosen_and_the_record_adds_to_it(partly: Desk) -> None:
    assert partly.last(CaseClosed).closed_at == ASKED

    assert partly.do(PART)

    said = partly.last(PartReplaced)
    assert (said.part, said.amount, said.shop, said.person) == (
        "盖子",
        yuan("6.50"),
        "五金店",
        "李静",
    )
    assert len(partly.said(CaseClosed)) == 1


def test_r304_the_same_part_again_is_nothing_and_another_at_that_moment_refused(
    partly: Desk,
) -> None:
    partly.do(PART)
    assert not partly.do(PART)
    with pytest.raises(WorkDiffers):
        partly.do(ReplacePart(CASE, LATER, "把手", yuan("6.50"), "李静"))


def test_r304_a_replaced_part_leaves_nothing_to_choose(partly: Desk) -> None:
    partly.do(PART)
    with pytest.raises(RemedyCarriedOut):
        partly.do(ChooseRemedy(CASE, LATER + HOUR, "reship", "李静"))


def test_r304_no_part_is_replaced_where_something_else_is_carried_out(partly: Desk) -> None:
    partly.do(ChooseRemedy(CASE, LATER - HOUR, "reship", "李静"))
    with pytest.raises(OtherRemedy):
        partly.do(PART)


def test_r305_a_copy_is_recorded_with_the_way_it_went(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.ask("missing_invoice")
    assert desk.do(COPY)
    assert not desk.do(COPY)

    said = desk.last(InvoiceCopySent)
    assert (said.sent_by, said.invoice_no, said.copy_waybill) == ("parcel", "F-1", "SF9")
    assert desk.last(CaseClosed).closed_at == ASKED


@pytest.fixture
def misaddressed(desk: Desk) -> Desk:
    """The courier holds the parcel since HELD: the address is wrong (R401)."""
    desk.order(customer_id="K1", name="张三", address="旧址")
    desk.shipped()
    desk.scanned("wrong_address", HELD)
    desk.ask("wrong_address", at=HELD + HOUR)
    return desk


def correct(desk: Desk, at: object, address: str = "新址 5 号") -> bool:
    return desk.do(CorrectAddress(CASE, at, address, "李静"))  # type: ignore[arg-type]  # a moment


def test_r401_an_address_corrected_at_the_limit_is_in_time(misaddressed: Desk) -> None:
    assert correct(misaddressed, LIMIT)

    assert misaddressed.last(AddressCorrected).person == "李静"
    assert (misaddressed.last(OrderFlagged).kind, misaddressed.last(OrderFlagged).at) == (
        "address",
        LIMIT,
    )


def test_r401_a_second_later_the_hold_is_over(misaddressed: Desk) -> None:
    with pytest.raises(AddressHoldOver):
        correct(misaddressed, LIMIT + SECOND)
    assert misaddressed.said(OrderFlagged) == []


def test_r401_a_second_scan_does_not_begin_the_hold_anew(misaddressed: Desk) -> None:
    misaddressed.scanned("wrong_address", HELD + 2 * DAY)
    misaddressed.scanned("wrong_address", HELD + DAY)

    assert correct(misaddressed, HELD + 3 * DAY)
    with pytest.raises(AddressHoldOver):
        correct(misaddressed, HELD + 3 * DAY + SECOND)


def test_r401_a_scan_after_a_correction_does(misaddressed: Desk) -> None:
    correct(misaddressed, HELD + DAY)
    misaddressed.scanned("wrong_address", HELD + 2 * DAY)

    assert correct(misaddressed, HELD + 5 * DAY)
    with pytest.raises(AddressHoldOver):
        correct(misaddressed, HELD + 5 * DAY + SECOND)


def test_r401_a_parcel_that_is_back_has_no_address_to_correct(misaddressed: Desk) -> None:
    misaddressed.scanned("returned", HELD + DAY)
    with pytest.raises(AddressHoldOver):
        correct(misaddressed, HELD + DAY)


def test_r401_before_dispatch_nobody_holds_anything(desk: Desk) -> None:
    desk.order()
    desk.ask("wrong_address")

    assert correct(desk, ASKED + 30 * DAY)


def test_r401_no_address_where_something_else_is_carried_out(misaddressed: Desk) -> None:
    misaddressed.do(ChooseRemedy(CASE, HELD + HOUR, "return_refund", "李静"))
    with pytest.raises(OtherRemedy):
        correct(misaddressed, HELD + DAY)


def test_r516_a_corrected_address_is_kept_and_told_sealed(
    misaddressed: Desk, tmp_path: Path
) -> None:
    correct(misaddressed, LIMIT)

    assert '"holder":"customer:K1"' in (misaddressed.last(AddressCorrected).recipient or "")
    stored = b"".join(file.read_bytes() for file in tmp_path.rglob("*.db*"))
    assert b"K1" in stored
    assert "新址".encode() not in stored


def test_r401_the_same_correction_again_changes_nothing(misaddressed: Desk) -> None:
    correct(misaddressed, LIMIT)
    assert not correct(misaddressed, LIMIT)
    with pytest.raises(WorkDiffers):
        correct(misaddressed, LIMIT, "别处")
