"""What a projection keeps of closed months, beside rows that keep their place in the log.

Whoever prints by month hears of closings on finance's topic and draws the same line (D14).
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec

from shared.contracts import finance
from shared.contracts import months as say
from shared.projection import closings as book
from shared.projection.closings import Closings, MonthStep
from shared.projection.projection import Table
from shared.projection.reading import moment, up_to

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from shared.bus.record import Received
    from shared.projection.closings import Places
    from shared.projection.projection import Fold, Projection, Rows
    from shared.projection.storage import Select

COLUMNS = (
    *("sequence", "step", "period", "upto", "revision", "person", "reason", "hash"),
    *("hash_before", "overrides", "at", "recorded_at"),
)
PLACE = ("spot", "log_offset")
"""The last columns of every row that a line may be drawn through, whole numbers both."""

_TOPICS = {"intake.": 0, "logistics.": 1, "warehouse.": 2, "finance.": 3}
_PARTITIONS = 100_000
_STEPS = {
    say.MonthHeld.TYPE: book.HELD,
    say.MonthClosed.TYPE: book.CLOSED,
    say.MonthReopened.TYPE: book.REOPENED,
}


class ReadStep(msgspec.Struct, gc=False):
    """What is kept of a step."""

    period: str
    sequence: int
    at: str
    person: str
    reason: str | None = None
    revision: int = 1
    hash: str = ""
    hash_before: str | None = None
    overrides: tuple[str, ...] = ()
    upto: msgspec.Raw = msgspec.Raw(b"{}")


_read = msgspec.json.Decoder(ReadStep).decode
_upto = msgspec.json.Decoder(dict[str, tuple[int, ...]]).decode
_names = msgspec.json.Decoder(tuple[str, ...]).decode


@cache
def spot_number(topic: str, partition: int) -> int:
    """A topic's partition as a number, the same in every projection that reads it."""
    (number,) = (number for name, number in _TOPICS.items() if topic.startswith(name))
    return number * _PARTITIONS + partition


@cache
def _spot(topic: str, partition: int) -> str:
    return str(spot_number(topic, partition))


def place(record: Received) -> tuple[str, str]:
    """The cells of ``PLACE``."""
    return _spot(record.topic, record.partition), str(record.offset)


def places_of(upto: Mapping[str, Sequence[int]]) -> Places:
    """Positions as announced, by the number of their spot."""
    return {
        spot_number(topic, partition): offset
        for topic, offsets in upto.items()
        for partition, offset in enumerate(offsets)
    }


def month_table(name: str) -> Table:
    """The table of a projection in which steps are kept."""
    numbers = frozenset({"sequence", "revision"})
    return Table(f"{name}_month", COLUMNS, key=("sequence",), whole_numbers=numbers)


def hearing_months(projection: Projection) -> Projection:
    """A projection that also hears of closed months."""
    table = month_table(projection.name)

    def fold_as(step: str) -> Fold:
        def fold(record: Received, rows: Rows) -> None:
            said = _read(record.value)
            rows[table.name].append(
                (
                    *(str(said.sequence), step, said.period, bytes(said.upto).decode()),
                    *(str(said.revision), said.person, said.reason or "", said.hash),
                    *(said.hash_before or "", msgspec.json.encode(said.overrides).decode()),
                    *(moment(said.at), record.headers["ce_recordedtime"]),
                )
            )

        return fold

    topics = projection.topics
    return replace(
        projection,
        topics=topics if finance.TOPIC in topics else (*topics, finance.TOPIC),
        folds={**projection.folds, **{said: fold_as(step) for said, step in _STEPS.items()}},
        own_tables=(*projection.own_tables, table),
    )


def closings(select: Select, name: str, known_at: datetime | None = None) -> Closings:
    """What a projection knows of closed months; ``known_at``: what was recorded by then."""
    rows = select(
        f"SELECT {', '.join(COLUMNS)} FROM {name}_month WHERE recorded_at <= ?",  # noqa: S608  # names of ours
        up_to(known_at),
    )
    return Closings.known([_step(row) for row in rows])


def _step(row: tuple[Any, ...]) -> MonthStep:
    sequence, step, period, upto, revision, person, reason, hashed, before, overrides, at, _ = row
    return MonthStep(
        sequence,
        step,
        period,
        places_of(_upto(upto)),
        revision,
        person,
        reason,
        hashed,
        before,
        _names(overrides),
        at,
    )
