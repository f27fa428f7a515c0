"""Subledgers equal the journal: entry by entry, a party's month at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from services.finance.domain.posting import COURIER, DEALER, STAFF, WAREHOUSE, account_of
from shared.audit.equality import Breach, Equality, equality
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from shared.audit.holdings import Held
    from shared.projection.storage import Select

BOOKED = (
    "SELECT number, CAST(SUM(amount) AS BIGINT) FROM journal_leg"
    " WHERE account = ? AND period = ? GROUP BY number"
)
BOOKED_MONTHS = "SELECT DISTINCT account, period FROM journal_leg WHERE account BETWEEN ? AND ?"

Month = tuple[str, str]
"""Account and month."""


@dataclass(frozen=True, slots=True)
class Subledger:
    """The lines of one party's accounts, each signed as the journal debits it."""

    party: str
    projection: str
    lines: str
    months: str

    def check(self) -> Callable[[Held], Iterable[Equality]]:
        """The check that holds it against the journal."""
        return lambda held: [self._held_against(held)]

    def _held_against(self, held: Held) -> Equality:
        ledger, journal = held.tables[self.projection], held.tables["journal"]
        found = [breach for month in self._months(ledger, journal) for breach in
                 self._breaches(ledger, journal, month)]  # fmt: skip
        checked = ledger(f"SELECT COUNT(*) FROM ({self.months}) AS lines")[0][0]  # noqa: S608  # ours
        return equality("finance", "subledger_equals_journal", checked, found, self.projection)

    def _months(self, ledger: Select, journal: Select) -> list[Month]:
        kept = {(name, period) for name, period, _ in ledger(self.months)}
        low = f"{self.party}:"
        booked = journal(BOOKED_MONTHS, low, f"{low}\U0010ffff")
        return sorted(kept | {(account.partition(":")[2], period) for account, period in booked})

    def _breaches(self, ledger: Select, journal: Select, month: Month) -> Iterator[Breach]:
        name, period = month
        account = account_of(self.party, name)
        kept = ledger(self.lines, name, period)
        booked = dict(journal(BOOKED, account, period))
        for entry, amount in kept:
            found = booked.pop(entry, 0)  # A freight of nothing is a line, but no transaction.
            if found != amount:
                where = f"{account} {period} {entry}"
                yield Breach("line_not_as_booked", where, yuan(amount), yuan(found))
        for entry, amount in booked.items():
            yield Breach("booked_without_line", f"{account} {period} {entry}", None, yuan(amount))


COURIERS = Subledger(
    party=COURIER,
    projection="courier_ledger",
    lines=(
        "SELECT entry, CASE WHEN kind = 'chargeback' THEN amount ELSE -amount END"
        " FROM courier_ledger_line WHERE courier = ? AND for_period = ?"
    ),
    months="SELECT courier, for_period, entry FROM courier_ledger_line",
)
"""What we owe a courier it is credited, what it owes us it is debited (D13)."""


def _account(party: str, projection: str) -> Subledger:
    table = f"{projection}_line"
    return Subledger(
        party=party,
        projection=projection,
        lines=f"SELECT entry, amount FROM {table} WHERE account = ? AND for_period = ?",  # noqa: S608  # ours
        months=f"SELECT account, for_period, entry FROM {table}",  # noqa: S608  # ours
    )


CHECKS = tuple(
    one.check()
    for one in (
        COURIERS,
        _account(WAREHOUSE, "warehouse_ledger"),
        _account(DEALER, "dealer_ledger"),
        _account(STAFF, "staff_ledger"),
    )
)
