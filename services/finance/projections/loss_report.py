"""What cases cost and who bears it, from the journal: by party, cause, courier, product, agent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from services.finance.domain.posting import CUSTOMER, MERCHANT, NAMED, PENDING
from shared.apportioning import apportioned
from shared.projection.reading import only, up_to, yuan

if TYPE_CHECKING:
    from datetime import datetime

    from shared.projection.storage import Storage

By = Literal["party", "cause", "courier", "product", "agent"]
PARTIES = (*NAMED, MERCHANT, CUSTOMER, PENDING)

IS_LOSS = (
    "((kind IN ('charge', 'reversal', 'fine') AND account NOT IN ('goods', 'freight'))"
    " OR account IN ('pending', 'merchant'))"
)
"""Who is charged, and what is still pending: what cases cost, whoever bears it."""
LOSSES = (
    "SELECT case_no, account, CAST(SUM(amount) AS BIGINT) FROM journal_leg"  # noqa: S608  # ours
    f" WHERE {IS_LOSS} AND period BETWEEN ? AND ? AND certain_at <= ? AND recorded_at <= ?"
    " GROUP BY case_no, account ORDER BY case_no, account"
)
CASES = (
    "SELECT case_no, cause, courier, agent, lines FROM journal_case"
    " ORDER BY case_no, revision, event_id"
)


class About(msgspec.Struct, gc=False):
    """What a case is told apart by; ``lines``: products and their value in fen."""

    cause: str = ""
    courier: str = ""
    agent: str = ""
    lines: list[tuple[str, int]] = msgspec.field(default_factory=list)


_lines = msgspec.json.Decoder(list[tuple[str, int]]).decode


@dataclass
class Sum:
    """What cases of one kind cost: party → fen."""

    cases: set[str] = field(default_factory=set)
    of: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def loss(self) -> int:
        """All of it."""
        return sum(self.of.values())


_KEYS: dict[str, Callable[[About], str]] = {
    "cause": lambda about: about.cause,
    "courier": lambda about: about.courier,
    "agent": lambda about: about.agent,
}


class LossReport:
    """Answers from the journal's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def losses(
        self,
        by: By,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[dict[str, Any]]:
        """The greatest first; however they are told apart they add up to the same."""
        with self._storage.reading() as select:
            rows = select(LOSSES, *only(period), up_to(as_of), up_to(known_at))
            cases = select(CASES)
        about = {row[0]: About(row[1], row[2], row[3], _lines(row[4])) for row in cases}
        sums: defaultdict[str, Sum] = defaultdict(Sum)
        for case, account, amount in rows:
            party = account.partition(":")[0]
            for key, part in _parts(by, about.get(case) or About(), account, amount):
                sums[key].of[party] += part
                sums[key].cases |= {case} if part else set()
        found = sorted(sums.items(), key=lambda one: (-one[1].loss, one[0]))
        return [_printed(by, key, total) for key, total in found if any(total.of.values())]


def _parts(by: By, about: About, account: str, amount: int) -> Iterator[tuple[str, int]]:
    """The key that an amount counts under; a case of several products falls to them by value."""
    if by == "party":
        yield account, amount
    elif by != "product":
        yield _KEYS[by](about), amount
    elif not about.lines:
        yield "", amount
    else:
        values = [value for _, value in about.lines]
        weights = values if any(values) else [1] * len(values)
        parts = apportioned(amount, weights)
        yield from ((sku, part) for (sku, _), part in zip(about.lines, parts, strict=True))


def _printed(by: By, key: str, total: Sum) -> dict[str, Any]:
    return {
        "by": by,
        "key": key or None,
        "cases": len(total.cases - {""}),
        "loss": yuan(total.loss),
        **{party: yuan(total.of[party]) for party in PARTIES},
    }
