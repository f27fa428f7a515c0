"""Versions follow each other, overlays lie within them, and every cited rule is one (R517)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from shared.dates import SHANGHAI
from shared.policy.model import Policy
from shared.policy.validity import of_succession, of_version
from tests.policy.asking import policy
from tests.policy.drafts import draft

BEFORE_ROWS = "\n# ----------------------------------------------------------------------- a loss"
OVERLAY = """
[[overlay]]
name = "{name}"
en = "Festival"
zh = "节日"
starts = {starts}T00:00:00+08:00
ends = {ends}T00:00:00+08:00
limits = {{ {limit} = 72 }}
"""


def overlay(name: str, starts: str, ends: str, limit: str = "review_hours") -> str:
    return OVERLAY.format(name=name, starts=starts, ends=ends, limit=limit)


def at(day: str) -> datetime:
    return datetime.fromisoformat(day).replace(tzinfo=SHANGHAI)


def version(name: str, begins: str, ends: str | None = None) -> Policy:
    until = at(ends) if ends else None
    return replace(policy(), version=name, valid_from=at(begins), valid_to=until)


@pytest.mark.parametrize(
    ("versions", "problem"),
    [
        pytest.param([("a", "2026-01-01"), ("b", "2026-06-01")], None, id="succession"),
        pytest.param(
            [("a", "2026-01-01", "2026-06-01"), ("b", "2026-06-01")], None, id="to-the-moment"
        ),
        pytest.param(
            [("a", "2026-01-01"), ("b", "2026-06-01", "2026-07-01")], None, id="a-passing-one"
        ),
        pytest.param(
            [("a", "2026-01-01", "2026-12-01"), ("b", "2026-06-01", "2026-12-01")],
            None,
            id="both-end-together",
        ),
        pytest.param(
            [("a", "2026-01-01", "2026-05-31"), ("b", "2026-06-01")],
            "gap: a ends at 2026-05-31",
            id="gap",
        ),
        pytest.param(
            [("a", "2026-01-01", "2026-06-02"), ("b", "2026-06-01")],
            "overlap: b begins at 2026-06-01",
            id="overlap",
        ),
        pytest.param(
            [("a", "2026-01-01"), ("b", "2026-01-01")], "the same moment", id="same-moment"
        ),
        pytest.param([("a", "2026-01-01", "2026-01-01")], "ends before it begins", id="empty"),
    ],
)
def test_r517_versions_follow_each_other(
    versions: list[tuple[str, ...]], problem: str | None
) -> None:
    found = of_succession(version(*each) for each in reversed(versions))

    assert found == [] if problem is None else [each for each in found if problem in each]


@pytest.mark.parametrize(
    ("overlays", "problem"),
    [
        pytest.param([overlay("a", "2026-10-01", "2026-10-08")], None, id="within"),
        pytest.param(
            [overlay("a", "2026-09-30", "2026-10-08")], "a reaches beyond", id="begins-before"
        ),
        pytest.param(
            [overlay("a", "2026-10-01", "2026-10-08"), overlay("b", "2026-10-08", "2026-10-09")],
            None,
            id="one-after-the-other",
        ),
        pytest.param(
            [overlay("a", "2026-10-01", "2026-10-08"), overlay("b", "2026-10-07", "2026-10-09")],
            "a and b change review_hours",
            id="the-same-limit-at-once",
        ),
        pytest.param(
            [
                overlay("a", "2026-10-01", "2026-10-08"),
                overlay("b", "2026-10-07", "2026-10-09", "contact_hours"),
            ],
            None,
            id="different-limits-at-once",
        ),
        pytest.param(
            [overlay("a", "2026-10-01", "2026-10-08"), overlay("a", "2026-11-01", "2026-11-08")],
            "two overlays have the name a",
            id="one-name",
        ),
    ],
)
def test_r517_overlays_lie_within_their_version_and_do_not_contradict(
    overlays: list[str], problem: str | None
) -> None:
    found = of_version(draft((BEFORE_ROWS, "".join(overlays) + BEFORE_ROWS)))

    assert found == [] if problem is None else [each for each in found if problem in each]


def test_r517_an_overlay_ends_with_its_version() -> None:
    made = draft((BEFORE_ROWS, overlay("a", "2026-10-01", "2026-10-08") + BEFORE_ROWS))

    assert of_version(replace(made, valid_to=at("2026-10-08"))) == []
    assert of_version(replace(made, valid_to=at("2026-10-07"))) == [
        "overlay a reaches beyond the version"
    ]


@pytest.mark.parametrize(
    ("old", "where"),
    [
        ('name = "expired"\nen', "row expired"),
        ('rule = "R203"\nliable', "row damage-signed"),
        ('answers_under = ["R101"', "dealer"),
    ],
)
def test_every_cited_rule_is_in_the_rulebook(old: str, where: str) -> None:
    no_rule = f"R{112}"
    new = {
        "row expired": f'name = "expired"\nrules = ["{no_rule}"]\nen',
        "row damage-signed": f'rule = "{no_rule}"\nliable',
        "dealer": f'answers_under = ["{no_rule}"',
    }[where]

    assert of_version(draft((old, new))) == [f"{where} cites {no_rule}, which is no rule"]
