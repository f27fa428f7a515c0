"""One journey: what is given, what people do on the way, and what must then be told of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.support.stories.story import Story, moment


@dataclass(frozen=True)
class Tale:
    """Lines as `words.py` writes them; numbers O1, Q1, W1 … are the tale's own.

    A deed is `DD HH:MM words of the command line`, with ` !! RefusalName` when it is refused. What
    is due is asked at the moments that `due` names, the earliest first: `name DD HH:MM state rule`,
    one and another parted by `;`.
    """

    given: Story
    announced: str
    books: str = ""
    deeds: tuple[str, ...] = ()
    due: Mapping[str, str] = field(default_factory=dict)
    contradicts: str = ""
    """The rule that the house breaks here, quoted."""

    @property
    def expected(self) -> Told:
        """What the house must tell."""
        due = {
            at: [line.strip() for line in text.split(";") if line] for at, text in self.due.items()
        }
        return Told(in_turn(lines(self.announced)), in_turn(lines(self.books)), due)


@dataclass(frozen=True)
class Told:
    """What the house tells of one tale: announcements in order, books, what is due."""

    announced: list[str]
    books: list[str]
    due: dict[str, list[str]] = field(default_factory=dict)

    def __str__(self) -> str:
        due = [f"at {at}: {line}" for at, lines in self.due.items() for line in lines]
        return "\n".join([*self.announced, "", *self.books, "", *due])


Teller = Callable[[], Tale]


def lines(text: str) -> list[str]:
    """The lines of a text, each begun by its moment; any other goes on with the line before."""
    found: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        if line[0].isdigit():
            found.append(line)
        else:
            found[-1] += f" {line}"
    return found


def in_turn(told: list[str]) -> list[str]:
    """By moment, of one moment in the alphabet's order."""
    return sorted(told, key=lambda line: (moment(" ".join(line.split(" ")[:2])), line))
