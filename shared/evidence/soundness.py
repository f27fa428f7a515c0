"""Whether every file that the events name is still there, unaltered (R514)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.evidence.archive import EvidenceAltered, EvidenceMissing

if TYPE_CHECKING:
    from shared.evidence.archive import EvidenceArchive
    from shared.evidence.file import KeptFile
    from shared.store.service import Service


@dataclass(frozen=True, slots=True)
class Soundness:
    """How many files were looked at, and the hashes of those at fault."""

    checked: int
    missing: tuple[str, ...]
    altered: tuple[str, ...]


def soundness(service: Service[Any], topic: str, archive: EvidenceArchive) -> Soundness:
    """Hash every file anew that an event of a topic names; each event has its ``file``."""
    named = {event.file.sha256: event.file for event in _events(service, topic)}
    faults = {digest: _fault(archive, named[digest]) for digest in sorted(named)}
    return Soundness(
        checked=len(named),
        missing=tuple(one for one, fault in faults.items() if fault == "missing"),
        altered=tuple(one for one, fault in faults.items() if fault == "altered"),
    )


def _events(service: Service[Any], topic: str) -> list[Any]:
    return [service.mapper.to_domain_event(one) for one in service.stored_events_under(topic)]


def _fault(archive: EvidenceArchive, file: KeptFile) -> str | None:
    try:
        archive.content(file.sha256)
    except EvidenceMissing:
        return "missing"
    except EvidenceAltered:
        return "altered"
    return None
