"""A service's transactional writer: records and the relay's position, in one Kafka transaction.

kafka-python commits a transaction although a batch of it expired, and a commit that raises may have
happened. So every future is checked before the commit, and after a doubtful commit the position is
read back with a new producer: it tells whether the records are there.
"""

from __future__ import annotations

from contextlib import suppress
from itertools import chain, islice
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from shared.bus import kafka_client as client
from shared.bus import kafka_position
from shared.bus.record import partition_of
from shared.bus.watchdog import Hung, within
from shared.errors import DoubtfulCommit, RelayFenced, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from shared.bus.kafka_client import Patience
    from shared.bus.kafka_types import Producer, Sent
    from shared.bus.record import Record, Spot

    EndsOf = Callable[[Sequence[Spot]], Mapping[Spot, int]]

OUTSTANDING = 5_000
"""Records sent before their acknowledgements are awaited: the client itself never blocks."""

FLUSH_MARGIN = 5.0
"""Seconds after which a flush hangs although every batch should have been sent or expired."""


VISIBLE_SECONDS = 5.0
"""Longest wait for the markers of our commit: another writer of the topic may hold them up."""


class Letter(NamedTuple):
    """What ``Producer.send`` takes."""

    topic: str
    value: bytes
    key: bytes
    headers: list[tuple[str, bytes]] | None
    partition: int


class KafkaOutbox:
    """One service's only writer to its topics; ``transactional_id`` is fence and lock in one.

    A new producer, which is also the remedy for a broken one, fences whoever holds the place: a
    zombie that reads its position back may so cost its successor one restart, never a record.
    """

    def __init__(
        self, servers: Sequence[str], service: str, patience: Patience, ends_of: EndsOf
    ) -> None:
        self.closed = False
        self._ends_of = ends_of
        self._servers = servers
        self._service = service
        self._patience = patience
        self._producer: Producer | None = None
        self._over: DoubtfulCommit | RelayFenced | None = None
        self._partitions: dict[str, int] = {}
        with client.told_as_ours():
            self._position = self._open()

    def position(self) -> int:
        """The last notification of the service's store that the log holds."""
        if self._over:
            raise self._over
        return self._position

    def append(self, records: Sequence[Record], upto: int) -> None:
        """Publish all records and move the position, in one transaction or not at all."""
        producer = self._usable()
        with client.told_as_ours():
            self._learn_partitions(producer, records)
        try:
            last = self._send(producer, records, upto)
        except BaseException as error:
            self._abort(producer, error)
            raise self._explained(error) from error
        self._commit(producer, upto)
        self._position = upto
        self._await_visible(last)

    def close(self) -> None:
        """Give up the writer's place."""
        self.closed = True
        self._let_go()

    def _let_go(self) -> None:
        if self._producer:
            self._producer.give_up()
            self._producer = None

    def _open(self) -> int:
        """A producer of our own, which ends what an earlier one left open; where it stands."""
        producer = client.producer(self._servers, self._service, self._patience)
        try:
            producer.init_transactions()
            position = kafka_position.read_position(self._servers, self._service, self._patience)
        except BaseException:
            producer.give_up()
            raise
        self._producer = producer
        return position

    def _usable(self) -> Producer:
        if self._over:
            raise self._over
        if self._producer is None:
            with client.told_as_ours():
                if self._open() != self._position:
                    raise self._ended(RelayFenced(f"another relay of {self._service} took over"))
        assert self._producer is not None  # noqa: S101 - as ``_open`` leaves it
        return self._producer

    def _send(
        self, producer: Producer, records: Sequence[Record], upto: int
    ) -> Mapping[Spot, Sent]:
        """All records and the position, acknowledged; the last record of every partition."""
        producer.begin_transaction()
        letters = chain(map(self._letter, records), self._control(upto))
        last: dict[Spot, Sent] = {}
        while some := list(islice(letters, OUTSTANDING)):
            sent = [producer.send(*letter) for letter in some]
            producer.flush(timeout=self._patience.delivery / 1000 + FLUSH_MARGIN)
            for what in sent:
                if what.failed() and what.exception:
                    raise what.exception
            last.update(((m.topic, m.partition), what) for m, what in zip(some, sent, strict=True))
        return last

    def _learn_partitions(self, producer: Producer, records: Sequence[Record]) -> None:
        """Before the transaction: waiting for a topic inside one would hold up every reader."""
        for topic in {record.topic for record in records} - self._partitions.keys():
            self._partitions[topic] = len(producer.partitions_for(topic))

    def _letter(self, record: Record) -> Letter:
        return Letter(
            record.topic,
            record.value,
            record.key.encode(),
            [(name, text.encode()) for name, text in record.headers.items()],
            partition_of(record.key, self._partitions[record.topic]),
        )

    def _control(self, upto: int) -> Iterator[Letter]:
        value, key = kafka_position.written(upto), self._service.encode()
        yield Letter(kafka_position.RELAYS, value, key, None, 0)

    def _abort(self, producer: Producer, error: BaseException) -> None:
        """End the transaction unwritten; a producer that cannot is replaced at the next append."""
        if not client.tells_of_fence(error):
            try:
                within(self._patience.hang, producer.abort_transaction)
            except (client.KafkaError, Hung) as failure:
                if client.tells_of_fence(failure):
                    error = failure
            else:
                return
        self._let_go()
        if client.tells_of_fence(error):
            raise self._ended(RelayFenced(f"another relay of {self._service} took over")) from error

    def _explained(self, error: BaseException) -> BaseException:
        if client.too_large(error):
            return ValueError(f"a record of {self._service} is too large for the log: {error}")
        if isinstance(error, client.KafkaError):
            return Unavailable(f"nothing was published: {type(error).__name__}: {error}")
        return error

    def _commit(self, producer: Producer, upto: int) -> None:
        try:
            within(self._patience.hang, producer.commit_transaction)
        except (client.KafkaError, Hung) as error:
            self._let_go()
            if client.tells_of_fence(error):
                fenced = RelayFenced(f"another relay of {self._service} took over")
                raise self._ended(fenced) from error
            self._read_back(upto, error)

    def _await_visible(self, last: Mapping[Spot, Sent]) -> None:
        """Return once readers can see the records, so that ``ends`` counts what was appended.

        Kafka answers a commit before it has marked it in the partitions. The next transaction
        would wait for the same markers.
        """
        until = monotonic() + VISIBLE_SECONDS
        spots = list(last)
        with suppress(Unavailable):  # Committed all the same, and seen once the log is back.
            while monotonic() < until:
                ends = self._ends_of(spots)
                if all(ends[spot] > sent.value.offset for spot, sent in last.items()):
                    return
                sleep(0.002)

    def _read_back(self, upto: int, error: BaseException) -> None:
        """Return when the records were committed after all; say so when they were not."""
        before = self._position
        try:
            found = self._open()
        except (client.KafkaError, Unavailable) as still:
            doubt = DoubtfulCommit(f"{self._service} up to {upto}: {error}; then {still}")
            raise self._ended(doubt) from error
        if found == upto:
            return
        if found == before:
            raise Unavailable(f"nothing was published: {error}") from error
        raise self._ended(RelayFenced(f"another relay of {self._service} took over")) from error

    def _ended(self, reason: DoubtfulCommit | RelayFenced) -> DoubtfulCommit | RelayFenced:
        """Refuse everything from now on: only an outbox opened anew knows where it stands."""
        self._over = reason
        self._let_go()
        return reason
