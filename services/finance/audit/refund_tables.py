"""The refund tables say what was paid: case by case the journal's cash (R507)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.audit.equality import Breach, Equality, equality
from shared.projection.reading import yuan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held

LISTED = (
    "SELECT case_no, kind, CAST(SUM(amount) AS BIGINT) FROM refund_tables_line"
    " GROUP BY case_no, kind"
)
PAID = (
    "SELECT case_no, kind, CAST(-SUM(amount) AS BIGINT) FROM journal_leg WHERE account = 'cash'"
    " AND kind IN ('refund', 'price_difference', 'postage') GROUP BY case_no, kind"
)


def tables_as_paid(held: Held) -> Iterator[Equality]:
    """What a case was paid, by kind."""
    listed = {(case, kind): of for case, kind, of in held.tables["refund_tables"](LISTED)}
    paid = {(case, kind): of for case, kind, of in held.tables["journal"](PAID)}
    breaches = [
        Breach("table_not_as_paid", f"{case} {kind}", yuan(paid.get(one, 0)), yuan(found))
        for one in sorted({*listed, *paid})
        for case, kind in [one]
        for found in [listed.get(one, 0)]
        if found != paid.get(one, 0)
    ]
    yield equality("finance", "refund_tables_as_paid", len(listed), breaches)
