"""Loss by case equals loss by party: the journal's cases against the parties' own ledgers."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from services.finance.projections.loss_report import IS_LOSS
from shared.audit.equality import Breach, Equality, equality
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held

BY_CASE = (
    "SELECT period, case_no, CAST(SUM(amount) AS BIGINT) FROM journal_leg"  # noqa: S608  # ours
    f" WHERE {IS_LOSS} GROUP BY period, case_no"
)
REST = (
    "SELECT period, CAST(SUM(amount) AS BIGINT) FROM journal_leg"
    " WHERE account IN ('pending', 'merchant')"
    " OR (account = 'customer' AND kind IN ('charge', 'reversal')) GROUP BY period"
)
"""Parties without a ledger of their own."""
COURIERS = (
    "SELECT for_period,"
    " CAST(SUM(CASE WHEN kind = 'chargeback' THEN amount ELSE -amount END) AS BIGINT)"
    " FROM courier_ledger_line WHERE kind IN ('chargeback', 'reversal') GROUP BY for_period"
)
ACCOUNTS = "SELECT for_period, CAST(SUM(amount) AS BIGINT) FROM {name}_line GROUP BY for_period"


def by_case_as_by_party(held: Held) -> Iterator[Equality]:
    """Month by month, so that the month of a difference is named."""
    cases = held.tables["journal"](BY_CASE)
    of_cases, of_parties = defaultdict[str, int](int), defaultdict[str, int](int)
    for period, _, amount in cases:
        of_cases[period] += amount
    asked = {
        "journal": REST,
        "courier_ledger": COURIERS,
        "warehouse_ledger": ACCOUNTS.format(name="warehouse_ledger"),
        "dealer_ledger": ACCOUNTS.format(name="dealer_ledger"),
        "staff_ledger": ACCOUNTS.format(name="staff_ledger"),
    }
    for name, statement in asked.items():
        for period, amount in held.tables[name](statement):
            of_parties[period] += amount
    breaches = [
        Breach("loss_differs", period, yuan(of_cases[period]), yuan(of_parties[period]))
        for period in sorted({*of_cases, *of_parties})
        if of_cases[period] != of_parties[period]
    ]
    yield equality("finance", "loss_by_case_as_by_party", len(cases), breaches)
