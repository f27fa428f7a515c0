"""One order of a random month under way: its rows so far, and a clock that runs to boundaries."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta, timezone
from random import Random

from tests.support.month_choices import CLOCKS, HOURS, LIMITS, OFFSETS
from tests.support.stories.story import COLUMNS

Row = dict[str, str]
SHANGHAI = timezone(timedelta(hours=8))


@dataclass(slots=True)
class Order:
    """One order under way; `now` only moves forward, often not at all.

    `since` keeps the moments from which the limits run, under the names of `LIMITS`.
    """

    rng: Random
    number: str
    now: datetime
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    skus: dict[str, int] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    since: dict[str, datetime] = field(default_factory=dict)
    scanned: set[tuple[str, str, str]] = field(default_factory=set)

    def pass_time(self) -> str:
        """Let nothing pass, a round time and perhaps a second, or up to a boundary."""
        chance = self.rng.random()
        if chance < 0.1:
            self._run_to_a_limit()
        elif chance < 0.45:
            self.now += timedelta(hours=self.rng.choice(HOURS))
            self.now += timedelta(seconds=self.rng.choice((0, 0, 1)))
        elif chance < 0.75:
            boundary = datetime.combine(
                self.now.date(), time.fromisoformat(self.rng.choice(CLOCKS)), SHANGHAI
            )
            self.now = boundary if boundary >= self.now else boundary + timedelta(days=1)
        return self.stamp()

    def _run_to_a_limit(self) -> None:
        """Exactly at a limit, a second before, or a second after it."""
        second = timedelta(seconds=self.rng.choice((-1, 0, 0, 1)))
        ends = [
            since + limit + second
            for name, since in self.since.items()
            for limit in LIMITS[name]
            if since + limit + second >= self.now
        ]
        if ends:
            self.now = self.rng.choice(ends)

    def mark(self, name: str) -> None:
        """A limit runs from now on."""
        self.since[name] = self.now

    def stamp(self) -> str:
        return self.written(self.now)

    def written(self, moment: datetime) -> str:
        """In Shanghai's time mostly, with or without its offset; else in another zone's."""
        hours = self.rng.choice(OFFSETS)
        if hours == 8 and self.rng.random() < 0.2:
            return moment.replace(tzinfo=None).isoformat()
        if hours == 0 and self.rng.random() < 0.5:
            return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"
        return moment.astimezone(timezone(timedelta(hours=hours))).isoformat()

    def maybe(self, share: float, text: str) -> str:
        return text if self.rng.random() < share else ""

    def any_money(self, most: int) -> str:
        fen = self.rng.randrange(1, most)
        return f"{fen // 100}.{fen % 100:02}"
