"""Months closed and reopened between imports: which month prints a line (D14).

Nothing is looked up in the past: each line is placed once, when it is first known.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.support.calculator import moments
from tests.support.calculator.posted import Posted


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody puts a month on hold."""

    period: str


@dataclass(frozen=True, slots=True)
class Close:
    """Somebody closes a month, and the earlier ones that are still open, over what is missing."""

    period: str


@dataclass(frozen=True, slots=True)
class Reopen:
    """Somebody reopens the last closed month."""

    period: str


Deed = Hold | Close | Reopen


@dataclass(slots=True)
class Shelf:
    """Every line where it is printed; `standing` are those that hold, as they were first known."""

    printed: list[Posted] = field(default_factory=list)
    standing: Counter[tuple[object, ...]] = field(default_factory=Counter)
    known: dict[tuple[object, ...], Posted] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)
    restated: list[tuple[Posted, Posted]] = field(default_factory=list)

    def post(self, lines: Iterable[Posted]) -> None:
        """Lines as known now: what is new is placed, what is no longer true is taken back."""
        now = list(lines)
        self.known |= {one.said: one for one in now}
        counted = Counter(one.said for one in now)
        new = [self.known[said] for said in (counted - self.standing).elements()]
        for said in (self.standing - counted).elements():
            line = self.known[said]
            told_anew = next((one for one in new if one.restates(line)), None)
            if told_anew:
                new.remove(told_anew)
                self.restated.append((line, told_anew))
                self._restate(line, told_anew)
            else:
                self._place(line.withdrawn())
        for line in new:
            self._place(line)
        self.standing = counted

    def do(self, deed: Deed) -> None:
        """Hold, close or reopen a month."""
        match deed:
            case Hold(period):
                self.statuses[period] = "hold"
            case Close(period):
                earlier = {one.period for one in self.printed} - {*self.closed}
                for month in sorted({one for one in earlier if one < period} | {period}):
                    self.statuses[month] = "closed"
                    self.closed.append(month)
            case Reopen(period):
                assert self.closed.pop() == period
                self.statuses[period] = "reopened"
                for line, told_anew in self.restated:
                    self._restate(line, told_anew)

    def _restate(self, line: Posted, told_anew: Posted) -> None:
        """A fee's case becomes known later (D6): not to a closed month, until it is reopened."""
        for place, one in enumerate(self.printed):
            if one.restates(line) and one.period > max(self.closed, default=""):
                self.printed[place] = (
                    told_anew if one.printed_in is None else told_anew.after(one.period)
                )

    def _place(self, line: Posted) -> None:
        last = max(self.closed, default="")
        late = line.period <= last
        self.printed.append(line.after(_next(last)) if late else line)


def _next(month: str) -> str:
    return moments.months_between(month, f"{int(month[:4]) + 1}-12")[1]
