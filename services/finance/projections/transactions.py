"""Prints the journal transaction by transaction, and its trial balance, on both axes of time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from shared.projection.reading import ANY, only, up_to, yuan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.projection.storage import Storage

Printed = dict[str, Any]

LEGS = (
    "SELECT number, event_id, kind, cost, case_no, order_no, waybill, rule, policy, reference,"
    " certain_at, recorded_at, account, amount FROM journal_leg"
    " WHERE period BETWEEN ? AND ? AND case_no BETWEEN ? AND ?"
    " AND certain_at <= ? AND recorded_at <= ?"
    " AND number IN (SELECT number FROM journal_leg WHERE account BETWEEN ? AND ?)"
    " ORDER BY certain_at, number, leg"
)
NUMBERED = (
    "SELECT number, event_id, kind, cost, case_no, order_no, waybill, rule, policy, reference,"
    " certain_at, recorded_at, account, amount FROM journal_leg WHERE number = ? ORDER BY leg"
)
REFERRING = (
    "SELECT DISTINCT number, certain_at FROM journal_leg WHERE event_id = ? OR reference = ?"
    " ORDER BY certain_at, number"
)
BALANCES = (
    "SELECT account, CAST(SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS BIGINT),"
    " CAST(SUM(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS BIGINT) FROM journal_leg"
    " WHERE certain_at <= ? AND recorded_at <= ? GROUP BY account ORDER BY account"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which transactions: of a month, with a leg on an account, of a case.

    A party alone (``courier``) names the accounts of all of its kind.
    """

    period: str | None = None
    account: str | None = None
    case: str | None = None


class Journal:
    """Answers from the projection's tables."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def transactions(
        self,
        wanted: Wanted | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """Whole transactions; ``as_of``: certain by then, ``known_at``: recorded by then."""
        wanted = wanted or Wanted()
        named = wanted.account
        accounts = ANY if named is None else (named, named if ":" in named else f"{named}:{ANY[1]}")
        bounds = (*only(wanted.period), *only(wanted.case), up_to(as_of), up_to(known_at))
        with self._storage.reading() as select:
            return _transactions(select(LEGS, *bounds, *accounts))

    def naming(self, number: str) -> list[Printed]:
        """An entry's own transaction, at once; else an event's, or those that pay a refund."""
        with self._storage.reading() as select:
            own = select(NUMBERED, number)
            if own:
                return _transactions(own)
            found = [one for one, _ in select(REFERRING, number, number)]
            return [told for one in found for told in _transactions(select(NUMBERED, one))]

    def balance(self, as_of: datetime | None = None, known_at: datetime | None = None) -> Printed:
        """The trial balance: what every account was debited and credited, and what is left."""
        with self._storage.reading() as select:
            rows = select(BALANCES, up_to(as_of), up_to(known_at))
        return {
            "accounts": [_balance(*row) for row in rows],
            "debit": yuan(sum(row[1] for row in rows)),
            "credit": yuan(sum(row[2] for row in rows)),
        }


def _transactions(rows: Sequence[tuple[Any, ...]]) -> list[Printed]:
    return [
        _transaction(head, [_leg(*row[12:]) for row in of])
        for head, of in groupby(rows, key=lambda row: row[:12])
    ]


def _transaction(head: tuple[Any, ...], legs: list[Printed]) -> Printed:
    number, event_id, kind, cost, case, order_no, waybill, rule, policy, reference, *times = head
    paid = number == event_id
    certain_at, recorded_at = times
    return {
        "transaction": number,
        "kind": kind,
        "cost": cost or None,
        "case": case or None,
        "order_no": order_no or None,
        "waybill": waybill or None,
        "refund": (reference or None) if paid else None,
        "reverses": None if paid else reference or None,
        "rule": rule or None,
        "policy": policy or None,
        "event_id": event_id,
        "certain_at": certain_at,
        "recorded_at": recorded_at,
        "legs": legs,
    }


def _leg(account: str, amount: int) -> Printed:
    return {
        "account": account,
        "debit": yuan(amount) if amount > 0 else None,
        "credit": yuan(-amount) if amount < 0 else None,
    }


def _balance(account: str, debit: int, credit: int) -> Printed:
    return {
        "account": account,
        "debit": yuan(debit),
        "credit": yuan(credit),
        "balance": yuan(debit - credit),
    }
