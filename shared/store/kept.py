"""Reading what a service keeps alongside its events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from eventsourcing.persistence import StoredEvent

from shared.store import alongside
from shared.store.failures import told_as_ours

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from shared.bus.record import Spot
    from shared.store.aggregate import Aggregate
    from shared.store.recorders import PostgresRecorder, SQLiteRecorder


_HANDLED = (
    "SELECT message_id FROM inbox WHERE message_id IN (SELECT :0 FROM :rows) UNION ALL"
    " SELECT message_id FROM parked WHERE message_id IN (SELECT :0 FROM :rows)"
)


class Kept:
    """What a service answers from its positions, inbox, deadlines, clock and parked messages."""

    recorder: Any

    @property
    def store(self) -> SQLiteRecorder | PostgresRecorder:
        """The recorder with everything alongside."""
        return cast("SQLiteRecorder | PostgresRecorder", self.recorder)

    def due(self, until: datetime, limit: int = 1_000) -> list[tuple[datetime, str]]:
        """Aggregates whose deadline is up to ``until``, earliest first."""
        rows = self._read(
            "SELECT at, aggregate_id FROM deadline WHERE at <= ? ORDER BY at, aggregate_id LIMIT ?",
            alongside.as_key(until),
            limit,
        )
        return [(alongside.from_key(row["at"]), row["aggregate_id"]) for row in rows]

    def known(self, aggregate_ids: Sequence[str]) -> set[str]:
        """Which of these aggregates exist."""
        rows = self._read(
            f"SELECT originator_id FROM {self.store.events_table_name}"  # noqa: S608  # its own name
            " WHERE originator_version = 1 AND originator_id IN (SELECT :0 FROM :rows)",
            alongside.as_rows((one,) for one in aggregate_ids),
        )
        return {row["originator_id"] for row in rows}

    def numbers_of(self, kind: type[Aggregate]) -> list[str]:
        """The numbers of every aggregate of a kind: a look through all ids, for rare questions."""
        rows = self._read(
            f"SELECT originator_id FROM {self.store.events_table_name}"  # noqa: S608  # its own name
            " WHERE originator_version = 1 AND originator_id LIKE ? ORDER BY originator_id",
            f"{kind.KIND}:%",
        )
        return [row["originator_id"].partition(":")[2] for row in rows]

    def stored_events_of(self, aggregate_ids: Sequence[str]) -> list[StoredEvent]:
        """The events of several aggregates, each in its order, in one read."""
        rows = self._read(
            f"SELECT * FROM {self.store.events_table_name}"  # noqa: S608  # its own name
            " WHERE originator_id IN (SELECT :0 FROM :rows)"
            " ORDER BY originator_id, originator_version",
            alongside.as_rows((one,) for one in aggregate_ids),
        )
        return _stored(rows)

    def stored_events_under(self, topic: str) -> list[StoredEvent]:
        """Every event of one topic: a look through all events, for rare questions."""
        rows = self._read(
            f"SELECT * FROM {self.store.events_table_name} WHERE topic = ?"  # noqa: S608  # its own name
            " ORDER BY originator_id, originator_version",
            topic,
        )
        return _stored(rows)

    def next_deadline(self) -> datetime | None:
        """The earliest deadline of all."""
        rows = self._read("SELECT MIN(at) AS at FROM deadline")
        return alongside.from_key(rows[0]["at"]) if rows and rows[0]["at"] else None

    def waiting(self) -> dict[str, datetime]:
        """Every aggregate that waits, and until when."""
        rows = self._read("SELECT aggregate_id, at FROM deadline ORDER BY aggregate_id")
        return {row["aggregate_id"]: alongside.from_key(row["at"]) for row in rows}

    def terms(self) -> str | None:
        """The limits that the stored deadlines follow from; null in a new store."""
        rows = self._read("SELECT terms FROM deadline_terms")
        return str(rows[0]["terms"]) if rows else None

    def reached(self) -> datetime | None:
        """How far this service's business time has got."""
        rows = self._read("SELECT reached FROM business_clock")
        return alongside.from_key(rows[0]["reached"]) if rows else None

    def positions(self) -> dict[Spot, int]:
        """The next offset to hear, a spot."""
        rows = self._read("SELECT topic, partition, next_offset FROM heard_position")
        return {(row["topic"], row["partition"]): row["next_offset"] for row in rows}

    def has_heard(self, ids: Sequence[str]) -> set[str]:
        """Which of these messages were handled or parked before."""
        wanted = alongside.as_rows((one,) for one in ids)
        rows = self._read(_HANDLED, wanted, wanted)
        return {row["message_id"] for row in rows}

    def parked(self) -> list[dict[str, Any]]:
        """Every parked message, in the order of its key."""
        rows = self._read("SELECT * FROM parked ORDER BY topic, partition, next_offset")
        return [dict(row) for row in rows]

    def _read(self, statement: str, *params: Any) -> list[Any]:
        with told_as_ours(), self.store.reading() as cursor:
            cursor.execute(self.store.dialect.text(statement), params)
            return list(cursor.fetchall())


def _stored(rows: list[Any]) -> list[StoredEvent]:
    return [
        StoredEvent(
            row["originator_id"], row["originator_version"], row["topic"], bytes(row["state"])
        )
        for row in rows
    ]
