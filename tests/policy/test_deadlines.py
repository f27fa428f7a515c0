"""R517, D28: a dated overlay moves the deadlines that fall into its period, and no others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from shared.dates import SHANGHAI
from shared.policy.deadlines import due
from shared.policy.model import VERSIONS, Policy, parse

PLAIN = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
HOLIDAY = """
[[overlay]]
name = "national-day"
en = "National Day"
zh = "国庆"
starts = 2026-10-01T00:00:00+08:00
ends = 2026-10-08T00:00:00+08:00
limits = { courier_answer_hours = 120, review_hours = 12 }
"""


@pytest.fixture(scope="module")
def policy() -> Policy:
    return parse(PLAIN + HOLIDAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param("09-27T23:59:59", "09-30T23:59:59", id="due a second before: as ever"),
        pytest.param("09-28T00:00:00", "10-03T00:00:00", id="due as it begins: the overlay's"),
        pytest.param("09-30T12:00:00", "10-05T12:00:00", id="begun before, due within"),
        pytest.param("10-01T00:00:00", "10-06T00:00:00", id="begun as it begins"),
        pytest.param("10-07T23:59:59", "10-12T23:59:59", id="begun within, due after"),
        pytest.param("10-08T00:00:00", "10-11T00:00:00", id="begun as it ends: as ever"),
    ],
)
def test_r517_an_overlay_moves_what_falls_due_within_it(
    policy: Policy, start: str, expected: str
) -> None:
    assert due(policy, at(start), "courier_answer_hours") == at(expected)


def test_r517_a_shorter_limit_moves_no_deadline_before_its_period(policy: Policy) -> None:
    assert due(policy, at("09-30T10:00:00"), "review_hours") == at("10-01T00:00:00")
    assert due(policy, at("09-30T18:00:00"), "review_hours") == at("10-01T06:00:00")


def test_d28_a_limit_that_the_overlay_does_not_name_stays(policy: Policy) -> None:
    start = at("09-30T10:00:00")

    assert due(policy, start, "inspection_hours") == start + timedelta(hours=48)
