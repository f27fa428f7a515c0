"""Makes a believable month of a merchant's exports: `python -m samples.generate --help`.

The same seed makes the same files, byte for byte.
"""

import argparse
import csv
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from samples.month.files import COLUMNS, Files, Row
from samples.month.goods import basket
from samples.month.people import customer
from samples.month.settling import Bill, Blame
from samples.month.stories import ALL, ISSUE, ORDINARY
from samples.month.stories.story import Story
from samples.month.telling import Telling, yuan

SETS = {"issue": ISSUE, "all": ALL}
SHARE_WITH_CASE = 0.24  # Of the orders that leave room for one.
NEAR_ATTEMPTS = 4
LAST_DAYS = 5  # Without tails nothing is bought in them, so that everything arrives.


@dataclass(frozen=True, slots=True)
class Month:
    """A month's first moment and its last; `tails` lets stories run into the next."""

    start: datetime
    end: datetime
    tails: bool = False

    @classmethod
    def named(cls, month: str, *, tails: bool = False) -> "Month":
        start = datetime.fromisoformat(f"{month}-01T00:00:00")
        days = monthrange(start.year, start.month)[1]
        return cls(start, start + timedelta(days=days), tails)

    @property
    def last_shipping_day(self) -> datetime:
        return self.end if self.tails else self.end - timedelta(days=LAST_DAYS)

    def has_room(self, moment: datetime, days: float) -> bool:
        return self.tails or moment + timedelta(days=days) < self.end


class Deck:
    """Deals every story once, then the usual ones more often; only where they have room."""

    def __init__(self, rng: Random, stories: tuple[Story, ...]) -> None:
        self._rng = rng
        self._usual = [story for story in stories for _ in range(story.weight)]
        self._cards = rng.sample(stories, len(stories))

    def deal(self, bought: datetime, month: Month) -> Story:
        self._cards = self._cards or self._rng.sample(self._usual, len(self._usual))
        for position, story in enumerate(self._cards):
            if month.has_room(bought, story.days):
                return self._cards.pop(position)
        room = [story for story in self._usual if month.has_room(bought, story.days)]
        return self._rng.choice([*room, *[ORDINARY] * len(room)]) if room else ORDINARY


def write_month(
    folder: Path,
    seed: int,
    orders: int,
    month: str = "2026-09",
    stories: str = "issue",
    *,
    tails: bool = False,
    later: Path | None = None,
) -> None:
    """Write the eight files; `later`: a second folder that fills the freights left empty."""
    rng = Random(seed)
    period = Month.named(month, tails=tails)
    deck = Deck(rng, SETS[stories])
    unknown: list[Row] = []
    bill, blame = Bill(month), Blame()
    with Files(folder, Random(seed + 1)) as files:
        for number, bought in enumerate(_purchases(rng, orders, period), start=1):
            telling = _told(rng, number, bought, period, deck)
            for name, rows in telling.rows.items():
                files.add(name, rows)
            unknown += [row for row in telling.rows["parcels"] if not row["freight"]]
            bill.note(telling)
            blame.note(telling)
        files.add("incidents", blame.rows(Random(seed + 3)))
        files.add("bills", bill.sent(Random(seed + 4)))
    if later:
        _fill_freights(later, unknown, Random(seed + 2))


def _purchases(rng: Random, orders: int, month: Month) -> list[datetime]:
    """Moments in order, between seven in the morning and eleven at night."""
    days = (month.last_shipping_day - month.start).days
    return sorted(
        month.start + timedelta(days=rng.randrange(days), seconds=rng.randrange(7 * 3600, 82800))
        for _ in range(orders)
    )


def _told(rng: Random, number: int, bought: datetime, month: Month, deck: Deck) -> Telling:
    """Tell what happens to one order, so that it ends within the month."""
    story = deck.deal(bought, month) if rng.random() < SHARE_WITH_CASE else ORDINARY
    telling = _tell(rng, number, bought, story, near=False)
    attempts = 0
    while not month.has_room(telling.latest(), 0):
        attempts += 1
        if attempts > NEAR_ATTEMPTS:
            story, bought = ORDINARY, bought - timedelta(hours=6)
        telling = _tell(rng, number, bought, story, near=True)
    if story is ORDINARY:
        succeeded = telling.now + timedelta(seconds=rng.randrange(86400, 5 * 86400))
        if month.has_room(succeeded, 0):
            telling.succeed(succeeded)
    return telling


def _tell(rng: Random, number: int, bought: datetime, story: Story, *, near: bool) -> Telling:
    lines = basket(rng, liquid=story.liquid)
    telling = Telling(rng, f"DD{bought:%y%m%d}{number:06}", bought, customer(rng, near=near), lines)
    story.tell(telling)
    return telling


def _fill_freights(folder: Path, parcels: list[Row], rng: Random) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "parcels.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS["parcels"], lineterminator="\n")
        writer.writeheader()
        for row in parcels:
            writer.writerow({**row, "freight": yuan(rng.randrange(600, 1600, 10))})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--orders", type=int, default=400)
    parser.add_argument("--month", default="2026-09")
    parser.add_argument("--stories", choices=SETS, default="issue")
    parser.add_argument("--tails", action="store_true", help="parcels may run into the next month")
    parser.add_argument("--later", type=Path, help="a folder for the freights left empty")
    given = parser.parse_args()
    write_month(
        given.folder,
        given.seed,
        given.orders,
        given.month,
        given.stories,
        tails=given.tails,
        later=given.later,
    )


if __name__ == "__main__":
    main()
