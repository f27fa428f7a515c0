"""What the courier ledger holds of a month, by waybill and kind as a bill has them (D15)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from services.finance.domain.reconciliation import CLAIM

if TYPE_CHECKING:
    from services.finance.domain.reconciliation import Fen, Key
    from shared.projection.storage import Storage

ENTRIES = (
    "SELECT waybill, kind, cost, amount FROM courier_ledger_line"
    " WHERE courier = ? AND for_period = ? AND kind <> 'adjustment'"
)
COURIERS = (
    "SELECT DISTINCT courier FROM courier_ledger_total WHERE for_period = ?"
    " AND kind <> 'adjustment' ORDER BY courier"
)
FREIGHTS = {"outbound_freight": "outbound", "reship_freight": "reship", "return_freight": "return"}


def booked(storage: Storage, courier: str, period: str) -> dict[Key, Fen]:
    """Our entries that belong to a courier's month, wherever they are printed (D14).

    Credits are negative, as they change the net. Adjustments are left out: the review of a bill
    knows which row each belongs to.
    """
    found: defaultdict[Key, Fen] = defaultdict(int)
    with storage.reading() as select:
        rows = select(ENTRIES, courier, period)
    for waybill, kind, cost, amount in rows:
        if kind == "freight":
            found[waybill, FREIGHTS[cost]] += amount
        elif kind == "transfer_fee":
            found[waybill, "transfer"] += amount
        else:
            found[waybill, CLAIM] += amount if kind == "reversal" else -amount
    return found


def couriers_of(storage: Storage, period: str) -> list[str]:
    """The couriers with entries that belong to a month."""
    with storage.reading() as select:
        return [courier for (courier,) in select(COURIERS, period)]
