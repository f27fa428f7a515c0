"""A file as events name it: by what is in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptFile:
    """``name`` is what it was called when it was brought; ``sha256`` is where it is kept."""

    name: str
    media_type: str
    sha256: str
    size: int
