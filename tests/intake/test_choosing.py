"""The customer chooses later or otherwise, confirms, and evidence is checked, by people (D36)."""

from datetime import timedelta

import pytest

from services.intake.casework_commands import ChooseRemedy, ConfirmRefund, VerifyEvidence
from services.intake.domain.casework_refusals import (
    AmountMissing,
    AmountNotTaken,
    ChoiceDiffers,
    EvidenceDiffers,
    NotAskedYet,
    RemedyCarriedOut,
    RemedyNotAllowed,
)
from services.intake.domain.refusals import CaseNotKnown
from shared.contracts.casework import ChoiceMade, EvidenceVerified
from shared.contracts.intake import (
    CaseClosed,
    RefundConfirmed,
    RefundReady,
    RefundRequested,
    RefundWithdrawn,
    RemedyChosen,
    RequestDecided,
    ReshipIssued,
)
from shared.errors import RuleViolation
from tests.intake.desk import ASKED, CASE, DAY, HOUR, Desk, item, rows, yuan

LATER = ASKED + 3 * HOUR
SECOND = timedelta(seconds=1)


@pytest.fixture
def damaged(desk: Desk) -> Desk:
    """Signed for, damaged, with photos: return, difference or reship (R201)."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("damage", photos=1, outer_package="damaged")
    return desk


def choose(desk: Desk, remedy: str, amount: str | None = None, at: object = LATER) -> bool:
    money = yuan(amount) if amount else None
    return desk.do(ChooseRemedy(CASE, at, remedy, "李静", money))  # type: ignore[arg-type]  # a moment


def test_d21_a_remedy_chosen_later_is_carried_out_from_its_moment(damaged: Desk) -> None:
    assert damaged.last(RemedyChosen).remedy == "return_refund"

    assert choose(damaged, "reship")

    chosen = damaged.last(RemedyChosen)
    assert (chosen.remedy, chosen.chosen_at, chosen.revision) == ("reship", LATER, 2)
    assert damaged.last(ReshipIssued).at == LATER
    assert damaged.last(RefundWithdrawn).kind == "refund"
    assert (damaged.last(ChoiceMade).remedy, damaged.last(ChoiceMade).person) == ("reship", "李静")


def test_r201_a_price_difference_chosen_later_is_ready_once_confirmed(damaged: Desk) -> None:
    choose(damaged, "price_difference", "8.00")
    damaged.do(ConfirmRefund(CASE, LATER + HOUR, "李静"))

    ready = damaged.last(RefundReady)
    assert (ready.kind, rows(ready.lines), ready.ready_at) == (
        "price_difference",
        [("CUP", 1, "8.00")],
        LATER + HOUR,
    )


def test_d30_one_amount_is_shared_over_the_lines_by_value(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("damage", item("CUP", 2), item("BOOK"), photos=1, outer_package="damaged")
    choose(desk, "price_difference", "10.00")

    assert rows(desk.last(RefundRequested).lines) == [("BOOK", 1, "4.31"), ("CUP", 2, "5.69")]
    assert desk.last(RemedyChosen).amount == yuan("10.00")


def test_another_amount_for_the_same_remedy_is_dated_at_its_moment(damaged: Desk) -> None:
    choose(damaged, "price_difference", "8.00")
    choose(damaged, "price_difference", "9.00", at=LATER + HOUR)

    chosen = damaged.last(RemedyChosen)
    assert (chosen.amount, chosen.chosen_at) == (yuan("9.00"), LATER + HOUR)


def test_the_remedy_that_stands_chosen_again_moves_no_date(damaged: Desk) -> None:
    before = damaged.last(RemedyChosen)
    assert choose(damaged, "return_refund")
    assert damaged.last(RemedyChosen) == before


def test_the_same_choice_again_changes_nothing(damaged: Desk) -> None:
    assert choose(damaged, "reship")
    assert not choose(damaged, "reship")


@pytest.mark.parametrize(
    ("remedy", "amount", "at", "refusal"),
    [
        ("exchange", None, LATER, RemedyNotAllowed),
        ("none", None, LATER, RemedyNotAllowed),
        ("reship", None, ASKED - SECOND, NotAskedYet),
        ("price_difference", None, LATER, AmountMissing),
        ("return_refund", "1.00", LATER, AmountNotTaken),
    ],
)
def test_d21_what_cannot_be_chosen_is_refused_by_its_name(
    damaged: Desk, remedy: str, amount: str | None, at: object, refusal: type[RuleViolation]
) -> None:
    before = damaged.everything()

    with pytest.raises(refusal):
        choose(damaged, remedy, amount, at)

    assert damaged.everything() == before


def test_d21_a_refusal_names_what_is_allowed(damaged: Desk) -> None:
    with pytest.raises(RemedyNotAllowed, match="return_refund, price_difference, reship"):
        choose(damaged, "exchange")


def test_a_choice_at_the_very_moment_of_the_request_is_taken(damaged: Desk) -> None:
    assert choose(damaged, "reship", at=ASKED)
    assert damaged.last(RemedyChosen).chosen_at == ASKED


def test_another_choice_of_the_same_moment_is_refused(damaged: Desk) -> None:
    choose(damaged, "reship")
    with pytest.raises(ChoiceDiffers):
        choose(damaged, "return_refund")


def test_d21_a_remedy_chosen_before_the_evidence_is_there_waits_for_it(desk: Desk) -> None:
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("damage", outer_package="damaged")
    choose(desk, "reship")
    assert desk.said(ReshipIssued) == []

    desk.ask("damage", outer_package="damaged", photos=1)

    assert desk.last(ReshipIssued).at == LATER


def test_a_reship_that_left_leaves_nothing_to_choose(damaged: Desk) -> None:
    choose(damaged, "reship")
    damaged.shipped(LATER + HOUR, waybill="W2", kind="reship", case=CASE)

    with pytest.raises(RemedyCarriedOut, match="W2"):
        choose(damaged, "return_refund", at=LATER + DAY)


def test_a_paid_difference_leaves_nothing_to_choose(damaged: Desk) -> None:
    choose(damaged, "price_difference", "8.00")
    damaged.do(ConfirmRefund(CASE, LATER, "李静"))
    damaged.paid(LATER + DAY, kind="price_difference", amount="8.00")

    with pytest.raises(RemedyCarriedOut, match="paid"):
        choose(damaged, "reship", at=LATER + 2 * DAY)


def test_a_choice_on_nobodys_case_is_refused(desk: Desk) -> None:
    with pytest.raises(CaseNotKnown):
        choose(desk, "refund")


def test_d31_a_remedy_filled_in_the_row_later_does_not_undo_a_later_choice(damaged: Desk) -> None:
    choose(damaged, "reship")
    damaged.ask("damage", photos=1, outer_package="damaged", remedy="return_refund")

    assert damaged.last(RemedyChosen).remedy == "reship"


def test_r507_a_refund_is_ready_when_a_person_says_it_is_confirmed(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")
    assert desk.said(RefundReady) == []

    desk.do(ConfirmRefund(CASE, LATER, "李静"))

    assert desk.last(RefundReady).ready_at == LATER
    assert (desk.last(RefundConfirmed).confirmed_at, desk.last(RefundConfirmed).person) == (
        LATER,
        "李静",
    )


@pytest.mark.parametrize("row_first", [True, False], ids=["row-first", "person-first"])
def test_r507_of_two_confirmations_the_first_counts_whichever_is_known_first(
    desk: Desk, *, row_first: bool
) -> None:
    desk.order()
    desk.ask("change_of_mind")
    if row_first:
        desk.ask("change_of_mind", confirmed_at=ASKED + HOUR)
        desk.pass_time(LATER)
    desk.do(ConfirmRefund(CASE, LATER, "李静"))
    desk.ask("change_of_mind", confirmed_at=ASKED + HOUR)
    desk.pass_time(LATER)

    assert desk.last(RefundReady).ready_at == ASKED + HOUR


def test_r507_confirmed_again_changes_nothing(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")
    assert desk.do(ConfirmRefund(CASE, LATER, "李静"))
    assert not desk.do(ConfirmRefund(CASE, LATER, "李静"))
    assert not desk.do(ConfirmRefund(CASE, LATER + HOUR, "王敏"))


@pytest.fixture
def doubtful(desk: Desk) -> Desk:
    """A defect shown on photos that nobody has checked yet (R208)."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - DAY)
    desk.ask("quality_defect", photos=2, wish="refund", confirmed_at=ASKED)
    desk.pass_time(ASKED)
    return desk


