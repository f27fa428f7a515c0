"""A record of the log, before and after it has a place in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from zlib import crc32

import msgspec

Spot = tuple[str, int]
"""A topic and one of its partitions."""

PARTITIONS = 6
"""Partitions a topic by default (interfaces.md, Events); fixed when the topic is made."""


@dataclass(frozen=True, slots=True)
class Record:
    """Something to publish: CloudEvents 1.0 in Kafka's binary mode (``ce_…`` headers)."""

    topic: str
    key: str
    headers: Mapping[str, str]
    value: bytes


class Received(msgspec.Struct, frozen=True, gc=False):
    """A record as it stands in the log; a struct, because a fold makes millions of them."""

    topic: str
    partition: int
    offset: int
    key: str
    headers: Mapping[str, str]
    value: bytes

    @property
    def spot(self) -> Spot:
        """Where its position is kept."""
        return (self.topic, self.partition)

    @property
    def id(self) -> str:
        """The deduplication key."""
        return self.headers["ce_id"]

    @property
    def type(self) -> str:
        """The event's name, known before the body is parsed."""
        return self.headers["ce_type"]


def partition_of(key: str, partitions: int) -> int:
    """The partition whose order a key's events share; the same on every bus."""
    return crc32(key.encode()) % partitions
