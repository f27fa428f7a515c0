"""One account's statement of a month, as JSON: what was issued, or a draft of an open month."""

from __future__ import annotations

from typing import Any, Protocol

from shared.errors import NotKnown

Printed = dict[str, Any]


class Months(Protocol):
    """The printed months of an account: one of them, or all."""

    def __call__(self, account: str, period: str | None, /) -> list[Printed]:
        """In the order of the calendar."""


def month_statement(account: str, period: str, revision: int | None, months: Months) -> Printed:
    """The ledger's month with its ``issue``, null for a draft; raises ``NotKnown``."""
    found = months(account, period)
    if not found:
        known = months(account, None)
        if not known:
            raise NotKnown(f"{account} has no account")
        first, last = known[0]["period"], known[-1]["period"]
        raise NotKnown(f"{account} has no month {period}: its months are {first} to {last}")
    if revision is not None:
        raise NotKnown(f"{account} has no statement of {period} with revision {revision}")
    return {**found[0], "issue": None}
