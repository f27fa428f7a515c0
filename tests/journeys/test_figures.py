"""A small month through the whole house, problems and agents worked out by hand (R514, R515)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from services.cli.acting import act
from services.finance.commands import RecordIncident
from services.intake.complaint_commands import RateService
from shared.dates import parse_time
from tests.support.house import Home, home
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey

PARTIES = ("courier", "warehouse", "merchant")


def month() -> Story:
    """Four cases: two of A1's about O1, one of A2's about it, one of A2's about an order unsent."""
    story = Story("a small month", "15 09:00")
    story.order("TEA", 3, "30.00", product="茶")
    story.order("CUP", 2, "45.00")
    story.order("CUP", 2, "45.00", order_no="O2")
    story.parcel("W1", "02 18:00", "8.00")
    story.scan("W1", "04 10:00", "signed")
    damaged = {"outer_package": "damaged", "photos": "2", "wish": "keep", "amount": "12.00"}
    story.request("05 12:00", "damage", "TEA", 1, confirmed_at="05 13:00", **damaged)
    unsent = {"request_no": "Q2", "order_no": "O2", "agent": "A2"}
    story.request("06 09:00", "change_of_mind", "CUP", 2, confirmed_at="06 09:30", **unsent)
    for sku in ("TEA", "CUP"):
        story.request(
            "06 12:00", "expired", sku, 1, request_no="Q3", wish="refund", confirmed_at="06 12:00"
        )
    story.request("09 12:00", "price_drop", "TEA", 1, request_no="Q4", agent="A2")
    story.verdict("12 09:00", "warehouse")
    return story


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder: Path = tmp_path_factory.mktemp("month")
    story = month()
    story.write(folder / "files")
    with home(folder / "home") as here:
        report = here.bring(folder / "files", parse_time(moment(str(story.until))))
        assert report.errors == []
        for day, kind in ((10, "dispute"), (11, "bad_review")):
            happened = parse_time(f"2026-09-{day}T12:00")
            assert act(here.house, "finance", RecordIncident("A1", happened, kind, "Q1"))
        for case, score in (("Q1", 4), ("Q3", 5)):
            rating = RateService(case, parse_time("2026-09-13T09:00"), score)
            assert act(here.house, "intake", rating)
        yield here


def told(house: Home, by: Any) -> list[tuple[Any, ...]]:
    rows = house.house.ask(questions.problems("2026-09", by))
    names = ("key", "cases", "pieces", "value", "refunds")
    return [
        (*(row[name] for name in names), *(row["costs"][party] for party in PARTIES))
        for row in rows
    ]


def test_r514_by_cause(house: Home) -> None:
    """The difference moved from courier to warehouse (R501); R207's goods stay the merchant's."""
    assert told(house, "cause") == [
        ("change_of_mind", 1, 2, "90.00", "90.00", "0.00", "0.00", "0.00"),
        ("damage", 1, 1, "30.00", "12.00", "0.00", "12.00", "0.00"),
        ("expired", 1, 2, "75.00", "75.00", "0.00", "0.00", "75.00"),
        ("price_drop", 1, 1, "30.00", "0.00", "0.00", "0.00", "0.00"),
    ]


def test_r514_by_product(house: Home) -> None:
    assert told(house, "product") == [
        ("TEA", 3, 3, "90.00", "42.00", "0.00", "12.00", "30.00"),
        ("CUP", 2, 3, "135.00", "135.00", "0.00", "0.00", "45.00"),
    ]


def test_r514_by_courier_and_by_agent(house: Home) -> None:
    assert told(house, "courier") == [
        ("SF", 3, 4, "135.00", "87.00", "0.00", "12.00", "75.00"),
        (None, 1, 2, "90.00", "90.00", "0.00", "0.00", "0.00"),
    ]
    assert told(house, "agent") == [
        ("A1", 2, 3, "105.00", "87.00", "0.00", "12.00", "75.00"),
        ("A2", 2, 3, "120.00", "90.00", "0.00", "0.00", "0.00"),
    ]


def test_r515_agents(house: Home) -> None:
    first, second = house.house.ask(questions.agent_figures("2026-09"))

    assert (first["agent"], first["cases"], first["closed"]) == ("A1", 2, 2)
    assert (first["rating_average"], first["rated_share"]) == ("4.50", "1.0000")
    assert (first["disputes"], first["bad_reviews"], first["dispute_rate"]) == (1, 1, "0.5000")
    assert first["over_limit"] is True
    assert (second["agent"], second["cases"], second["ratings"]) == ("A2", 2, 0)
    assert second["over_limit"] is False
