"""The warehouse's missed-item liability: what it bears for what was never packed (R210)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts import warehouse as say
from shared.projection.account import AccountMonths, account_projection

if TYPE_CHECKING:
    from shared.projection.storage import Storage

PROJECTION = account_projection(
    "warehouse",
    "liability",
    say.TOPIC,
    (say.WarehouseCharged.TYPE, say.WarehouseChargeReversed.TYPE),
    account="warehouse",
)


def warehouse_liability(storage: Storage) -> AccountMonths:
    """The liability by month."""
    return AccountMonths(storage, PROJECTION, "warehouse")
