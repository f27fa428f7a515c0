"""What is due at every desk while one exchange goes through all services, worked out by hand."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from services.cli.due import LISTS, ask, due_at, left_at
from services.intake.desk_commands import PauseCase, ReopenCase
from shared.dates import parse_time
from shared.policy.shelf import VERSIONS, pin
from shared.projection.due import Wanted
from shared.settings import Settings
from tests.support.house import Home, home_of
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey


def exchange() -> Story:
    """R209: the wrong item, checked by a person, sent back and exchanged; customer class B."""
    story = Story("R209: an exchange", "12 18:00")
    story.order("A", 2, "50.00", customer_class="B", province="浙江省")
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "02 10:00", "in_transit")
    story.scan("W1", "03 10:00", "signed")
    checked = {"photos": "2", "verified_at": "05 15:00", "verified": "true"}
    story.request("05 10:00", "wrong_item", "A", 1, wish="exchange", **checked)
    story.sent_back("R1", "06 12:00", "7.50")
    story.scan("R1", "08 09:00", "signed")
    story.inspection("R1", "08 10:00", "09 11:00", "X 1 good")
    story.reship("W2", "10 17:00", "9.00")
    story.scan("W2", "11 12:00", "signed")
    return story


BY_HAND = {
    "02 12:00": [
        "03 18:00 logistics delivery R502",
        "03 18:00 logistics transit R404",
        "04 10:00 logistics scan R403",
    ],
    "03 10:00": [],
    "05 12:00": ["05 18:00 intake same_day R509", "06 10:00 intake review R504"],
    "05 15:00": [],
    "06 12:00": ["06 16:30 finance refund_table R507", "08 12:00 logistics scan R403"],
    "06 16:30": ["08 12:00 logistics scan R403"],
    "08 10:00": ["10 10:00 warehouse inspection R505"],
    "09 11:00": ["09 18:00 warehouse packing R509", "11 11:00 logistics delivery R502"],
    "09 18:00:01": ["09 18:00 warehouse packing R509 !", "11 11:00 logistics delivery R502"],
    "10 17:00": [
        "11 11:00 logistics delivery R502",
        "12 17:00 logistics scan R403",
        "12 17:00 logistics transit R404",
    ],
    "11 11:00:01": [
        "11 11:00 logistics delivery R502 !",
        "12 17:00 logistics scan R403",
        "12 17:00 logistics transit R404",
    ],
    "11 12:00": [],
}


@contextmanager
def told(folder: Path, story: Story, policies: Path | None = None) -> Iterator[Home]:
    story.write(folder / "files")
    with home_of(Settings(home=folder / "home", policy_folder=policies)) as house:
        house.bring(folder / "files", parse_time(moment(story.until)) if story.until else None)
        yield house


def listed(house: Home, at: str, **wanted: Any) -> list[str]:
    asked = Wanted(parse_time(moment(at)), **wanted)
    lines = ask(house.books, (due_at(desk, asked) for desk in LISTS))
    return [
        f"{line['due_at'][8:16].replace('T', ' ')} {line['desk']} {line['name']} {line['rule']}"
        f"{' !' * line['overdue']}"
        for line in lines
        if line["due_at"]
    ]


def test_an_exchange_is_due_at_one_desk_after_the_other(tmp_path: Path) -> None:
    with told(tmp_path, exchange()) as house:
        found = {at: listed(house, at) for at in BY_HAND}
        closing = parse_time(moment("09 00:00")).date()
        left = [line["name"] for line in ask(house.books, (left_at(one, closing) for one in LISTS))]

    assert found == BY_HAND
    assert left == ["packing"]  # R509


def test_a_case_is_taken_up_again_and_rests_in_a_running_house(tmp_path: Path) -> None:
    with told(tmp_path, exchange()) as house:
        at, until = parse_time(moment("13 09:00")), parse_time(moment("15 09:00"))
        step = [ReopenCase("Q1", at, "李雷", "sent the wrong one again")]
        assert all(one.changed for one in house.house.handle_each("intake", step))
        house.house.drain()
        assert listed(house, "13 09:00", agent="李雷") == [
            "13 18:00 intake same_day R509",
            "14 09:00 intake review R504",
        ]
        pause = [PauseCase("Q1", at, "李雷", "the customer travels", until)]
        assert all(one.changed for one in house.house.handle_each("intake", pause))
        house.house.drain()
        assert listed(house, "13 09:00", agent="李雷", name="review") == [
            "16 09:00 intake review R504"
        ]


HOLIDAY = """
[[overlay]]
name = "national-day"
en = "National Day"
zh = "国庆"
starts = 2026-10-01T00:00:00+08:00
ends = 2026-10-08T00:00:00+08:00
limits = { review_hours = 72, inspection_hours = 96 }
"""


@pytest.fixture
def policies(tmp_path: Path) -> Iterator[Path]:
    """A folder for versions of the merchant's own, still empty."""
    folder = tmp_path / "policies"
    folder.mkdir()
    yield folder
    pin(None)


def test_r517_an_overlay_announced_midway_moves_what_falls_into_it(
    tmp_path: Path, policies: Path
) -> None:
    story = Story("two to check", "10-01 08:00")
    story.order("A", 2, "50.00")
    story.parcel("W1", "09-20 18:00", "8.00")
    story.scan("W1", "09-22 10:00", "signed")
    for number, at in (("Q1", "09-29 10:00"), ("Q2", "09-30 10:00")):
        story.request(at, "quality_defect", "A", 1, request_no=number, photos="1")
    before = ["30 10:00 intake review R504 !", "01 10:00 intake review R504"]
    with told(tmp_path, story) as house:
        assert listed(house, "10-01 08:00", name="review") == before

    version = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
    (policies / "2026-01.toml").write_text(version + HOLIDAY, encoding="utf-8")
    with told(tmp_path, story, policies) as house:
        after = listed(house, "10-01 08:00", name="review")

    assert after == ["30 10:00 intake review R504 !", "03 10:00 intake review R504"]
