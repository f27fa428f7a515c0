"""A claim's life: which step may follow which, what each needs, told twice (0017)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from services.logistics.domain import claim_refusals as refused
from shared.contracts import claims as say
from shared.contracts.logistics import CourierClaimOpened
from shared.dates import SHANGHAI
from shared.money import Money
from tests.logistics import claiming, told
from tests.logistics.claiming import accept, dispute, happens, reject, steps, submit, withdraw
from tests.logistics.told import day
from tests.support.stage import Stage

STEPS: dict[str, Any] = {
    "submit": submit,
    "dispute": dispute,
    "accept": accept,
    "part": lambda at: accept(at, "20.00"),
    "reject": reject,
    "withdraw": withdraw,
}
"""Every step with what it needs."""
TO = {
    "open": [],
    "submitted": ["submit"],
    "disputed": ["submit", "dispute"],
    "accepted": ["submit", "accept"],
    "accepted_in_part": ["submit", "part"],
    "rejected": ["submit", "reject"],
    "withdrawn": ["withdraw"],
}
"""How a claim gets to each state."""
ALLOWED = {
    "open": {"submit", "withdraw"},
    "submitted": {"dispute", "accept", "part", "reject", "withdraw"},
    "disputed": {"submit", "accept", "part", "reject", "withdraw"},
    "accepted": {"withdraw"},
    "accepted_in_part": {"submit", "accept", "part", "withdraw"},
    "rejected": {"submit", "accept", "part", "withdraw"},
    "withdrawn": set(),
}
REFUSED = {
    "open": refused.ClaimNotSubmitted,
    "submitted": refused.ClaimAlreadySubmitted,
    "disputed": refused.ClaimAlreadyDisputed,
    "accepted": refused.ClaimAlreadyAccepted,
    "accepted_in_part": refused.ClaimPartlyAccepted,
    "rejected": refused.ClaimAlreadyRejected,
    "withdrawn": refused.ClaimAlreadyWithdrawn,
}


def at_state(stage: Stage, state: str) -> Stage:
    happens(stage, *claiming.damaged(), until=7)
    for number, name in enumerate(TO[state]):
        stage.does(STEPS[name](day(8 + number)))
    return stage


@pytest.mark.parametrize(
    ("state", "step"), [(state, step) for state in TO for step in sorted(ALLOWED[state])]
)
def test_a_step_that_may_follow_is_taken(logistics: Stage, state: str, step: str) -> None:
    at_state(logistics, state).does(STEPS[step](day(20)))

    assert len(steps(logistics)) == len(TO[state]) + 1


@pytest.mark.parametrize(
    ("state", "step"), [(s, step) for s in TO for step in STEPS if step not in ALLOWED[s]]
)
def test_a_step_that_may_not_is_refused_by_its_name(
    logistics: Stage, state: str, step: str
) -> None:
    at_state(logistics, state)

    with pytest.raises(REFUSED[state]):
        logistics.does(STEPS[step](day(20)))
    assert len(steps(logistics)) == len(TO[state])


@pytest.mark.parametrize("name", STEPS)
def test_a_step_told_again_changes_nothing(logistics: Stage, name: str) -> None:
    before = "open" if name in {"submit", "withdraw"} else "submitted"
    at_state(logistics, before).does(STEPS[name](day(20)), STEPS[name](day(20)))

    assert len(steps(logistics)) == len(TO[before]) + 1


def test_the_same_step_of_the_same_moment_told_otherwise_is_refused(logistics: Stage) -> None:
    at_state(logistics, "open").does(withdraw(day(20)))

    with pytest.raises(refused.ClaimStepDiffers):
        logistics.does(withdraw(day(20), "another reason"))


def test_steps_of_one_moment_follow_each_other_as_they_are_told(logistics: Stage) -> None:
    at_state(logistics, "open").does(submit(day(8)), dispute(day(8)), accept(day(8), "20.00"))

    assert steps(logistics) == ["ClaimSubmitted", "ClaimDisputed", "ClaimAccepted"]
    assert [s.step for s in logistics.said if isinstance(s, say.ClaimStep)] == [1, 2, 3]


@pytest.mark.parametrize("before", [day(3.9), day(7.9)], ids=["the opening", "the last step"])
def test_a_step_dated_before_what_it_follows_is_refused(logistics: Stage, before: datetime) -> None:
    at_state(logistics, "submitted" if before > day(4) else "open")

    with pytest.raises(refused.ClaimStepOutOfTurn):
        logistics.does(withdraw(before))


def test_a_case_that_no_courier_answers_for_has_no_claim(logistics: Stage) -> None:
    story = claiming.damaged()[:4] + told.decided("R204", "reship", "merchant")
    happens(logistics, *story, until=7)

    with pytest.raises(refused.ClaimNotKnown):
        logistics.does(submit(day(8)))
    with pytest.raises(refused.ClaimNotKnown):
        logistics.does(submit(day(8), order_no="O-9"))


def test_a_submission_shows_everything_found_by_then_unless_some_is_named(
    logistics: Stage,
) -> None:
    photo = told.brought("photo", day(5))
    happens(logistics, *claiming.damaged(), photo, until=7)
    file = f"photo:{photo.sha256}"
    logistics.does(submit(day(8)), dispute(day(9)), submit(day(10), evidence=(file,)))

    shown = [said.evidence for said in logistics.said_of(say.ClaimSubmitted)]
    assert shown == [("photos", "scans", file), (file,)]
    with pytest.raises(refused.EvidenceNotOfTheClaim):
        logistics.does(dispute(day(11), evidence=("photo:0",)))


PARTS = {"0.00": refused.NothingAccepted, "68.01": refused.AcceptedMoreThanClaimed}


def known_to_the_fen(stage: Stage) -> Stage:
    """R108, lost and refunded: 60.00 of goods and 8.00 of freight, and nothing is sent again."""
    story = [told.requested("lost", "in_transit"), *told.decided("R108", "refund", "courier")]
    return happens(stage, told.ordered(), told.outbound(), *story, until=5).does(submit(day(5)))


@pytest.mark.parametrize("amount", ["0.01", "68.00"])
def test_a_part_granted_is_more_than_nothing_and_at_most_everything(
    logistics: Stage, amount: str
) -> None:
    known_to_the_fen(logistics).does(accept(day(6), amount))

    (said,) = logistics.said_of(say.ClaimAccepted)
    assert said.amount == Money.of(amount)


@pytest.mark.parametrize("amount", PARTS)
def test_no_other_amount_is_granted(logistics: Stage, amount: str) -> None:
    known_to_the_fen(logistics)

    with pytest.raises(PARTS[amount]):
        logistics.does(accept(day(6), amount))


def test_more_than_is_known_so_far_may_be_granted(logistics: Stage) -> None:
    """The reship's freight is not known when the courier answers."""
    at_state(logistics, "submitted").does(accept(day(9), "70.00"))

    assert steps(logistics) == ["ClaimSubmitted", "ClaimAccepted"]


