"""Every transaction of the journal balances, and nobody is charged what was never laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.audit.equality import Breach, Equality, equality
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held

UNEVEN = (
    "SELECT number, CAST(SUM(CASE WHEN amount > 0 THEN amount ELSE 0 END) AS BIGINT),"
    " CAST(SUM(CASE WHEN amount < 0 THEN -amount ELSE 0 END) AS BIGINT) FROM journal_leg"
    " GROUP BY number HAVING SUM(amount) <> 0 ORDER BY number"
)
ALL = "SELECT COUNT(DISTINCT number) FROM journal_leg"
PENDING = (
    "SELECT case_no, CASE WHEN kind = 'price_difference' THEN 'compensation' ELSE cost END AS what,"
    " CAST(SUM(amount) AS BIGINT) FROM journal_leg WHERE account = 'pending'"
    " GROUP BY case_no, what ORDER BY case_no, what"
)
LAID_OUT = frozenset({"reship_freight", "compensation"})
"""What may stand in liability pending; everything else only passes through (R501)."""


def transactions_balance(held: Held) -> Iterator[Equality]:
    """Debits against credits, transaction by transaction."""
    select = held.tables["journal"]
    breaches = [
        Breach("unbalanced", f"journal {number}", yuan(debit), yuan(credit))
        for number, debit, credit in select(UNEVEN)
    ]
    yield equality("finance", "transactions_balance", select(ALL)[0][0], breaches)


def nothing_charged_unless_laid_out(held: Held) -> Iterator[Equality]:
    """Liability pending by case and cost: never less than nothing, and no trace of what moved."""
    found = held.tables["journal"](PENDING)
    breaches = [
        Breach("charged_not_laid_out", f"{case} {cost}", "0.00", yuan(amount))
        for case, cost, amount in found
        if amount < 0 or (amount and cost not in LAID_OUT)
    ]
    yield equality("finance", "nothing_charged_unless_laid_out", len(found), breaches)