def verify(desk: Desk, found: bool, at: object = LATER) -> bool:
    return desk.do(VerifyEvidence(CASE, at, found, "王敏", "霉斑"))  # type: ignore[arg-type]  # a moment


def test_r208_a_defect_that_a_person_verified_is_refunded_from_then(doubtful: Desk) -> None:
    assert doubtful.last(RequestDecided).decision.verdict == "needs_evidence"

    assert verify(doubtful, found=True)

    decided = doubtful.last(RequestDecided)
    assert (decided.decision.verdict, decided.decided_at) == ("approved", LATER)
    assert doubtful.last(RefundReady).ready_at == LATER
    assert doubtful.last(EvidenceVerified).finding == "霉斑"


def test_r208_what_is_not_substantiated_is_rejected_and_closed(doubtful: Desk) -> None:
    verify(doubtful, found=False)

    assert doubtful.last(RequestDecided).decision.verdict == "rejected"
    assert doubtful.last(CaseClosed).closed_at == LATER


def test_r208_a_later_finding_goes_before_an_earlier_one_in_whatever_order(
    doubtful: Desk,
) -> None:
    verify(doubtful, found=True, at=LATER + HOUR)
    verify(doubtful, found=False)

    decided = doubtful.last(RequestDecided)
    assert (decided.decision.verdict, decided.decided_at) == ("approved", LATER + HOUR)


def test_r208_the_same_finding_again_changes_nothing_and_another_is_refused(
    doubtful: Desk,
) -> None:
    assert verify(doubtful, found=True)
    assert not verify(doubtful, found=True)
    with pytest.raises(EvidenceDiffers):
        verify(doubtful, found=False)
