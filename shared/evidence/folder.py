"""Evidence as files in a folder (the embedded default): ``ab/cdef…`` by hash."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

from shared.errors import Unavailable
from shared.evidence.archive import EvidenceMissing, proven

if TYPE_CHECKING:
    from pathlib import Path

    from shared.evidence.acceptance import Brought

OURS_ALONE = 0o700
READ_ONLY = 0o400


class FolderArchive:
    """Each file comes into its place complete, by renaming; other users may not read it (R516)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, brought: Brought) -> None:
        """Keep a file; what is there already is only proven."""
        digest = brought.file.sha256
        place = self._place(digest)
        if place.exists():
            proven(place.read_bytes(), digest)
            return
        try:
            place.parent.mkdir(mode=OURS_ALONE, parents=True, exist_ok=True)
            _write(place, brought.content)
            for folder in (place.parent, self._folder, *self._folder.parents[:2]):
                _make_durable(folder)
        except OSError as error:
            raise Unavailable(f"the evidence folder: {error}") from error

    def content(self, digest: str) -> bytes:
        """The file of that hash, proven."""
        try:
            found = self._place(digest).read_bytes()
        except FileNotFoundError:
            raise EvidenceMissing(f"the file {digest} is not kept here") from None
        return proven(found, digest)

    def _place(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:]


def _write(place: Path, content: bytes) -> None:
    fresh = place.with_name(f".{place.name}.{uuid4().hex}")
    try:
        with fresh.open("xb") as file:
            os.fchmod(file.fileno(), READ_ONLY)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(place)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def _make_durable(folder: Path) -> None:
    """A new name is on the disk only when its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
