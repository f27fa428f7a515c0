"""Where a service keeps its evidence: a folder of its own, or its own database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.evidence.folder import FolderArchive
from shared.evidence.postgres import PostgresArchive
from shared.store.connect import EMBEDDED, database_url

if TYPE_CHECKING:
    from pathlib import Path

    from shared.evidence.archive import EvidenceArchive


def open_archive(store: str, service: str, home: Path) -> EvidenceArchive:
    """The archive beside a service's store; touches nothing before it is used."""
    if store == EMBEDDED:
        return FolderArchive(home / "evidence" / service)
    return PostgresArchive(database_url(store, service))
