"""Files that show what a case is about, and what the policy learns from them (R201, R208–R210).

A photo counts from the moment it was brought, as a verification does; the request's cells count
from the request (D32a).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from shared.dates import print_time
from shared.evidence.file import KeptFile
from shared.evidence.look import Look, looks_at
from shared.policy.facts import Facts

EvidenceKind = Literal[
    "photo", "outer_photo", "weight_slip", "sign_off_slip", "invoice", "chat", "document"
]
PHOTO, OUTER_PHOTO = "photo", "outer_photo"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file. ``outer_package``: what an outer photo shows, in the eyes of who brought it."""

    kind: str
    file: KeptFile
    outer_package: str | None = None
    person: str | None = None

    def same_as(self, other: Evidence) -> bool:
        """Whether it is the same file, brought to show the same."""
        return (self.kind, self.file.sha256) == (other.kind, other.file.sha256)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file with the moment from which it counts."""

    at: datetime
    evidence: Evidence


def shown(base: Facts, attached: Iterable[Attached]) -> Iterator[tuple[datetime, str, Any]]:
    """What the files add to the facts as of the request, each at its own moment."""
    photos = 0
    package_known = base.outer_package is not None
    for one in sorted(attached, key=lambda one: one.at):
        if one.evidence.kind == PHOTO:
            photos += 1
            if photos > (base.photos or 0):
                yield one.at, "photos", photos
        if one.evidence.kind == OUTER_PHOTO:
            yield one.at, "outer_photo", True
            if one.evidence.outer_package is not None and not package_known:
                package_known = True
                yield one.at, "outer_package", one.evidence.outer_package


def listed(attached: Iterable[Attached], looks: Sequence[Look]) -> list[dict[str, Any]]:
    """Files as they are printed, in the order in which they count, with who looked at them."""
    return [
        {
            "at": print_time(one.at),
            "kind": one.evidence.kind,
            "name": one.evidence.file.name,
            "media_type": one.evidence.file.media_type,
            "sha256": one.evidence.file.sha256,
            "size": one.evidence.file.size,
            "outer_package": one.evidence.outer_package,
            "person": one.evidence.person,
            "looks": looks_at(one.evidence.file.sha256, looks),
        }
        for one in sorted(attached, key=lambda one: (one.at, one.evidence.kind))
    ]
