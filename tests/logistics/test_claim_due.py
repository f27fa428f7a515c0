"""What waits about a claim at the courier desk, and until when: its latest claim day (0017)."""

from datetime import datetime, timedelta

import pytest

from services.logistics.domain.claim_due import CLAIMED, CLAIMED_AGAIN, STEP
from services.logistics.domain.due import pending
from shared.dates import SHANGHAI, print_time
from shared.pending import Fact, Look

OPENED = datetime(2026, 2, 20, 15, 30, tzinfo=SHANGHAI)
FIRST = datetime(2026, 2, 27, tzinfo=SHANGHAI)
LAST = datetime(2026, 3, 1, 23, 59, 59, tzinfo=SHANGHAI)
"""February 2026 has no leap day."""
SECOND = timedelta(seconds=1)


def claimed(
    at: datetime = OPENED,
    revision: int = 1,
    detail: str = "R406|2026-02-27|2026-03-01",
    name: str = CLAIMED,
) -> Fact:
    return Fact(print_time(at), revision, name, detail, "C-1", "O-1", "W-1")


def again(at: datetime, detail: str) -> Fact:
    return claimed(at, 2, detail, CLAIMED_AGAIN)


def step(number: int, name: str, days: float = 8) -> Fact:
    return Fact(print_time(OPENED + timedelta(days=days)), number, STEP, name, "C-1", "O-1", "W-1")


def waits(at: datetime, *facts: Fact) -> list[tuple[str, datetime | None, bool]]:
    found = pending("claim C-1", sorted(facts), Look(at))
    return [(one.name, one.due_at, one.overdue(at)) for one in found]


@pytest.mark.parametrize(
    ("at", "found"),
    [
        (FIRST - SECOND, []),
        (FIRST, [("claim", LAST, False)]),
        (LAST, [("claim", LAST, False)]),
        (LAST + SECOND, [("claim", LAST, True)]),
    ],
    ids=["the day before the earliest", "the earliest", "the latest's last second", "too late"],
)
def test_a_claim_waits_from_its_earliest_day_and_is_late_after_its_latest(
    at: datetime, found: list[tuple[str, datetime | None, bool]]
) -> None:
    assert waits(at, claimed()) == found


def test_a_claim_without_days_waits_from_its_opening_on() -> None:
    assert waits(OPENED, claimed(detail="R406|")) == [("claim", None, False)]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        (["submitted"], ["claim_answer"]),
        (["submitted", "disputed"], ["claim_dispute"]),
        (["submitted", "disputed", "submitted"], ["claim_answer"]),
        (["submitted", "accepted"], []),
        (["submitted", "rejected"], []),
        (["withdrawn"], []),
    ],
    ids=" ".join,
)
def test_after_its_last_step_the_courier_is_to_answer_or_nobody(
    steps: list[str], found: list[str]
) -> None:
    taken = [step(number, name) for number, name in enumerate(steps, 1)]

    assert [name for name, _, _ in waits(LAST, claimed(), *taken)] == found


def test_a_claim_that_asks_for_nothing_any_more_waits_for_nobody() -> None:
    assert waits(LAST, claimed(), again(FIRST, "")) == []


@pytest.mark.parametrize(
    ("days", "found"), [(7, []), (9, ["claim"])], ids=["before the withdrawal", "after"]
)
def test_a_verdict_on_the_courier_brings_a_withdrawn_claim_back(
    days: float, found: list[str]
) -> None:
    said = again(OPENED + timedelta(days=days), "R501|2026-02-27|2026-03-01")

    assert [name for name, _, _ in waits(LAST, claimed(), step(1, "withdrawn"), said)] == found
