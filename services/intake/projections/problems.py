"""The month-end summary of problems (R514): by cause, product, courier, agent.

A case counts in the month of its request, with all that it has cost and paid since (ADR 0006).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

import msgspec

from services.intake.projections.case_figures import REFUNDS
from shared.apportioning import apportioned
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from shared.projection.storage import Storage

By = Literal["cause", "product", "courier", "agent"]
PARTIES = ("courier", "warehouse", "dealer", "staff", "merchant", "customer")

CASES = (
    "SELECT case_no, cause, courier, agent, lines FROM case_figures_case WHERE period = ?"
    " ORDER BY case_no, revision, event_id"
)
MONEY = (
    "SELECT case_no, what, sku, SUM(amount) FROM case_figures_money WHERE case_no IN"
    " (SELECT case_no FROM case_figures_case WHERE period = ?) GROUP BY case_no, what, sku"
)
PRODUCTS = "SELECT sku, MIN(product) FROM case_figures_product GROUP BY sku"


@dataclass(frozen=True)
class Line:
    """Pieces of one product that a case is about; ``value`` in fen."""

    sku: str
    quantity: int
    value: int


@dataclass(frozen=True)
class Problem:
    """A case as the summary counts it; ``money``: (party or refunds, sku or none) → fen."""

    cause: str
    courier: str
    agent: str
    lines: tuple[Line, ...]
    money: dict[tuple[str, str], int]


@dataclass
class Sum:
    """What cases of one kind come to."""

    cases: int = 0
    pieces: int = 0
    value: int = 0
    money: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def add(self, lines: Iterable[Line], money: dict[str, int]) -> None:
        """One case more, or the part of it that falls to one product."""
        self.cases += 1
        for line in lines:
            self.pieces += line.quantity
            self.value += line.value
        for what, amount in money.items():
            self.money[what] += amount


class Problems:
    """Answers from the tables of ``case_figures``."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def problems(self, period: str, by: By | None = None) -> list[dict[str, Any]]:
        """The month by one thing, or by each in turn; most cases first."""
        with self._storage.reading() as select:
            rows, money = select(CASES, period), select(MONEY, period)
            products = dict(select(PRODUCTS))
        problems = _problems(rows, money)
        found = []
        for one in (by,) if by else get_args(By):
            sums = _by_product(problems) if one == "product" else _by(problems, _KEYS[one])
            lines = [_printed(one, key, total, products) for key, total in sums.items()]
            found += sorted(lines, key=lambda line: (-line["cases"], line["key"] or ""))
        return found


_KEYS: dict[str, Callable[[Problem], str]] = {
    "cause": lambda problem: problem.cause,
    "courier": lambda problem: problem.courier,
    "agent": lambda problem: problem.agent,
}


def _problems(rows: Sequence[tuple[Any, ...]], money: Sequence[tuple[Any, ...]]) -> list[Problem]:
    of_case: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for case_no, what, sku, amount in money:
        of_case[case_no][what, sku] = int(amount)
    latest = {row[0]: row[1:] for row in rows}
    return [
        Problem(cause, courier, agent, tuple(Line(*line) for line in _read(lines)), of_case[number])
        for number, (cause, courier, agent, lines) in latest.items()
    ]


_read = msgspec.json.Decoder(list[tuple[str, int, int]]).decode


def _by(problems: Iterable[Problem], key: Callable[[Problem], str]) -> dict[str, Sum]:
    sums: defaultdict[str, Sum] = defaultdict(Sum)
    for problem in problems:
        money: defaultdict[str, int] = defaultdict(int)
        for (what, _), amount in problem.money.items():
            money[what] += amount
        sums[key(problem)].add(problem.lines, money)
    return sums


def _by_product(problems: Iterable[Problem]) -> dict[str, Sum]:
    """A case counts once with each of its products; its money falls to them by ``shares``."""
    sums: defaultdict[str, Sum] = defaultdict(Sum)
    for problem in problems:
        fallen: dict[str, defaultdict[str, int]] = {
            line.sku: defaultdict(int) for line in problem.lines
        }
        for (what, sku), amount in problem.money.items():
            if sku in fallen:
                fallen[sku][what] += amount
                continue
            for line, share in zip(problem.lines, shares(problem.lines, amount), strict=True):
                fallen[line.sku][what] += share
        for line in problem.lines:
            sums[line.sku].add((line,), fallen[line.sku])
    return sums


def shares(lines: Sequence[Line], amount: int) -> list[int]:
    """An amount by the lines' value, rounded down as it adds up: the shares are the amount."""
    values = [line.value for line in lines]
    return apportioned(amount, values if any(values) else [line.quantity for line in lines])


def _printed(by: str, key: str, total: Sum, products: dict[str, str]) -> dict[str, Any]:
    return {
        "by": by,
        "key": key or None,
        "product": products.get(key) if by == "product" else None,
        "cases": total.cases,
        "pieces": total.pieces,
        "value": yuan(total.value),
        "refunds": yuan(total.money[REFUNDS]),
        "costs": {party: yuan(total.money[party]) for party in PARTIES},
    }
