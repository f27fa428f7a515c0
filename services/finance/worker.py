"""Finance's loops: relay, listener, and what feeds ledgers and refund tables. No rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance.projections import (
    account_ledger,
    courier_ledger,
    due,
    journal,
    parcel_list,
    refund_tables,
    refund_work,
    warehouse_ledger,
)

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.runtime.loops import Step
    from shared.runtime.part import Part

PROJECTIONS: tuple[Projection, ...] = (
    courier_ledger.PROJECTION,
    refund_tables.PROJECTION,
    refund_work.PROJECTION,
    account_ledger.DEALERS,
    account_ledger.STAFF,
    warehouse_ledger.PROJECTION,
    due.PROJECTION,
    journal.PROJECTION,
    parcel_list.PROJECTION,
)
"""Tables that are dropped and filled again from the log at will."""


def loops(part: Part) -> list[Step]:
    """What the worker runs; which topics are heard stands in ``reactions.TOPICS``."""
    return part.loops()
