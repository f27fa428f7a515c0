"""Where files of evidence are kept: by their hash, for ever as they were brought."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from shared.errors import NotKnown, RuleViolation

if TYPE_CHECKING:
    from shared.evidence.acceptance import Brought


class EvidenceMissing(NotKnown):
    """A file that should be kept is not there."""


class EvidenceAltered(RuleViolation):
    """A kept file is not what was brought: its hash differs."""


class EvidenceArchive(Protocol):
    """Keeps files by their hash; never changes or overwrites one."""

    def keep(self, brought: Brought) -> None:
        """Keep a file, durably before it returns; one that is there already stays as it is."""

    def content(self, digest: str) -> bytes:
        """The file of that hash; raises ``EvidenceMissing`` or ``EvidenceAltered``."""


def proven(content: bytes, digest: str) -> bytes:
    """The content, when it still has its hash."""
    if sha256(content).hexdigest() != digest:
        raise EvidenceAltered(f"the file {digest} has been altered since it was brought")
    return content
