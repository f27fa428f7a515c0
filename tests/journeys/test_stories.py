"""Every story worked out by hand, through all four services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from shared.dates import parse_time
from tests.support.house import home, without_ids
from tests.support.stories import STORIES, Story, moment

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey


def flat(lines: list[dict[str, Any]]) -> list[list[tuple[str, Any]]]:
    return sorted((sorted(line.items()) for line in lines), key=str)


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_story(story: Story, tmp_path: Path) -> None:
    story.write(tmp_path / "files")
    until = parse_time(moment(story.until)) if story.until else None
    with home(tmp_path / "home") as house:
        report = house.bring(tmp_path / "files", until)
        printed = without_ids(house.printed())
        parked = [row for one in house.house.members.values() for row in one.service.parked()]
    assert (report.errors, parked) == ([], [])
    courier = [
        {"courier": ledger["courier"], **line}
        for ledger in printed["courier"]
        for line in ledger["lines"]
    ]
    assert flat(courier) == flat(story.courier)
    warehouse = [line for ledger in printed["warehouse"] for line in ledger["lines"]]
    assert flat(warehouse) == flat(story.warehouse)
    refunds = [
        {"table_at": table["table_at"], **line}
        for table in printed["refunds"]
        for line in table["lines"]
    ]
    assert flat(refunds) == flat(story.refunds)
