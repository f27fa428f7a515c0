"""What dealers (R503) and agents (R512, or a verdict) bear by month, in the warehouse's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.contracts import finance as say
from shared.projection.account import AccountMonths, account_projection

if TYPE_CHECKING:
    from shared.projection.storage import Storage

DEALERS = account_projection(
    "finance", "dealer_ledger", say.TOPIC, (say.DealerCharged.TYPE,), account="dealer_id"
)
STAFF = account_projection(
    "finance", "staff_ledger", say.TOPIC, (say.StaffCharged.TYPE,), account="agent"
)


def dealer_ledgers(storage: Storage) -> AccountMonths:
    """Each dealer's months."""
    return AccountMonths(storage, DEALERS, "dealer")


def staff_ledgers(storage: Storage) -> AccountMonths:
    """Each agent's months."""
    return AccountMonths(storage, STAFF, "agent")
