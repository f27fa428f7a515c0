"""One transaction a save: events, positions, inbox, deadlines and clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from eventsourcing.persistence import OperationalError

from shared.bus.record import Received
from shared.errors import BadSettings, DuplicateMessage, PositionMoved, Unavailable
from shared.settings import read
from shared.store.service import Heard, LetTimePass
from tests.store.counter import NOON, RING_AFTER, Count, Counter, CountTwice, TooMany, counting

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.counter import Counting

SPOT = ("logistics.events", 3)


def message(name: str, offset: int) -> Received:
    """A message of another service."""
    headers = {"ce_id": name, "ce_type": "CaseClosed", "ce_time": "2026-09-01T12:00:00+08:00"}
    return Received(*SPOT, offset, "A", headers, b"{}")


def count_of(service: Counting, number: str) -> int:
    """What a counter stands at, as stored."""
    stored: Any = service.repository.get(Counter.id_of(number))
    assert isinstance(stored, Counter)
    return stored.count


def test_two_commands_see_the_same_aggregate(tmp_path: Path) -> None:
    service = counting(tmp_path)
    assert service.handle(Count("A"), Count("A", by=2))
    assert count_of(service, "A") == 3


def test_a_refusal_stores_nothing(tmp_path: Path) -> None:
    service = counting(tmp_path)
    with pytest.raises(TooMany):
        service.handle(Count("A"), Count("A", by=11))
    assert service.known(["counter:A"]) == set()


def test_one_refusal_stops_no_other_command(tmp_path: Path) -> None:
    service = counting(tmp_path)
    outcomes = service.handle_each([Count("A"), Count("A", by=11), Count("B", by=4)])
    assert [outcome.changed for outcome in outcomes] == [True, False, True]
    assert isinstance(outcomes[1].refused, TooMany)
    assert (count_of(service, "A"), count_of(service, "B")) == (1, 4)


def test_a_refusal_after_a_change_undoes_that_command_alone(tmp_path: Path) -> None:
    service = counting(tmp_path)
    outcomes = service.handle_each([Count("A"), CountTwice("A", by=6), Count("A", by=2)])
    assert [outcome.changed for outcome in outcomes] == [True, False, True]
    assert count_of(service, "A") == 3


def test_two_processes_on_one_store_lose_nothing(tmp_path: Path) -> None:
    one, other = counting(tmp_path), counting(tmp_path)
    for _ in range(4):
        one.handle(Count("A"))
        other.handle(Count("A"))
    assert count_of(one, "A") == 8


def test_a_message_and_its_position_are_remembered_with_its_events(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.hear([Heard(message("m1", 7), (Count("A"),))], {SPOT: (0, 8)})
    assert count_of(service, "A") == 1
    assert service.positions() == {SPOT: 8}
    assert service.has_heard(["m1", "m2"]) == {"m1"}


def test_a_message_handled_before_is_refused_whole(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.hear([Heard(message("m1", 7), (Count("A"),))], {SPOT: (0, 8)})
    with pytest.raises(DuplicateMessage):
        service.hear([Heard(message("m1", 9), (Count("A"),))], {SPOT: (8, 10)})
    assert count_of(service, "A") == 1
    assert service.positions() == {SPOT: 8}


@pytest.mark.parametrize("before", [0, 7, 9], ids=["first", "behind", "ahead"])
def test_a_position_moves_only_from_where_it_stands(tmp_path: Path, before: int) -> None:
    service = counting(tmp_path)
    service.hear([Heard(message("m1", 7), (Count("A"),))], {SPOT: (0, 8)})
    with pytest.raises(PositionMoved):
        service.hear([Heard(message("m2", 9), (Count("A"),))], {SPOT: (before, 10)})
    assert count_of(service, "A") == 1


def test_an_ignored_message_moves_the_position_too(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.hear([], {SPOT: (0, 5)})
    assert service.positions() == {SPOT: 5}


def test_the_cause_of_a_message_is_stamped_on_its_events(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.hear([Heard(message("m1", 7), (Count("A"),))], {SPOT: (0, 8)})
    service.handle(Count("A"))
    causes = [getattr(event, "cause", None) for event in service.events.get("counter:A")]
    assert causes == [None, "m1", None]


def test_a_deadline_is_due_at_its_moment_and_gone_after_it(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.handle(Count("A"))
    rings = NOON + RING_AFTER
    assert service.due(rings - timedelta(microseconds=1)) == []
    assert service.due(rings) == [(rings, "counter:A")]
    assert service.next_deadline() == rings
    assert service.pass_time(rings) == 1
    assert service.due(rings) == []
    assert service.reached() == rings


def test_a_moved_deadline_leaves_no_trace(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.handle(Count("A"), Count("B"))
    service.handle(Count("A", at=NOON + timedelta(minutes=30)))
    assert service.due(NOON + RING_AFTER) == [(NOON + RING_AFTER, "counter:B")]


def test_one_aggregate_may_let_time_pass_alone(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.handle(Count("A"), Count("B"))
    service.handle(LetTimePass("counter:A", NOON + RING_AFTER))
    assert [one for _, one in service.due(NOON + RING_AFTER)] == ["counter:B"]
    assert service.reached() is None


def test_business_time_never_goes_back(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.pass_time(NOON)
    service.pass_time(NOON - timedelta(days=1))
    assert service.reached() == NOON


def test_the_librarys_database_functions_are_refused() -> None:
    with pytest.raises(BadSettings):
        read({"POSTGRES_ENABLE_DB_FUNCTIONS": "y"})


def test_a_store_that_is_away_is_waited_out_not_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = counting(tmp_path)

    def away(*_: object, **__: object) -> None:
        raise OperationalError("the disk is gone")

    monkeypatch.setattr(service.store, "insert_events", away)
    with pytest.raises(Unavailable):
        service.handle(Count("A"))


def test_the_numbers_of_a_kind_are_told_in_their_order(tmp_path: Path) -> None:
    service = counting(tmp_path)
    service.handle(Count("B:2026-09"), Count("A"), Count("A"))

    assert service.numbers_of(Counter) == ["A", "B:2026-09"]
