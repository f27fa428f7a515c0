"""Customers rate the service of a case when it ends (R515)."""

from datetime import timedelta

import pytest

from services.intake.complaint_commands import RateService
from services.intake.domain.complaint_refusals import CaseStillOpen, RatingDiffers
from services.intake.domain.refusals import CaseNotKnown
from shared.contracts.complaints import ServiceRated
from shared.contracts.intake import CaseClosed
from tests.intake.desk import ASKED, CASE, DAY, ORDER, Desk

LATER = ASKED + 9 * DAY


@pytest.fixture
def rejected(desk: Desk) -> Desk:
    """A case that ended with its rejection: R302, signed for too long ago."""
    desk.order()
    desk.shipped()
    desk.scanned("signed", ASKED - 2 * DAY)
    desk.ask("change_of_mind", resellable=False, complete=True, agent="李静")
    assert desk.said(CaseClosed)
    return desk


def test_r515_a_case_that_has_ended_is_rated(rejected: Desk) -> None:
    rejected.do(RateService(CASE, LATER, 4, "很耐心"))

    rated = rejected.last(ServiceRated)
    assert (rated.case_no, rated.order_no, rated.agent) == (CASE, ORDER, "李静")
    assert (rated.score, rated.comment, rated.rule) == (4, "很耐心", "R515")


def test_r515_a_paid_case_is_rated_from_the_moment_it_closed(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind", confirmed_at=ASKED)
    desk.pass_time(ASKED)
    paid_at = ASKED + timedelta(hours=5)
    desk.paid(paid_at)

    with pytest.raises(CaseStillOpen):
        desk.do(RateService(CASE, paid_at - timedelta(seconds=1), 5))
    assert desk.do(RateService(CASE, paid_at, 5))


def test_r515_an_open_case_is_not_rated(desk: Desk) -> None:
    desk.order()
    desk.ask("change_of_mind")

    with pytest.raises(CaseStillOpen):
        desk.do(RateService(CASE, LATER, 5))


def test_an_unknown_case_is_not_rated(desk: Desk) -> None:
    with pytest.raises(CaseNotKnown):
        desk.do(RateService("C9", LATER, 5))


def test_the_same_rating_again_changes_nothing_and_another_is_refused(rejected: Desk) -> None:
    rejected.do(RateService(CASE, LATER, 4))

    assert not rejected.do(RateService(CASE, LATER, 4))
    with pytest.raises(RatingDiffers) as refused:
        rejected.do(RateService(CASE, LATER, 1))
    assert refused.value.column == "score"
