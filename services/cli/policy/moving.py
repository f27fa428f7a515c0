"""What another policy would have meant for the recorded cases, and the money that it would move."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from shared.money import Money
from shared.policy.comparison import differing
from shared.policy.consequence import Consequence, Happened, Move, consequence, moves
from shared.policy.facts import parse_facts

if TYPE_CHECKING:
    from services.cli.books import Books, Printed
    from shared.policy.model import Policy

FREIGHTS = ("outbound_freight", "return_freight", "reship_freight", "transfer_fee")


def all_records(books: Books) -> Iterator[Printed]:
    """Every recorded case, page by page."""
    from services.cli.questions import case_records  # noqa: PLC0415  # late: needs every service

    cursor: str | None = None
    while True:
        page = books.ask(case_records(cursor))
        yield from page["items"]
        cursor = page["next"]
        if cursor is None:
            return


@dataclass
class _Sums:
    compared: int = 0
    moved: Counter[tuple[str | None, str | None]] = field(default_factory=Counter)
    before: Money = field(default_factory=Money.zero)
    after: Money = field(default_factory=Money.zero)


def moved(records: Iterable[Printed], one: Policy, other: Policy) -> Printed:
    """Every case that differs under the two versions, what differs, and the sums of what moves."""
    sums, cases = _Sums(), []
    for record in records:
        sums.compared += 1
        told = _case(record, one, other, sums)
        if told is not None:
            cases.append(told)
    return {
        "compared": sums.compared,
        "different": len(cases),
        "cases": cases,
        "moved": [
            {"from": source, "to": target, "amount": str(Money(fen))}
            for (source, target), fen in sorted(sums.moved.items(), key=lambda m: str(m[0]))
        ],
        "paid": _paid(sums.before, sums.after),
    }


def _case(record: Printed, one: Policy, other: Policy, sums: _Sums) -> Printed | None:
    happened, at = _happened(record), datetime.fromisoformat(record["requested_at"])
    before = consequence(happened, one.during(at))
    after = consequence(happened, other.during(at))
    found = list(moves(before, after))
    sums.before, sums.after = sums.before + before.paid, sums.after + after.paid
    for move in found:
        sums.moved[move.source, move.target] += move.amount.fen
    fields = _fields(before, after)
    if not fields and not found and before.paid == after.paid:
        return None
    return {
        "case": record["case"],
        "fields": fields,
        "from": _told(before),
        "to": _told(after),
        "moved": [_move(move) for move in found],
        "paid": _paid(before.paid, after.paid),
    }


def _fields(before: Consequence, after: Consequence) -> list[str]:
    """What differs in the decision, or in what is carried out of it."""
    fields = differing(before.decision, after.decision)
    if before.chosen and after.chosen:
        fields += differing(before.chosen, after.chosen)
    carried_out = ("carried_out",) if _remedy(before) != _remedy(after) else ()
    return list(dict.fromkeys([*fields, *carried_out]))


def _happened(record: Printed) -> Happened:
    return Happened(
        facts=parse_facts(record["facts"]),
        remedy=record["remedy"],
        value=Money.of(record["value"]),
        order_value=Money.of(record["order_value"]),
        amount=Money.of(record["amount"]),
        freights={name: Money.of(record[name]) for name in FREIGHTS},  # type: ignore[misc]  # costs
        came_back_damaged=Money.of(record["came_back_damaged"]),
        came_back_not_good=Money.of(record["came_back_not_good"]),
        verdict=record["verdict"],
    )


def _remedy(one: Consequence) -> str | None:
    return one.chosen.remedies[0] if one.chosen else None


def _told(one: Consequence) -> Printed:
    decision = one.chosen or one.decision
    return {
        "verdict": one.decision.verdict,
        "carried_out": _remedy(one),
        "liable": decision.liable,
        "rule": decision.rule,
        "bears": {
            cost: {"party": party, "amount": str(amount)}
            for cost, (party, amount) in one.costs.items()
        },
    }


def _move(move: Move) -> Printed:
    return {
        "cost": move.cost,
        "from": move.source,
        "to": move.target,
        "amount": str(move.amount),
    }


def _paid(before: Money, after: Money) -> dict[str, Any]:
    return {"from": str(before), "to": str(after), "difference": str(after - before)}