DAYS = [
    (datetime(2026, 9, 5, 0, 0, 0, tzinfo=SHANGHAI), None),
    (datetime(2026, 10, 5, 23, 59, 59, tzinfo=SHANGHAI), None),
    (datetime(2026, 10, 6, 0, 0, 0, tzinfo=SHANGHAI), refused.ClaimTooLate),
]


def test_the_claim_names_its_courier_days(logistics: Stage) -> None:
    happens(logistics, *claiming.damaged(), until=7)

    (said,) = logistics.said_of(CourierClaimOpened)
    assert [str(said.earliest_day), str(said.latest_day)] == ["2026-09-05", "2026-10-05"]


@pytest.mark.parametrize(("at", "refusal"), DAYS[1:])
def test_the_latest_claim_day_is_included_to_its_last_second(
    logistics: Stage, at: datetime, refusal: type[Exception] | None
) -> None:
    happens(logistics, *claiming.damaged(), until=7)

    if refusal is None:
        logistics.does(submit(at))
        return
    with pytest.raises(refusal):
        logistics.does(submit(at))
    logistics.does(submit(at, exception="its branch agreed by telephone"))
    (said,) = logistics.said_of(say.ClaimSubmitted)
    assert said.exception == "its branch agreed by telephone"


def test_nothing_is_submitted_for_which_the_courier_does_not_answer_any_more(
    logistics: Stage,
) -> None:
    happens(logistics, *claiming.damaged(), told.verdict("warehouse", day(8)), until=8)

    with pytest.raises(refused.NothingToClaim):
        logistics.does(submit(day(8) + timedelta(hours=1)))
