"""How an entry of a case's costs is told to others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts.base import Entry, Goods
from shared.costs import Bearer, CostEntry, Pieces

if TYPE_CHECKING:
    from shared.contracts.costs import CaseCostAssigned


def as_entry(booked: CostEntry, policy: str | None = None) -> Entry:
    """The entry as announced."""
    return Entry(
        entry=booked.entry,
        cost=booked.cost,
        amount=booked.amount,
        certain_at=booked.certain_at,
        lines=tuple(Goods(sku=line.sku, quantity=line.quantity) for line in booked.lines),
        reverses=booked.reverses,
        verdict=booked.verdict,
        policy=policy,
    )


def from_assigned(said: CaseCostAssigned) -> CostEntry:
    """The entry that another keeper assigned; it is a reversal when it reverses one."""
    entry = said.entry
    return CostEntry(
        entry=entry.entry,
        kind="reversal" if entry.reverses else "charge",
        bearer=Bearer(said.party, said.account),
        cost=entry.cost,
        amount=entry.amount,
        certain_at=entry.certain_at,
        rule=said.rule or "",
        lines=tuple(Pieces(line.sku, line.quantity) for line in entry.lines),
        reverses=entry.reverses,
        verdict=entry.verdict,
    )
