"""Each parcel's freight is booked once a direction: there, and back (D2, D3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.audit.equality import Breach, Equality, equality

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shared.audit.holdings import Held

WAYS = (
    "SELECT waybill, CASE WHEN cost = 'return_freight' THEN 'back' ELSE 'there' END AS way,"
    " COUNT(*) FROM {table} WHERE kind = 'freight'{more} GROUP BY waybill, way"
    " ORDER BY waybill, way"
)
IN_JOURNAL = WAYS.format(
    table="journal_leg", more=" AND account >= 'courier:' AND account < 'courier;'"
)
IN_LEDGER = WAYS.format(table="courier_ledger_line", more="")


def freight_booked_once(held: Held) -> Iterator[Equality]:
    """In the journal and in the couriers' ledger."""
    for name, asked in (("journal", IN_JOURNAL), ("courier_ledger", IN_LEDGER)):
        ways = held.tables[name](asked)
        breaches = [
            Breach("freight_twice", f"{waybill} {way}", "1", str(times))
            for waybill, way, times in ways
            if times > 1
        ]
        yield equality("finance", "freight_booked_once", len(ways), breaches, name)
