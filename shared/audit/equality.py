"""An equality of the books: what was held against what, how often, and where it does not hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

SHOWN = 20
"""Breaches of one equality that are told in full; the others are counted."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where an equality does not hold; ``problem`` is a name that screens translate."""

    problem: str
    where: str
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Equality:
    """``name`` says which one, ``of`` what it was asked of; ``checked`` counts what was held."""

    service: str
    name: str
    checked: int
    breaches: tuple[Breach, ...] = ()
    of: str | None = None
    more: int = 0
    """Breaches beyond those that are told."""

    @property
    def holds(self) -> bool:
        """Whether nothing breaks it."""
        return not self.breaches

    def printed(self) -> dict[str, Any]:
        """As it is told over HTTP and on the command line."""
        return {
            "service": self.service,
            "equality": self.name,
            "of": self.of,
            "checked": self.checked,
            "holds": self.holds,
            "breaches": [
                {"problem": b.problem, "where": b.where, "expected": b.expected, "found": b.found}
                for b in self.breaches
            ],
            "more": self.more,
        }


def equality(
    service: str, name: str, checked: int, breaches: Iterable[Breach], of: str | None = None
) -> Equality:
    """With the first breaches, in the order they were found, and how many more there are."""
    found = iter(breaches)
    told = tuple(islice(found, SHOWN))
    return Equality(service, name, checked, told, of, sum(1 for _ in found))
