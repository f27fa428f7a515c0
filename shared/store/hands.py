"""Who lets business time pass: an import and whoever tells it, or people in a running house."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hands:
    """Time passes in people's hands: what an import would count as done, they do (D36).

    ``person`` lets it pass; null where the clock of a running house does.
    """

    person: str | None = None
