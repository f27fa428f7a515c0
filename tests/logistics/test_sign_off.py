"""R306: the courier shows within three days who signed, or it counts as without consent (D25)."""

import pytest

from shared.contracts.logistics import SignOffProved, SignOffUnproved
from tests.logistics import told
from tests.logistics.told import CASE, ORDER, booked, charged, day
from tests.support.stage import Stage

THIRD_PARTY = "third_party_without_consent"


def disputed(stage: Stage, cause: str = "disputed_sign_off", signed_by: str | None = None) -> Stage:
    facts = {"signed_by": signed_by} if signed_by else {}
    stage.hears(told.ordered()).does(told.outbound(), told.scan("signed", day(3)))
    return stage.hears(told.requested(cause, "signed", facts=facts))


@pytest.mark.parametrize("cause", ["disputed_sign_off", "lost"])
def test_r306_without_a_proof_the_three_days_pass(logistics: Stage, cause: str) -> None:
    disputed(logistics, cause).reaches(day(7) - (day(0.01) - day(0)))
    assert logistics.said_of(SignOffUnproved) == []

    logistics.reaches(day(30))
    (said,) = logistics.said_of(SignOffUnproved)
    assert (said.at, said.case_no, said.order_no, said.rule) == (day(7), CASE, ORDER, "R306")


def test_r306_everything_is_claimed_once_the_time_is_up(logistics: Stage) -> None:
    disputed(logistics).reaches(day(7))
    logistics.hears(*told.decided("R306", "reship", "courier", day(7))).does(told.reship(at=day(8)))

    assert booked(logistics.reaches(day(30))) == charged(
        ("goods", "60.00", 7),
        ("outbound_freight", "8.00", 7),
        ("reship_freight", "9.00", 8),
        rule="R306",
    )


@pytest.mark.parametrize("on", [5, 7])
def test_r306_a_proof_within_72_hours_counts_at_its_scan(logistics: Stage, on: int) -> None:
    disputed(logistics).does(told.scan("signed", day(on), signed_by="customer"))

    (said,) = logistics.said_of(SignOffProved)
    assert (said.at, said.signed_by) == (day(on), "customer")
    assert logistics.reaches(day(30)).said_of(SignOffUnproved) == []


def test_r306_a_proof_after_72_hours_is_too_late(logistics: Stage) -> None:
    disputed(logistics).does(told.scan("signed", day(7.1), signed_by="customer")).reaches(day(30))

    assert logistics.said_of(SignOffProved) == []
    assert len(logistics.said_of(SignOffUnproved)) == 1


def test_r306_who_signed_is_known_from_the_request(logistics: Stage) -> None:
    disputed(logistics, signed_by=THIRD_PARTY).hears(*told.decided("R306", "refund", "courier"))
    logistics.reaches(day(30))

    assert logistics.said_of(SignOffUnproved) == []
    assert booked(logistics) == charged(
        ("goods", "60.00", 4), ("outbound_freight", "8.00", 4), rule="R306"
    )


def test_r306_who_signed_is_known_from_an_earlier_scan(logistics: Stage) -> None:
    logistics.hears(told.ordered()).does(told.outbound())
    logistics.does(told.scan("signed", day(3), signed_by=THIRD_PARTY))
    logistics.hears(told.requested("disputed_sign_off", "signed")).reaches(day(30))

    assert logistics.said_of(SignOffProved) == []
    assert logistics.said_of(SignOffUnproved) == []
