"""Logistics' loops: relay, listener, and what feeds the courier desk's lists. No rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.logistics.projections import claims, due

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.runtime.loops import Step
    from shared.runtime.part import Part

PROJECTIONS: tuple[Projection, ...] = (due.PROJECTION, claims.PROJECTION)
"""Tables that are dropped and filled again from the log at will."""


def loops(part: Part) -> list[Step]:
    """What the worker runs; which topics are heard stands in ``reactions.TOPICS``."""
    return part.loops()
