"""Ids that follow from what they name: the same facts get the same id wherever they are recorded.

UUIDv7 layout (interfaces.md, Events): 48 bits of business time in milliseconds, the others a hash.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from datetime import datetime

_HASH_BITS = (1 << 74) - 1


def derived_id(at: datetime, *facts: str | bytes) -> str:
    """The id of what happened ``at`` that moment and is told apart by ``facts``."""
    digest = blake2b(digest_size=16)
    for fact in facts:
        digest.update(fact.encode() if isinstance(fact, str) else fact)
        digest.update(b"\0")
    bits = int.from_bytes(digest.digest(), "big") & _HASH_BITS
    milliseconds = int(at.timestamp() * 1000) & ((1 << 48) - 1)
    high, low = bits >> 62, bits & ((1 << 62) - 1)
    return str(UUID(int=milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low))
