"""Stored events keep their types, and an older shape is upcast before it is validated."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest
from eventsourcing.persistence import JSONTranscoder, StoredEvent
from pydantic import ValidationError

from shared.money import Money
from shared.store.aggregate import DomainEvent
from shared.store.mapper import PydanticMapper
from tests.store.counter import NOON, Counted


class Priced(DomainEvent):
    """Once it had a price in fen; since version 2 it has an amount."""

    TOPIC: ClassVar = "test.priced.v2"
    amount: Money

    @staticmethod
    def upcast_v1_v2(state: dict[str, Any]) -> None:
        state["amount"] = str(Money(state.pop("fen")))


@pytest.fixture
def mapper() -> PydanticMapper:
    return PydanticMapper(JSONTranscoder())


def made(event: Any, **facts: Any) -> Any:
    """An event as an aggregate records it."""
    return event(
        originator_id="counter:A",
        originator_version=3,
        timestamp=NOON,
        at=NOON,
        cause="m1",
        **facts,
    )


def test_an_event_comes_back_as_it_was(mapper: PydanticMapper) -> None:
    event = made(Priced, amount=Money.of("12.30"))
    stored = mapper.to_stored_event(event)
    assert (stored.topic, stored.originator_version) == ("test.priced.v2", 3)
    assert mapper.to_domain_event(stored) == event


def test_an_older_shape_is_upcast(mapper: PydanticMapper) -> None:
    state = (
        b'{"timestamp":"2026-09-01T04:00:00Z","at":"2026-09-01T12:00:00+08:00",'
        b'"cause":null,"fen":5}'
    )
    event: Any = mapper.to_domain_event(StoredEvent("counter:A", 1, "test.priced.v1", state))
    assert event.amount == Money.of("0.05")


def test_what_does_not_fit_is_refused(mapper: PydanticMapper) -> None:
    stored = mapper.to_stored_event(made(Counted, by=1))
    broken = StoredEvent("counter:A", 1, stored.topic, stored.state.replace(b'"by":1', b'"by":"x"'))
    with pytest.raises(ValidationError):
        mapper.to_domain_event(broken)
