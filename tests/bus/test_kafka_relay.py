"""What Kafka and its client may do to a relay: every record is published once all the same."""

from __future__ import annotations

import gc
import logging
import warnings
from threading import Event, Timer
from typing import TYPE_CHECKING, Any, cast

import kafka.producer.kafka
import pytest
from kafka.errors import KafkaError, KafkaTimeoutError

from shared.bus import kafka_client, kafka_outbox
from shared.bus.kafka import KafkaBus
from shared.bus.kafka_client import Patience
from shared.errors import DoubtfulCommit, RelayFenced, Unavailable
from tests.bus.worlds import numbers, read_all
from tests.support.processes import NotHere

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from shared.bus.kafka_outbox import KafkaOutbox
    from tests.bus.worlds import World
    from tests.support.processes import Backend

pytestmark = pytest.mark.broker

HASTY = Patience(request=2_000, delivery=2_500, transaction=15_000, block=8_000, hang=4_000)
FROZEN_SECONDS = 5.0


@pytest.fixture(autouse=True)
def sockets_of_lost_producers() -> Iterator[None]:
    """The client leaves those of broken-off connections to the garbage collector."""
    yield
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


@pytest.fixture
def bus(kafka_world: World) -> Iterator[KafkaBus]:
    """A connection that soon loses patience."""
    bus = KafkaBus(kafka_world.url.removeprefix("kafka://").split(","), HASTY)
    yield bus
    bus.close()


@pytest.fixture
def outbox(bus: KafkaBus, kafka_world: World) -> Iterator[KafkaOutbox]:
    """A relay with ten records published."""
    outbox = bus.outbox(kafka_world.service)
    outbox.append(kafka_world.records(0, 10), 10)
    yield outbox
    outbox.close()


