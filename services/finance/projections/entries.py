"""Any number of finance's books: the line or the transaction that it names, if there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.finance.projections.account_ledger import (
    DEALERS,
    STAFF,
    dealer_ledgers,
    staff_ledgers,
)
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.transactions import Journal
from shared.projection.entries import account_lines, printed_lines

if TYPE_CHECKING:
    from shared.projection.storage import Storage

Printed = dict[str, Any]

OWN = "SELECT courier, for_period, entry FROM courier_ledger_line WHERE entry = ?"
BOOKED_BY = "SELECT courier, for_period, entry FROM courier_ledger_line WHERE event_id = ?"
RESTATED = (
    "SELECT courier, for_period, entry FROM courier_ledger_line WHERE entry IN"
    " (SELECT entry FROM courier_ledger_restated WHERE event_id = ?)"
)


def courier_lines(storage: Storage, number: str) -> list[Printed]:
    """Lines of a courier's account; an announcement that restated one names it, too (D6)."""
    with storage.reading() as select:
        rows = {*select(OWN, number)}  # At once: only events have to be looked for.
        rows = rows or {*select(BOOKED_BY, number), *select(RESTATED, number)}
    months = CourierLedgers(storage).courier_ledgers
    return [
        {**found, "entry": entry}
        for courier, period, entry in sorted(rows)
        for found in printed_lines("courier", courier, period, months, entry=entry)
    ]


def dealer_lines(storage: Storage, number: str) -> list[Printed]:
    """Lines of a dealer's account (R503)."""
    return account_lines(storage, DEALERS, "dealer", dealer_ledgers(storage), number)


def staff_lines(storage: Storage, number: str) -> list[Printed]:
    """Lines of an agent's account (R512)."""
    return account_lines(storage, STAFF, "staff", staff_ledgers(storage), number)


def journal_lines(storage: Storage, number: str) -> list[Printed]:
    """Transactions: an entry's, an event's, or those that pay a refund."""
    return [
        {"book": "journal", "entry": one["transaction"], "line": one}
        for one in Journal(storage).naming(number)
    ]


BOOKS = {
    "courier": ("courier_ledger", courier_lines),
    "dealer": ("dealer_ledger", dealer_lines),
    "staff": ("staff_ledger", staff_lines),
    "journal": ("journal", journal_lines),
}
"""Book → the projection that keeps it, and how it answers."""
