"""Boundaries told as stories: all of them in one import, each under numbers of its own."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from services.cli import questions
from services.cli.due import LISTS, ask, due_at
from shared.dates import parse_time
from shared.projection.due import Wanted
from tests.support.house import home
from tests.support.stories.story import COLUMNS, Story, csv_text, moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from tests.support.house import Home

PRICE, FREIGHT = "100.00", "8.00"
NUMBERS = ("order_no", "request_no", "waybill")


@dataclass(frozen=True)
class Boundary:
    """A story and what is asked of the books: ``told`` is the answer."""

    name: str
    story: Story
    asked: Callable[[Answers], object]
    told: object


@dataclass(frozen=True)
class Answers:
    """What the house says of one story's case."""

    case: dict[str, Any]
    paid: list[tuple[str, str, str, str]]
    booked: list[dict[str, Any]]
    waiting: Callable[[str], list[dict[str, Any]]]

    @property
    def verdict(self) -> str:
        return str(self.case["decision"]["verdict"])

    @property
    def stage(self) -> str:
        return str(self.case["facts"]["stage"])

    @property
    def rules(self) -> list[str]:
        return [str(rule) for rule in self.case["decision"]["rules"]]

    @property
    def path(self) -> str:
        return str(self.case["decision"]["return_path"])

    @property
    def parcel(self) -> str | None:
        """The parcel that the case is about."""
        waybills = [
            event["data"]["waybill"]
            for event in self.case["events"]
            if event["type"] == "ReturnRequested"
        ]
        return waybills[-1].partition("-")[0] if waybills[-1] else None

    @property
    def charged(self) -> list[tuple[str, str, str]]:
        """Chargebacks: when, cost, rule."""
        return [
            (short_day(line["certain_at"]), line["cost"], line["rule"])
            for line in self.booked
            if line["kind"] == "chargeback"
        ]

    @property
    def entries(self) -> list[tuple[str, str, str]]:
        """Everything on the courier's account: kind, cost, rule."""
        return sorted((line["kind"], line["cost"], line["rule"]) for line in self.booked)

    def due(self, at: str, name: str) -> list[tuple[str, bool]]:
        """Deadlines of a name as of a moment, and whether each is overdue."""
        return [
            (short_day(line["due_at"])[3:], line["overdue"])
            for line in self.waiting(at)
            if line["name"] == name
        ]


@dataclass
class Questioned:
    """A house that holds every story, and what was asked of it already."""

    house: Home
    lists: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def answers(self, place: int) -> Answers:
        """What is told of the story at that place."""
        number = f"Q1-{place}"
        tables = self.house.books.ask(questions.refunds())
        ledgers = self.house.books.ask(questions.courier_ledgers())
        return Answers(
            self.house.books.ask(questions.case(number)),
            [
                (short_day(table["table_at"])[:11], line["kind"], line["amount"], line["deducted"])
                for table in tables
                for line in table["lines"]
                if line["case"] == number
            ],
            [
                line
                for ledger in ledgers
                for line in ledger["lines"]
                if line["case"] == number and line["kind"] in {"chargeback", "reversal"}
            ],
            lambda at: [line for line in self._due(at) if line["order_no"] == f"O1-{place}"],
        )

    def _due(self, at: str) -> list[dict[str, Any]]:
        if at not in self.lists:
            wanted = Wanted(parse_time(moment(at)))
            self.lists[at] = ask(self.house.books, (due_at(desk, wanted) for desk in LISTS))
        return self.lists[at]


@contextmanager
def brought(boundaries: Sequence[Boundary], folder: Path, until: str) -> Iterator[Questioned]:
    """Import all stories at once."""
    (folder / "files").mkdir()
    for name in COLUMNS:
        rows = [
            numbered(row, place)
            for place, boundary in enumerate(boundaries)
            for row in boundary.story.rows[name]
        ]
        (folder / "files" / f"{name}.csv").write_text(csv_text(name, rows), encoding="utf-8")
    with home(folder / "home") as opened:
        report = opened.bring(folder / "files", parse_time(moment(until)))
        assert report.errors == []
        yield Questioned(opened)


def numbered(row: dict[str, str], place: int) -> dict[str, str]:
    """The row under numbers that no other story has."""
    return {name: f"{cell}-{place}" if name in NUMBERS else cell for name, cell in row.items()}


def short_day(printed: str) -> str:
    """`2026-09-07T18:00:00+08:00` as `09-07 18:00:00`."""
    return printed[5:19].replace("T", " ")


def bought(at: str, **cells: str) -> Story:
    """One piece of A at 100.00."""
    story = Story("")
    story.order("A", 1, PRICE, **{"purchased_at": at, **cells})
    return story


def delivered(at: str, **cells: str) -> Story:
    """Shipped on the 1st at 18:00, signed for at that moment."""
    story = bought("01 09:00", **cells)
    story.parcel("W1", "01 18:00", FREIGHT)
    for day, status in (("02 18:00", "in_transit"), (at, "signed")):
        story.scan("W1", day, status)
    return story
