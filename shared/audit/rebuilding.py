"""Projections made anew from the log in a scratch folder, held against the tables that are read."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from shared.audit.equality import Breach, equality
from shared.audit.tables import Comparison, copies
from shared.projection.projector import BATCH, fold
from shared.projection.sqlite import SqliteStorage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from shared.audit.equality import Equality
    from shared.audit.holdings import Held
    from shared.bus.interface import Bus
    from shared.bus.record import Received, Spot
    from shared.projection.projection import Projection

REBUILT = "rebuilt"
POLL_SECONDS = 1.0


def rebuilt(held: Held) -> Iterator[Equality]:
    """A projection each: dropped and filled again from the log it would hold the same rows."""
    with _anew(held) as scratch:
        for name, projection in held.projections.items():
            yield _compared(held, projection, scratch[name])


def _compared(held: Held, projection: Projection, scratch: SqliteStorage) -> Equality:
    select = held.tables[projection.name]
    beyond = _misplaced(held, projection)
    with scratch.reading() as anew:
        each = [Comparison(copy, select, anew) for copy in copies(projection)]
        breaches = [*beyond, *(breach for one in each for breach in one.breaches())]
    checked = sum(one.checked for one in each)
    return equality(projection.service, REBUILT, checked, breaches, projection.name)


def _misplaced(held: Held, projection: Projection) -> Iterator[Breach]:
    """A position that stands still before the log's end, or where the log has nothing yet."""
    ends = held.bus.ends(projection.topics)
    for (topic, partition), end in sorted(ends.items()):
        position = held.positions[projection.name].get((topic, partition), 0)
        if position != end:
            where = f"{projection.positions} {topic}/{partition}"
            problem = "position_beyond_log" if position > end else "position_behind_log"
            yield Breach(problem, where, str(end), str(position))


@contextmanager
def _anew(held: Held) -> Iterator[Mapping[str, SqliteStorage]]:
    """Every projection filled as far as its tables say they are; the log is read once."""
    with TemporaryDirectory(prefix="recourse-verify-") as folder, ExitStack() as stack:
        scratch: dict[str, SqliteStorage] = {}
        for name, projection in held.projections.items():
            path = Path(folder) / f"{name}.db"
            scratch[name] = SqliteStorage(projection, path, lasting=False)
            stack.callback(scratch[name].close)
        topics = sorted({topic for one in held.projections.values() for topic in one.topics})
        for batch in log_up_to(held.bus, topics, held.bus.ends(topics)):
            for name, projection in held.projections.items():
                upto = held.positions[name]
                heard = [r for r in batch if r.topic in projection.topics]
                heard = [r for r in heard if r.offset < upto.get(r.spot, 0)]
                if heard:
                    scratch[name].write({}, fold(projection, heard))
        yield scratch


def log_up_to(
    bus: Bus, topics: Sequence[str], ends: Mapping[Spot, int]
) -> Iterator[Sequence[Received]]:
    """The records of topics from the beginning to the ends, in batches."""
    reader = bus.reader("verify", topics, {})
    try:
        while any(reader.positions().get(spot, 0) < end for spot, end in ends.items()):
            batch = reader.poll(BATCH, POLL_SECONDS)
            yield [one for one in batch if one.offset < ends.get(one.spot, 0)]
    finally:
        reader.close()
