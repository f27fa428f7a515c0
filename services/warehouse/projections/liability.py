"""The warehouse's missed-item liability: what it bears for what was never packed (R210)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from shared.contracts import warehouse as say
from shared.projection.account import AccountMonths, account_projection
from shared.projection.entries import account_lines

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


def liability_lines(storage: Storage, number: str) -> list[dict[str, Any]]:
    """The lines that an entry or an event stands for."""
    return account_lines(storage, PROJECTION, "warehouse", warehouse_liability(storage), number)
