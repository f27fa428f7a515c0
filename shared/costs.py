"""Who is charged a case's costs, and how a verdict moves them (R501, D5). Pure.

A cost is what arose; an entry is that cost on one party's account, or its reversal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from shared.ids import derived_id
from shared.money import Money

MOVED = "R501"
PRINTED = frozenset({"courier", "warehouse", "dealer", "staff"})
"""Parties with an account that is printed."""

Kind = Literal["charge", "reversal"]


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who bears a cost; ``account`` is the dealer or agent where it is one's."""

    party: str
    account: str | None = None


Answerable = Callable[[datetime], Bearer]
"""Who answers for a case at a moment, verdicts apart: a loss makes it the courier's (D7)."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """So many pieces of one product."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Cost:
    """One cost of a case, certain at ``certain_at`` (D1).

    ``key`` tells costs of one name apart (a waybill, a product, a payment); ``rule`` is the one it
    is charged under before any verdict.
    """

    cost: str
    amount: Money
    certain_at: datetime
    rule: str
    key: str = ""
    lines: tuple[Pieces, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Who is liable as found ``at`` a moment.

    ``of`` is the party whose costs alone it moves, null for whoever's: a withdrawn claim moves the
    courier's, and nobody else's (D7).
    """

    at: datetime
    to: Bearer
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """Something else than a verdict that makes another party answer: a loss, a defect found (D7).

    ``to`` is null where nobody bears the cost any more.
    """

    at: datetime
    to: Bearer | None
    rule: str


@dataclass(frozen=True, slots=True)
class CostEntry:
    """One cost on one account; ``reverses`` and ``verdict`` are null unless it moves.

    ``amount`` is positive in the direction of ``kind``.
    """

    entry: str
    kind: Kind
    bearer: Bearer
    cost: str
    amount: Money
    certain_at: datetime
    rule: str
    lines: tuple[Pieces, ...] = ()
    reverses: str | None = None
    verdict: datetime | None = None


def always(party: str, account: str | None = None) -> Answerable:
    """The same party at every moment."""
    bearer = Bearer(party, account)
    return lambda _: bearer


def effective(first: Answerable, verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The verdicts that name another party than the one that answered until then, in turn.

    Of one moment, those that move whoever's costs go first.
    """
    found: list[Verdict] = []
    for verdict in sorted(verdicts, key=lambda verdict: (verdict.at, verdict.of is not None)):
        current = found[-1].to if found else first(verdict.at)
        if verdict.to != current and verdict.of in {None, current.party}:
            found.append(verdict)
    return found


def entries(
    case_no: str,
    costs: Iterable[Cost],
    first: Answerable,
    verdicts: Sequence[Verdict],
    turns: Sequence[Turn] = (),
) -> list[CostEntry]:
    """Every entry of a case's costs, in the order of their moments.

    A verdict moves what is certain by its moment; what comes later goes straight to the new party.
    A turn does the same, unless a verdict has settled the case before; turns come in their order.
    """
    moves = [Turn(v.at, v.to, MOVED) for v in effective(first, verdicts)] if verdicts else []
    settled = moves[0].at if moves else None
    moves[:0] = [turn for turn in turns if settled is None or turn.at <= settled]
    found = [entry for cost in costs if cost.amount for entry in _of(case_no, cost, first, moves)]
    return sorted(found, key=lambda entry: entry.certain_at)


def _of(case_no: str, cost: Cost, first: Answerable, moves: Sequence[Turn]) -> Iterator[CostEntry]:
    before = [move for move in moves if move.at < cost.certain_at]
    bearer = (before[-1].to if before else None) or first(cost.certain_at)
    rule = before[-1].rule if before else cost.rule
    standing = _charge(case_no, cost, bearer, cost.certain_at, rule)
    yield standing
    for move in moves[len(before) :]:
        if move.to == standing.bearer:
            continue
        yield _reversal(standing, move)
        if move.to is None:
            return
        standing = replace(_charge(case_no, cost, move.to, move.at, move.rule), verdict=move.at)
        yield standing


def _charge(case_no: str, cost: Cost, bearer: Bearer, at: datetime, rule: str) -> CostEntry:
    facts = (case_no, cost.cost, cost.key, bearer.party, bearer.account or "", rule)
    number = derived_id(at, "entry", *facts, str(cost.amount), cost.certain_at.isoformat())
    return CostEntry(
        number, "charge", bearer, cost.cost, cost.amount, at, rule, cost.lines
    )  # fmt: skip


def _reversal(standing: CostEntry, move: Turn) -> CostEntry:
    return replace(
        standing,
        entry=derived_id(move.at, "reversal", standing.entry),
        kind="reversal",
        certain_at=move.at,
        rule=move.rule,
        reverses=standing.entry,
        verdict=move.at if move.to else None,  # Released, it moves nowhere.
    )


def withdrawal(booked: CostEntry) -> CostEntry:
    """What takes an entry back that late facts made untrue: dated and ruled as it was (D14)."""
    charged = booked.kind == "charge"
    return replace(
        booked,
        entry=derived_id(booked.certain_at, "withdrawal", booked.entry),
        kind="reversal" if charged else "charge",
        reverses=booked.entry if charged else None,
    )


def once_more(wanted: CostEntry, times: int) -> CostEntry:
    """An entry that was withdrawn ``times`` times and is true again, under a number of its own."""
    if not times:
        return wanted
    return replace(
        wanted, entry=derived_id(wanted.certain_at, "once more", wanted.entry, str(times))
    )
