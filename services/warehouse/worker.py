"""The warehouse's loops: relay, listener, and what feeds its lists. No rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.warehouse.projections import due, liability, order_flags, suspect_stock

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.runtime.loops import Step
    from shared.runtime.part import Part

PROJECTIONS: tuple[Projection, ...] = (
    liability.PROJECTION,
    suspect_stock.PROJECTION,
    due.PROJECTION,
    order_flags.PROJECTION,
)
"""Tables that are dropped and filled again from the log at will."""


def loops(part: Part) -> list[Step]:
    """What the worker runs; which topics are heard stands in ``reactions.TOPICS``."""
    return part.loops()
