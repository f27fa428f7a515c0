"""Every equality of one service: its own, its projections made anew, its store against the log."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from shared.audit.announced import announced
from shared.audit.equality import Equality
from shared.audit.holdings import Held, held
from shared.audit.rebuilding import rebuilt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.runtime.part import Part

Check = Callable[[Held], Iterable[Equality]]
"""Holds something that a service keeps against what must be equal to it."""


def verified(part: Part, own: Sequence[Check] = ()) -> list[Equality]:
    """All equalities as of one moment, each with what was checked and what breaks it."""
    with held(part) as holdings:
        checks: tuple[Check, ...] = (*own, rebuilt, announced)
        return [one for check in checks for one in check(holdings)]
