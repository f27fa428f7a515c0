"""A line of the books found by its entry or by the event that booked it, whichever is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from shared.projection.account import AccountMonths
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

Printed = dict[str, Any]


class Months(Protocol):
    """The printed months of an account: one of them, or all."""

    def __call__(self, account: str, period: str | None, /) -> list[Printed]:
        """In the order of the calendar."""


def account_lines(
    storage: Storage, projection: Projection, party: str, months: AccountMonths, number: str
) -> list[Printed]:
    """Lines of a party's account in the warehouse's shape, with the month that prints each."""
    table = projection.own_tables[0].name
    with storage.reading() as select:
        rows = select(
            f"SELECT account, for_period, event_id, entry FROM {table}"  # noqa: S608  # a name of ours
            " WHERE event_id = ? OR entry = ?",
            *(number, number),
        )
    return [
        {**found, "entry": entry}
        for account, period, event_id, entry in rows
        for found in printed_lines(party, account, period, months.months, event_id=event_id)
    ]


def printed_lines(
    party: str, account: str, period: str, months: Months, **named: str
) -> list[Printed]:
    """The line so named: in its own month, else where it was printed late (D14)."""
    for asked in (period, None):
        found = [
            {
                "book": party,
                "account": account,
                "period": month["period"],
                "status": month["status"],
                "line": line,
            }
            for month in months(account, asked)
            for line in month["lines"]
            if all(line[name] == value for name, value in named.items())
        ]
        if found:
            return found
    return []
