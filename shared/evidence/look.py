"""A look at a file of a customer's: who, when and why (R516)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from shared.dates import print_time


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the file of a hash."""

    at: datetime
    sha256: str
    person: str
    reason: str


def looks_at(digest: str, looks: Iterable[Look]) -> list[dict[str, str]]:
    """The looks at one file as they are printed, in the order in which they were recorded."""
    return [
        {"at": print_time(look.at), "person": look.person, "reason": look.reason}
        for look in looks
        if look.sha256 == digest
    ]
