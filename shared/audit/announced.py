"""A service's store held against the log: each announced event once, in the order it was stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple, cast

from pydantic import ValidationError

from shared.audit.equality import Breach, equality
from shared.audit.rebuilding import log_up_to
from shared.bus.record import partition_of
from shared.contracts.registry import BY_TYPE, MODULES, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shared.audit.equality import Equality
    from shared.audit.holdings import Held
    from shared.bus.record import Received, Record
    from shared.contracts.base import Announcement
    from shared.runtime.member import Member
    from shared.store.aggregate import DomainEvent

ANNOUNCED = "announced_once_in_order"
PAGE = 2_000
TOLD = ("ce_type", "ce_time", "ce_subject", "ce_recordedtime")
ENVELOPE = {"cause", "correlation"}


class Line(NamedTuple):
    """One announcement: where it was stored, and what tells it apart."""

    notification: int
    id: str
    print: bytes
    """Of the whole record: key, headers that it must have, body."""


Lines = dict[int, list[Line]]
"""Partition → its announcements in order."""


def announced(held: Held) -> Iterator[Equality]:
    """The service's own topic, from its beginning to what its relay says is there."""
    member = held.member
    topic = MODULES[member.name].TOPIC
    relayed = held.bus.relayed(member.name)
    ends = held.bus.ends([topic])
    stored = _stored(member, len(ends))
    logged: Lines = defaultdict(list)
    bodies = _Bodies(member)
    for batch in log_up_to(held.bus, [topic], ends):
        for one in batch:
            logged[one.partition].append(Line(0, one.headers.get("ce_id", ""), _print(one)))
            bodies.note(one, stored)
    checked = sum(map(len, logged.values()))
    breaches = (
        breach
        for partition in sorted({*stored, *logged})
        for breach in _breaches(
            f"{topic}/{partition}", stored[partition], logged[partition], relayed, bodies
        )
    )
    yield equality(member.name, ANNOUNCED, checked, breaches, topic)


class _Bodies:
    """Records of the log that are not byte for byte what the store says, to be read again."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._odd: dict[tuple[int, int], Received] = {}
        self._count: Counter[int] = Counter()

    def note(self, record: Received, stored: Lines) -> None:
        """Keep the record if the store says otherwise at its place."""
        place = self._count[record.partition]
        self._count[record.partition] += 1
        expected = stored[record.partition]
        if place >= len(expected) or expected[place].print != _print(record):
            self._odd[record.partition, place] = record

    def differs(self, partition: int, place: int, line: Line) -> str | None:
        """In what a record differs from its announcement; null: only in the words of a release."""
        record = self._odd[partition, place]
        (said, expected) = _announcement(self._member, line.notification)
        if record.key != expected.key:
            return f"key={record.key}"
        if odd := [n for n in TOLD if record.headers.get(n) != expected.headers[n]]:
            return ", ".join(f"{name}={record.headers.get(name)}" for name in odd)
        return _body_differs(record, said)


def _breaches(
    place: str, stored: Sequence[Line], logged: Sequence[Line], relayed: int, bodies: _Bodies
) -> Iterator[Breach]:
    """What one partition lacks, has too much of, or says otherwise."""
    if [one.id for one in stored[: len(logged)]] != [one.id for one in logged]:
        yield from _misplaced(place, stored, logged, relayed)
        return
    for number, (line, record) in enumerate(zip(stored, logged, strict=False)):
        if line.print != record.print:
            partition = int(place.rpartition("/")[2])
            differs = bodies.differs(partition, number, line)
            if differs is not None:
                yield Breach("record_changed", f"{place} {line.id}", None, differs)
    yield from _missing(place, stored[len(logged) :], relayed)


def _misplaced(
    place: str, stored: Sequence[Line], logged: Sequence[Line], relayed: int
) -> Iterator[Breach]:
    known, there = Counter(one.id for one in stored), Counter(one.id for one in logged)
    lacking = [one for one in stored if one.id not in there]
    yield from _missing(place, lacking, relayed)
    for event_id, times in there.items():
        if event_id not in known:
            yield Breach("record_not_stored", f"{place} {event_id}")
        elif times != known[event_id]:
            yield Breach("record_repeated", f"{place} {event_id}", str(known[event_id]), str(times))
    if known == there:
        first = next(n for n, (a, b) in enumerate(zip(stored, logged, strict=True)) if a.id != b.id)
        yield Breach("out_of_order", place, stored[first].id, logged[first].id)


def _missing(place: str, lacking: Iterable[Line], relayed: int) -> Iterator[Breach]:
    """What the relay has not brought yet is not missing."""
    for line in lacking:
        if line.notification <= relayed:
            yield Breach("record_missing", f"{place} {line.id}")


def _stored(member: Member, partitions: int) -> Lines:
    """What the log must hold, in order, by partition."""
    found: Lines = defaultdict(list)
    for notification, record in _records(member):
        line = Line(notification, record.headers["ce_id"], _print(record))
        found[partition_of(record.key, partitions)].append(line)
    return found


def _records(member: Member) -> Iterator[tuple[int, Record]]:
    position = 0
    while True:
        page = member.service.recorder.select_notifications(
            position, PAGE, inclusive_of_start=False
        )
        for stored in page:
            event = cast("DomainEvent", member.service.mapper.to_domain_event(stored))
            said = member.announce(event)
            if said is not None:
                yield stored.id, to_record(member.name, said, event.timestamp, event.cause)
            position = stored.id
        if not page:
            return


def _announcement(member: Member, notification: int) -> tuple[Announcement, Record]:
    (stored,) = member.service.recorder.select_notifications(notification, 1)
    event = cast("DomainEvent", member.service.mapper.to_domain_event(stored))
    said = member.announce(event)
    assert said is not None  # noqa: S101  # for mypy: it was announced a moment ago.
    return said, to_record(member.name, said, event.timestamp, event.cause)


def _body_differs(record: Received, said: Announcement) -> str | None:
    """Fields that say something else; a field that a later release added says nothing."""
    try:
        read = BY_TYPE[record.type].model_validate_json(record.value)
    except (KeyError, ValidationError):
        return "not readable"
    found, expected = read.model_dump(mode="json"), said.model_dump(mode="json")
    odd = [n for n in expected if n not in ENVELOPE and found[n] != expected[n]]
    return ", ".join(f"{name}={found[name]}" for name in odd) or None


def _print(record: Record | Received) -> bytes:
    digest = blake2b(record.value, digest_size=16)
    headers: Mapping[str, str] = record.headers
    for part in (record.key, *(headers.get(name, "") for name in TOLD)):
        digest.update(b"\0" + part.encode())
    return digest.digest()
