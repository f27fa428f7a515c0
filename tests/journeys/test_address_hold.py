"""How long the courier holds a parcel with a wrong address: 72 hours to the second (R401, D26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli.acting import act
from services.cli.due import ask, due_at
from services.intake.casework_commands import CorrectAddress
from services.intake.domain.casework_refusals import AddressHoldOver
from shared.dates import parse_time
from shared.projection.due import Wanted
from tests.support.house import Home, home
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.journey

IN_TIME, LATE = "05 11:00:00", "05 11:00:01"
"""Scanned on the 2nd at 11:00: the hold ends on the 5th at 11:00."""
SCANS = {"1": ("02 11:00",), "2": ("02 11:00",), "3": ("02 11:00", "03 11:00")}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    story = Story("")
    for number, scans in SCANS.items():
        own = {"order_no": f"O{number}"}
        story.order("A", 1, "100.00", **own)
        story.parcel(f"W{number}", "01 18:00", "8.00", **own)
        for at in scans:
            story.scan(f"W{number}", at, "wrong_address")
        case = {"request_no": f"Q{number}", **own}
        story.request("03 12:00", "wrong_address", "A", 1, **case)
    folder = tmp_path_factory.mktemp("held")
    story.write(folder / "files")
    with home(folder / "home") as opened:
        assert opened.bring(folder / "files", parse_time(moment(IN_TIME))).errors == []
        yield opened


def correct(house: Home, number: str, at: str) -> bool:
    where = "杭州市西湖区文三路九号"
    return act(
        house.house, "intake", CorrectAddress(f"Q{number}", parse_time(moment(at)), where, "李静")
    )


def held_until(house: Home, number: str) -> list[str]:
    """What the courier desk's list says."""
    lines = ask(house.books, [due_at("logistics", Wanted(parse_time(moment("03 12:00"))))])
    return [
        line["due_at"]
        for line in lines
        if (line["name"], line["waybill"]) == ("correction", f"W{number}")
    ]


def test_r401_a_correction_at_exactly_72_hours_is_taken(house: Home) -> None:
    assert correct(house, "1", IN_TIME)


def test_r401_a_correction_a_second_later_is_refused(house: Home) -> None:
    with pytest.raises(AddressHoldOver):
        correct(house, "2", LATE)


def test_r401_a_second_scan_does_not_begin_the_hold_anew(house: Home) -> None:
    assert held_until(house, "3") == [moment(IN_TIME)]
    with pytest.raises(AddressHoldOver):
        correct(house, "3", LATE)