def instead(outbox: KafkaOutbox, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
    """Put ``call`` in the place of one of the producer's own; returns that."""
    own: Callable[..., Any] = getattr(outbox._producer, name)
    setattr(outbox._producer, name, call)
    return own


def freeze_for_a_while(broker: Backend) -> None:
    """Let the broker answer nothing for some seconds, from now on."""
    if broker.pause is None or broker.resume is None:
        pytest.skip(f"{broker.url} is not ours to freeze")
    broker.pause()
    Timer(FROZEN_SECONDS, broker.resume).start()


def published(bus: KafkaBus, world: World, outbox: KafkaOutbox, upto: int) -> list[int]:
    """What the log holds once a relay has gone on from where the log says it stands."""
    if outbox.position() < upto:
        outbox.append(world.records(outbox.position(), upto), upto)
    return numbers(read_all(bus, [world.topic]))


def test_a_commit_that_happened_and_raised_is_a_success(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox
) -> None:
    def commits_and_raises() -> None:
        own()
        raise KafkaError("for unknown reasons")

    own = instead(outbox, "commit_transaction", commits_and_raises)
    outbox.append(kafka_world.records(10, 20), 20)

    assert outbox.position() == 20
    assert published(bus, kafka_world, outbox, 30) == list(range(30))


def test_a_commit_that_did_not_happen_can_be_tried_again(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox
) -> None:
    def raises() -> None:
        raise KafkaError("for unknown reasons")

    instead(outbox, "commit_transaction", raises)
    with pytest.raises(Unavailable):
        outbox.append(kafka_world.records(10, 20), 20)

    assert outbox.position() == 10
    assert numbers(read_all(bus, [kafka_world.topic])) == list(range(10))
    assert published(bus, kafka_world, outbox, 20) == list(range(20))


def test_a_commit_that_hangs_is_not_waited_for(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox
) -> None:
    released = Event()
    instead(outbox, "commit_transaction", released.wait)
    with pytest.raises(Unavailable, match="no answer within"):
        outbox.append(kafka_world.records(10, 20), 20)
    released.set()

    assert published(bus, kafka_world, outbox, 20) == list(range(20))


@pytest.mark.parametrize("happened", [True, False])
def test_a_doubtful_commit_is_told_when_the_position_cannot_be_read(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox,
    monkeypatch: pytest.MonkeyPatch, *, happened: bool,
) -> None:  # fmt: skip
    def raises() -> None:
        if happened:
            own()
        raise KafkaError("for unknown reasons")

    def is_away(*_: object) -> None:
        raise KafkaTimeoutError("away")

    own = instead(outbox, "commit_transaction", raises)
    with monkeypatch.context() as patch:
        patch.setattr(kafka_client, "producer", is_away)
        for _ in range(2):  # It does not find out by itself: only an outbox opened anew reads.
            with pytest.raises(DoubtfulCommit):
                outbox.append(kafka_world.records(10, 20), 20)

    successor = bus.outbox(kafka_world.service)
    assert successor.position() == (20 if happened else 10)
    assert published(bus, kafka_world, successor, 20) == list(range(20))


def test_a_broker_frozen_during_the_commit_costs_nothing(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox, kafka: Backend
) -> None:
    """The real thing: whether the broker read the request before it froze is up to it."""

    def freezes() -> None:
        freeze_for_a_while(kafka)
        own()

    own = instead(outbox, "commit_transaction", freezes)
    try:
        outbox.append(kafka_world.records(10, 20), 20)
    except Unavailable:
        assert outbox.position() == 10
    else:
        assert outbox.position() == 20

    assert published(bus, kafka_world, outbox, 30) == list(range(30))


def test_a_batch_that_expires_aborts_the_whole_transaction(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox,
    kafka: Backend, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """The client alone would commit what arrived before the broker froze, and only that."""
    monkeypatch.setattr(kafka_outbox, "OUTSTANDING", 50)
    sent = 0

    def sends(*letter: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == 60:  # The first fifty are acknowledged.
            freeze_for_a_while(kafka)
        return own(*letter)

    own = instead(outbox, "send", sends)
    with pytest.raises(Unavailable, match="KafkaTimeoutError"):
        outbox.append(kafka_world.records(10, 110), 110)

    assert published(bus, kafka_world, outbox, 110) == list(range(110))


def test_a_relay_fenced_before_its_commit_publishes_nothing(kafka_world: World) -> None:
    bus = cast("KafkaBus", kafka_world.opened[0])  # Patient: a time-out is no fence.
    outbox = bus.outbox(kafka_world.service)
    outbox.append(kafka_world.records(0, 10), 10)
    successors = []

    def is_late() -> None:
        successors.append(bus.outbox(kafka_world.service))
        own()

    own = instead(outbox, "commit_transaction", is_late)
    with pytest.raises(RelayFenced):
        outbox.append(kafka_world.records(10, 20), 20)

    [successor] = successors
    assert successor.position() == 10
    assert published(bus, kafka_world, successor, 20) == list(range(20))


def test_a_frozen_broker_is_unavailable(bus: KafkaBus, kafka_world: World, kafka: Backend) -> None:
    try:
        with kafka.paused(), pytest.raises(Unavailable):
            bus.outbox(kafka_world.service)
    except NotHere as reason:
        pytest.skip(str(reason))

    assert bus.outbox(kafka_world.service).position() == 0


def test_a_record_that_is_too_large_is_a_mistake_of_ours(
    bus: KafkaBus, kafka_world: World, outbox: KafkaOutbox
) -> None:
    """Not ``Unavailable``: a relay would wait for ever for the log to take it."""
    huge = kafka_world.record(10)
    huge = type(huge)(huge.topic, huge.key, huge.headers, bytes(2_000_000))
    with pytest.raises(ValueError, match="too large"):
        outbox.append([huge], 11)

    assert published(bus, kafka_world, outbox, 11) == list(range(11))


def test_the_librarys_logger_survives_a_relay(bus: KafkaBus, kafka_world: World) -> None:
    outbox = bus.outbox(kafka_world.service)
    outbox.close()
    del outbox
    gc.collect()

    assert isinstance(kafka.producer.kafka.log, logging.Logger)
