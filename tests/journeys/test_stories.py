"""Every story worked out by hand, through all four services; its books hold every equality."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from shared.dates import parse_time
from tests.support.house import home, unproved, without_ids
from tests.support.stories import OPEN, STORIES, Story, accounts, moment, turned
from tests.support.stories.held_against import disagreements

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.mark import ParameterSet

pytestmark = pytest.mark.journey


def told(story: Story) -> ParameterSet:
    """A story by its name; one that is still open must fail, until it is taken from the list."""
    reason = OPEN.get(story.name)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(story, id=story.name, marks=marks)


@pytest.mark.parametrize("story", [told(story) for story in STORIES])
def test_story(story: Story, tmp_path: Path) -> None:
    story.write(tmp_path / "files")
    until = parse_time(moment(story.until)) if story.until else None
    with home(tmp_path / "home") as house:
        report = house.bring(tmp_path / "files", until)
        printed = without_ids(house.printed())
        cases = [house.decided(case["case"]) for case in story.decided]
        parked = [row for one in house.house.members.values() for row in one.service.parked()]
    assert (report.errors, parked) == ([], [])
    assert disagreements(story, printed, cases) == []
    assert unproved(tmp_path / "home") == []


@pytest.mark.parametrize("story", [told(story) for story in (*turned.told(), *accounts.told())])
def test_d32_a_story_told_moment_by_moment_ends_the_same(story: Story, tmp_path: Path) -> None:
    """Where a later fact takes something back, what was booked meanwhile was booked before."""
    story.write(tmp_path / "files")
    end = parse_time(moment(story.until)) if story.until else None
    with home(tmp_path / "one") as whole, home(tmp_path / "steps") as steps:
        whole.bring(tmp_path / "files", end)
        for until in sorted(story.moments()):
            if end is None or until < end:
                steps.bring(tmp_path / "files", until)
        steps.bring(tmp_path / "files", end)
        assert steps.printed() == whole.printed()
