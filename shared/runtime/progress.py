"""How far a service's loops have got, kept in its store, so that any process can tell.

A position is noted after it was reached, never before: what is noted is certain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shared.bus.record import Spot
    from shared.runtime.desk import Desk

CREATE = (
    "CREATE TABLE IF NOT EXISTS loop_position (loop TEXT NOT NULL, topic TEXT NOT NULL,"
    " partition INTEGER NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (loop, topic, partition))"
)
NOTE = (
    "INSERT INTO loop_position VALUES (?, ?, ?, ?) ON CONFLICT (loop, topic, partition)"
    " DO UPDATE SET position = excluded.position"
    " WHERE loop_position.position < excluded.position"
)
READ = "SELECT topic, partition, position FROM loop_position WHERE loop = ?"
RELAY = "relay"
LISTEN = "listen"
OWN_STORE: Spot = ("", 0)
"""Where the relay reads: the service's store has one line of events."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One look at a service: how much is stored, relayed and heard, and where the log ends."""

    stored: int
    relayed: int
    heard: Mapping[Spot, int]
    ends: Mapping[Spot, int]

    @property
    def behind(self) -> int:
        """Events not relayed and messages not heard yet."""
        return max(0, self.stored - self.relayed) + behind(self.heard, self.ends)


def behind(positions: Mapping[Spot, int], ends: Mapping[Spot, int]) -> int:
    """How many places a reader at these positions is away from the ends."""
    return sum(max(0, end - positions.get(spot, 0)) for spot, end in ends.items())


class Progress:
    """Notes and reads the positions of one service's loops."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        with desk.transaction() as cursor:
            cursor.execute(CREATE)

    def note(self, loop: str, positions: Mapping[Spot, int]) -> None:
        """Remember how far a loop is; positions never go back."""
        with self._desk.transaction() as cursor:
            rows = [(loop, *spot, position) for spot, position in positions.items()]
            cursor.executemany(self._desk.marked(NOTE), rows)

    def of(self, loop: str) -> dict[Spot, int]:
        """How far a loop is."""
        with self._desk.reading() as cursor:
            cursor.execute(self._desk.marked(READ), (loop,))
            rows = cursor.fetchall()
        return {(row["topic"], row["partition"]): row["position"] for row in rows}

    def standing(self) -> Standing:
        """Where the service stands; the log's ends are read last, so that nothing is missed."""
        member = self._desk.member
        topics = tuple(member.reactions.TOPICS)
        return Standing(
            stored=self._desk.service.recorder.max_notification_id() or 0,
            relayed=self.of(RELAY).get(OWN_STORE, 0),
            heard=self.of(LISTEN),
            ends=member.bus.ends(topics),
        )
