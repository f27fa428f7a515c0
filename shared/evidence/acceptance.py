"""Which files are taken in (``accepted.toml``): by their first bytes and their size."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, PositiveInt

from shared.errors import BadInput, RuleViolation
from shared.evidence.file import KeptFile

WRITTEN = Path(__file__).with_name("accepted.toml")
LONGEST_NAME = 200
UNTOLD = "application/octet-stream"
"""What a sender says who does not know what the file is."""


class FileTooLarge(RuleViolation):
    """A file larger than is accepted."""


class MediaTypeNotAccepted(RuleViolation):
    """An empty file, or one of another kind than those accepted."""


class MediaTypeDiffers(RuleViolation):
    """A file that is not what it was said to be."""


class Mark(BaseModel):
    """Bytes that a file of a kind has at one place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at: int
    one_of: tuple[str, ...]

    def in_(self, content: bytes) -> bool:
        """Whether one of them stands there."""
        return any(content.startswith(bytes.fromhex(text), self.at) for text in self.one_of)


class Kind(BaseModel):
    """A kind of file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    media_type: str
    begins: tuple[Mark, ...]


class Accepted(BaseModel):
    """What the file says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    largest_bytes: PositiveInt
    file: tuple[Kind, ...]

    @property
    def media_types(self) -> tuple[str, ...]:
        """All kinds by name."""
        return tuple(kind.media_type for kind in self.file)


@dataclass(frozen=True, slots=True)
class Brought:
    """A file that was examined and may be kept."""

    file: KeptFile
    content: bytes


@cache
def accepted() -> Accepted:
    """What is accepted, read once."""
    return Accepted.model_validate(tomllib.loads(WRITTEN.read_text(encoding="utf-8")))


def examined(name: str, content: bytes, told: str | None = None) -> Brought:
    """A file to be kept; raises the refusal. ``told`` is what its sender says it is."""
    if (
        not name.strip()
        or len(name) > LONGEST_NAME
        or not name.isprintable()
        or set(name) & {*"/\\"}
    ):
        raise BadInput(f"a file's name has at most {LONGEST_NAME} printable characters, no slash")
    limits = accepted()
    if len(content) > limits.largest_bytes:
        raise FileTooLarge(f"{name}: {len(content)} bytes, at most {limits.largest_bytes}")
    found = next(
        (kind.media_type for kind in limits.file if all(mark.in_(content) for mark in kind.begins)),
        None,
    )
    if found is None:
        raise MediaTypeNotAccepted(f"{name} is none of {', '.join(limits.media_types)}")
    if told not in {None, UNTOLD, found}:
        raise MediaTypeDiffers(f"{name} was said to be {told}, but it is {found}")
    digest = sha256(content).hexdigest()
    return Brought(KeptFile(name, found, digest, len(content)), content)
