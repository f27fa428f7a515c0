"""Where months end, incidents are counted, and an import stops: the moment and both its sides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from shared.dates import parse_time
from tests.support.boundaries import bought
from tests.support.house import Home, home
from tests.support.stories.story import Story, moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey

LOSSES = {
    "2026-09-25T23:59:59+08:00": ("2026-09", "2026-09-30T23:59:59+08:00"),
    "2026-09-26T00:00:00+08:00": ("2026-10", "2026-10-01T00:00:00+08:00"),
    "2026-09-25T16:00:00Z": ("2026-10", "2026-10-01T00:00:00+08:00"),
    "2026-12-26T23:59:59+08:00": ("2026-12", "2026-12-31T23:59:59+08:00"),
    "2026-12-27T00:00:00+08:00": ("2027-01", "2027-01-01T00:00:00+08:00"),
    "2027-02-23T23:59:59+08:00": ("2027-02", "2027-02-28T23:59:59+08:00"),
    "2027-02-24T00:00:00+08:00": ("2027-03", "2027-03-01T00:00:00+08:00"),
    "2028-02-24T00:00:00+08:00": ("2028-02", "2028-02-29T00:00:00+08:00"),
    "2028-02-24T23:59:59+08:00": ("2028-02", "2028-02-29T23:59:59+08:00"),
    "2028-02-25T00:00:00+08:00": ("2028-03", "2028-03-01T00:00:00+08:00"),
}
"""Shipped, and never heard of again → lost 120 hours later (D7), and the ledger's month."""

INCIDENTS = {
    "三次": ("30 23:59:57", "30 23:59:58", "30 23:59:59"),
    "第四次在月末": ("28 09:00", "29 09:00", "30 09:00", "30 23:59:59"),
    "第四次在下月": ("28 09:00", "29 09:00", "30 09:00", "10-01 00:00:00"),
    "世界时月末": ("28 09:00", "29 09:00", "30 09:00", "2026-09-30T15:59:59Z"),
    "世界时下月": ("28 09:00", "29 09:00", "30 09:00", "2026-09-30T16:00:00Z"),
}
STAFF = {
    "三次": [("2026-09", "150.00", "due")],
    "第四次在月末": [("2026-09", "200.00", "cancelled")],
    "第四次在下月": [("2026-09", "150.00", "due"), ("2026-10", "50.00", "due")],
    "世界时月末": [("2026-09", "200.00", "cancelled")],
    "世界时下月": [("2026-09", "150.00", "due"), ("2026-10", "50.00", "due")],
}


def months() -> Story:
    """A lost parcel a row, and every agent's incidents."""
    story = Story("")
    for place, shipped_at in enumerate(LOSSES):
        own = {"order_no": f"O{place}"}
        story.order("A", 1, "100.00", purchased_at="01 09:00", **own)
        story.parcel(f"W{place}", "01 18:00", "8.00", **own)
        story.request("02 12:00", "lost", "A", 1, request_no=f"Q{place}", **own)
        story.rows["parcels"][-1]["shipped_at"] = shipped_at
        story.rows["requests"][-1]["at"] = shipped_at
    for agent, times in INCIDENTS.items():
        for at in times:
            story.incident(agent, at if "T" not in at else "01 09:00", "dispute")
            if "T" in at:
                story.rows["incidents"][-1]["at"] = at
    return story


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("months")
    months().write(folder / "files")
    with home(folder / "home") as opened:
        report = opened.bring(folder / "files", parse_time("2028-03-02T00:00:00+08:00"))
        assert report.errors == []
        yield opened


@pytest.mark.parametrize("shipped_at", LOSSES)
def test_d7_a_loss_belongs_to_the_month_of_its_second(house: Home, shipped_at: str) -> None:
    case = f"Q{list(LOSSES).index(shipped_at)}"

    told = {
        (ledger["period"], line["certain_at"])
        for ledger in house.books.ask(questions.courier_ledgers())
        for line in ledger["lines"]
        if line["case"] == case
    }
    assert told == {LOSSES[shipped_at]}


@pytest.mark.parametrize("agent", INCIDENTS)
def test_r512_the_fourth_incident_of_a_calendar_month_cancels_the_commission(
    house: Home, agent: str
) -> None:
    ledgers = house.books.ask(questions.account_ledgers("staff"))

    assert STAFF[agent] == [
        (one["period"], one["total"], one["commission"]) for one in ledgers if one["agent"] == agent
    ]


def silent_and_refunded() -> Story:
    """Last heard of on the 2nd at 18:00, lost on the 7th at 18:00; O2 is paid on the 5th."""
    story = bought("01 09:00")
    story.order("A", 1, "100.00", order_no="O2")
    story.parcel("W1", "01 18:00", "8.00")
    story.scan("W1", "02 18:00:00", "in_transit")
    cells = {"wish": "refund", "confirmed_at": "04 18:00"}
    story.request("03 12:00", "lost", "A", 1, **cells)
    story.request("04 12:00", "bought_other", "A", 1, request_no="Q2", order_no="O2", **cells)
    return story


def test_d32_an_import_stops_exactly_where_it_is_told(tmp_path: Path) -> None:
    """A table and a loss are not reached a second before their moment, and are at it."""
    silent_and_refunded().write(tmp_path / "files")
    told = []
    with home(tmp_path / "home") as house:
        for until in ("05 09:59:59", "05 10:00:00", "07 17:59:59", "07 18:00:00"):
            house.bring(tmp_path / "files", parse_time(moment(until)))
            told.append((paid(house), charged(house)))
        house.bring(tmp_path / "files", parse_time(moment("08 10:00:00")))
        assert paid(house) == ["05 10:00", "08 10:00"]

    assert told == [
        ([], []),
        (["05 10:00"], []),
        (["05 10:00"], []),
        (["05 10:00"], ["goods", "outbound_freight"]),
    ]


def test_d32_until_a_moment_in_steps_is_the_same_as_at_once(tmp_path: Path) -> None:
    silent_and_refunded().write(tmp_path / "files")
    until = parse_time(moment("08 10:00:00"))
    with home(tmp_path / "steps") as house:
        for step in ("02 18:00:00", "04 09:00:00", "07 17:59:59", "07 18:00:00"):
            house.bring(tmp_path / "files", parse_time(moment(step)))
        house.bring(tmp_path / "files", until)
        in_steps = house.printed()
    with home(tmp_path / "once") as house:
        house.bring(tmp_path / "files", until)
        assert house.printed() == in_steps


def paid(house: Home) -> list[str]:
    """Moments of the refund tables."""
    tables: list[dict[str, Any]] = house.books.ask(questions.refunds())
    return [table["table_at"][8:16].replace("T", " ") for table in tables]


def charged(house: Home) -> list[str]:
    """Costs charged to the courier."""
    return sorted(
        line["cost"]
        for ledger in house.books.ask(questions.courier_ledgers())
        for line in ledger["lines"]
        if line["kind"] == "chargeback"
    )
