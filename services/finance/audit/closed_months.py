"""Closed months: their statements are drawn again as they were issued, and their hashes chain."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from services.finance.closing import Books, digest, statements
from services.finance.domain.closing_book import chained
from services.finance.projections.issued_statements import ISSUED
from shared.audit.equality import Breach, Equality, equality
from shared.projection.closings import CLOSED, HELD
from shared.projection.months import closings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held
    from shared.projection.closings import Closings, MonthStep

LEDGER = "courier_ledger"
HASHES = f"SELECT courier, period, revision, hash FROM {ISSUED.name}"  # noqa: S608  # a name of ours

Content = dict[str, list[dict[str, Any]]]
Key = tuple[str, str, int]
"""Courier, month, revision."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A closing, and the statements as its lines are drawn now."""

    step: MonthStep
    content: Content

    @property
    def name(self) -> str:
        """Month and revision."""
        return f"{self.step.period} revision {self.step.revision}"


def closed_months(held: Held) -> Iterator[Equality]:
    """Every closing that ever was, with what was issued then."""
    known = closings(held.tables[LEDGER], LEDGER)
    drawn = [*_drawn(held, known)]
    issued = {
        (courier, period, revision): hashed
        for courier, period, revision, hashed in held.tables[LEDGER](HASHES)
    }
    yield equality("finance", "statements_rebuild", len(issued), _statements(drawn, issued))
    yield equality("finance", "hash_chain", len(drawn), _chain(drawn, known))


def _drawn(held: Held, known: Closings) -> Iterator[Drawn]:
    books = Books(held.storages, {}, None)
    for step in known.steps:
        as_issued = known.issued(step.period, step.revision) if step.step == CLOSED else None
        if as_issued is not None:
            yield Drawn(step, statements(books, step.period, as_issued))


def _statements(drawn: list[Drawn], issued: dict[Key, str]) -> Iterator[Breach]:
    """Each courier's statement has the hash it was issued with."""
    left = dict(issued)
    for one in drawn:
        for ledger in one.content["courier"]:
            hashed = left.pop((ledger["courier"], one.step.period, one.step.revision), None)
            if hashed != digest(ledger):
                where = f"{ledger['courier']}:{one.name}"
                yield Breach("statement_differs", where, hashed, digest(ledger))
    for (courier, period, revision), hashed in sorted(left.items()):
        yield Breach("statement_missing", f"{courier}:{period} revision {revision}", hashed)


def _chain(drawn: list[Drawn], known: Closings) -> Iterator[Breach]:
    """Each closed month's hash covers its statements and the hash of the one before it."""
    content = {(one.step.period, one.step.revision): one for one in drawn}
    chain: list[str] = []
    for step in known.steps:
        if step.step == HELD:
            continue
        if step.step != CLOSED:
            chain.pop()
            continue
        one, before = content[step.period, step.revision], chain[-1] if chain else ""
        if step.hash_before != before:
            yield Breach("chain_broken", one.name, before, step.hash_before)
        expected = chained(before or None, digest(one.content))
        if step.hash != expected:
            yield Breach("hash_differs", one.name, expected, step.hash)
        chain.append(step.hash)
