"""Every transaction of the journal balances: what is debited is credited."""

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


def transactions_balance(held: Held) -> Iterator[Equality]:
    """Debits against credits, transaction by transaction."""
    select = held.tables["journal"]
    breaches = [
        Breach("unbalanced", f"journal {number}", yuan(debit), yuan(credit))
        for number, debit, credit in select(UNEVEN)
    ]
    yield equality("finance", "transactions_balance", select(ALL)[0][0], breaches)
