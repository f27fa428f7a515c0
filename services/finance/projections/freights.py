"""Parcels whose freight is payable and not known yet (D3): a month waits for them (D14)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance.projections.courier_ledger import FREIGHT, KNOWN, MISSING

if TYPE_CHECKING:
    from shared.projection.storage import Storage

_WITHOUT = (
    f"SELECT DISTINCT waybill FROM {FREIGHT.name} AS left_without"  # noqa: S608  # a name of ours
    " WHERE fact = ? AND for_period = ? AND NOT EXISTS (SELECT 1 FROM"
    f" {FREIGHT.name} AS later WHERE later.waybill = left_without.waybill AND later.fact = ?)"
    " ORDER BY waybill"
)


def without_freight(storage: Storage, period: str) -> list[str]:
    """Waybills of outbound and reship parcels that left in a month without a freight."""
    with storage.reading() as select:
        return [waybill for (waybill,) in select(_WITHOUT, MISSING, period, KNOWN)]
