"""Intake's loops: relay, listener, and what feeds case files and lists. No rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake.projections import case_figures, case_file, complaints, due

if TYPE_CHECKING:
    from shared.projection.projection import Projection
    from shared.runtime.loops import Step
    from shared.runtime.part import Part

PROJECTIONS: tuple[Projection, ...] = (
    case_file.PROJECTION,
    case_figures.PROJECTION,
    complaints.PROJECTION,
    due.PROJECTION,
)
"""Tables that are dropped and filled again from the log at will."""


def loops(part: Part) -> list[Step]:
    """What the worker runs; which topics are heard stands in ``reactions.TOPICS``."""
    return part.loops()
