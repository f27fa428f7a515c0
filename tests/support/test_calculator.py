"""The calculator against amounts worked out by hand."""

from dataclasses import asdict
from pathlib import Path

import pytest

from tests.support.calculator import Step, compute, compute_steps, moments
from tests.support.months import random_month
from tests.support.stories import STORIES, Story, moment
from tests.support.stories.held_against import disagreements
from tests.support.stories.not_received import unknown_freight


@pytest.mark.parametrize("story", STORIES, ids=[story.name for story in STORIES])
def test_story(story: Story, tmp_path: Path) -> None:
    story.write(tmp_path)
    until = moments.parse(moment(story.until)) if story.until else None
    books = compute(tmp_path, until=until)
    assert disagreements(story, asdict(books), books.cases) == []


def test_a_month_opens_on_the_net_of_the_one_before(tmp_path: Path) -> None:
    """September: 8.00 + 9.00 − 59.00 + 59.00; October: 17.00 − 59.00."""
    story = next(story for story in STORIES if "courier to staff to courier" in story.name)
    story.write(tmp_path)
    sums = ("period", "opening", "freight", "transfer_fees", "chargebacks", "adjustments", "net")
    assert [tuple(ledger[name] for name in sums) for ledger in compute(tmp_path).courier] == [
        ("2026-09", "0.00", "17.00", "0.00", "0.00", "0.00", "17.00"),
        ("2026-10", "17.00", "0.00", "0.00", "59.00", "0.00", "-42.00"),
    ]


def test_a_freight_filled_later_counts_from_its_row_but_pays_from_then(tmp_path: Path) -> None:
    """D3, D14, D32a: 100.00 − 2 × 8.00, in the first table after the 20th, 12:00."""
    first, later = tmp_path / "first", tmp_path / "later"
    story = unknown_freight()
    story.write(first)
    story.rows["parcels"][0]["freight"] = "8.00"
    story.write(later)
    reached = moments.parse(moment("20 12:00"))
    until = moments.parse(moment("21 12:00"))
    books = compute_steps([Step(first, reached), Step(later, until)])
    assert [line["certain_at"] for line in books.courier[0]["lines"]] == [
        moment("01 18:00"),
        moment("05 10:00"),
    ]
    assert books.refunds[0]["table_at"] == moment("20 16:30")
    assert books.refunds[0]["lines"][0]["amount"] == "84.00"
    whole = compute(later, until=until)
    assert whole.refunds[0]["table_at"] == moment("06 10:00")


def test_until_hides_later_rows_and_later_times_inside_rows(tmp_path: Path) -> None:
    story = next(story for story in STORIES if story.name.startswith("R203 return"))
    story.write(tmp_path)
    books = compute(tmp_path, until=moments.parse(moment("08 12:00")))
    assert [line["kind"] for line in books.courier[0]["lines"]] == ["freight"]
    assert [table["lines"][0]["kind"] for table in books.refunds] == ["postage"]


def test_lines_are_printed_in_the_settled_order(tmp_path: Path) -> None:
    """D35: by moment, waybill, kind, cost, case."""
    names = ("certain_at", "waybill", "kind", "cost", "case")
    random_month(tmp_path, seed=1, orders=100)
    ledgers = compute(tmp_path).courier
    accounts = [(ledger["courier"], ledger["period"]) for ledger in ledgers]
    assert accounts == sorted(accounts)
    for ledger in ledgers:
        keys = [tuple(line[name] or "" for name in names) for line in ledger["lines"]]
        assert keys == sorted(keys)
