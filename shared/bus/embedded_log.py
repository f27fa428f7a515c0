"""The embedded log: transactional appends to one file, handed over to readers in this process."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from contextlib import contextmanager
from threading import Condition, Lock
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from shared.bus import embedded_file as file
from shared.bus.record import Received, partition_of
from shared.errors import DoubtfulCommit, RelayFenced

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from shared.bus.embedded_mailbox import Mailbox
    from shared.bus.record import Record, Spot

Chunks = dict["Spot", list[Received]]
"""Records that became visible together, by partition, each list without a hole."""

Row = tuple[int, str, str, bytes]

_encode = msgspec.json.Encoder().encode


class Place(NamedTuple):
    """A service's right to append: void once another took a higher epoch."""

    service: str
    epoch: int


class EmbeddedLog:
    """The one writing connection of a process, and the mailboxes of its readers.

    All outboxes of a process share it: SQLite lets one write at a time anyway, and only so does
    ``PRAGMA data_version`` tell commits of *other* processes from our own.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = file.prepared(path)
        self._writing = Lock()
        self._arrived = Condition()
        self._mailboxes: list[Mailbox] = []
        self._elsewhere = self._data_version()
        self._spots: dict[str, list[int]] = {}

    def create_topics(self, topics: Sequence[str], partitions: int) -> None:
        """Make the topics that do not exist."""
        with self._writing, self._transaction() as connection:
            for topic in topics:
                known = connection.execute("SELECT 1 FROM spot WHERE topic = ? LIMIT 1", (topic,))
                if known.fetchone() is None:
                    connection.executemany(
                        "INSERT INTO spot (topic, partition) VALUES (?, ?)",
                        [(topic, number) for number in range(partitions)],
                    )

    def take_over(self, service: str) -> Place:
        """A new writer's place, which voids the earlier ones."""
        with self._writing, self._transaction() as connection:
            row = connection.execute(
                "INSERT INTO relay VALUES (?, 1, 0)"
                " ON CONFLICT DO UPDATE SET epoch = epoch + 1 RETURNING epoch",
                (service,),
            ).fetchone()
        return Place(service, row[0])

    def position(self, service: str) -> int:
        """The last notification of the service that the log holds."""
        with self._writing, file.told_as_ours():
            row = self._connection.execute(
                "SELECT position FROM relay WHERE service = ?", (service,)
            ).fetchone()
        return int(row[0]) if row else 0

    def ends(self, topics: Sequence[str]) -> dict[Spot, int]:
        """The offset after the last committed record of every partition."""
        with self._writing:
            return file.ends(self._connection, file.spot_ids(self._connection, topics))

    def append(self, place: Place, records: Sequence[Record], upto: int) -> None:
        """Store all records and the writer's position, then hand the records over."""
        with self._writing:  # Until handed over: else two appends could swap places on the way.
            with self._transaction() as connection:
                moved = connection.execute(
                    "UPDATE relay SET position = ? WHERE service = ? AND epoch = ?",
                    (upto, place.service, place.epoch),
                )
                if moved.rowcount == 0:
                    raise RelayFenced(f"another relay of {place.service} took over")
                chunks, rows = self._placed(connection, records)
                connection.executemany("INSERT INTO record VALUES (?, ?, ?, ?)", rows)
            self._hand_over(chunks)

    def open_mailbox(self, mailbox: Mailbox) -> None:
        """From now on put there what is appended."""
        with self._arrived:
            self._mailboxes.append(mailbox)

    def close_mailbox(self, mailbox: Mailbox) -> None:
        """Put nothing there any more."""
        with self._arrived:
            if mailbox in self._mailboxes:
                self._mailboxes.remove(mailbox)

    def wait(self, seconds: float) -> None:
        """Sleep until something is handed over, or the time is up."""
        with self._arrived:
            self._arrived.wait(seconds)

    def elsewhere(self) -> int:
        """A number that differs from the last one when another process may have appended."""
        if self._writing.acquire(blocking=False):  # A writer at work: the next poll will see it.
            try:
                self._elsewhere = self._data_version()
            finally:
                self._writing.release()
        return self._elsewhere

    def close(self) -> None:
        """Let go of the file."""
        with self._writing:
            self._connection.close()

    def _data_version(self) -> int:
        with file.told_as_ours():
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with file.told_as_ours():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._commit()

    def _commit(self) -> None:
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
                raise
            raise DoubtfulCommit(f"the embedded log: {error}") from error

    def _placed(
        self, connection: sqlite3.Connection, records: Sequence[Record]
    ) -> tuple[Chunks, list[Row]]:
        """Give every record its partition and offset."""
        chunks: Chunks = defaultdict(list)
        ends: dict[int, int] = {}
        rows: list[Row] = []
        for record in records:
            topic, key, headers = record.topic, record.key, dict(record.headers)
            spots = self._spots.get(topic) or self._spots_of(connection, topic)
            partition = partition_of(key, len(spots))
            spot_id = spots[partition]
            offset = ends[spot_id] if spot_id in ends else file.end_of(connection, spot_id)
            ends[spot_id] = offset + 1
            rows.append(
                (spot_id * file.ROOM + offset, key, _encode(headers).decode(), record.value)
            )
            chunks[topic, partition].append(
                Received(topic, partition, offset, key, headers, record.value)
            )
        return chunks, rows

    def _spots_of(self, connection: sqlite3.Connection, topic: str) -> list[int]:
        found = list(file.spot_ids(connection, [topic]).values())
        self._spots[topic] = found
        return found

    def _hand_over(self, chunks: Chunks) -> None:
        with self._arrived:
            for mailbox in self._mailboxes:
                mailbox.put(chunks)
            self._arrived.notify_all()
