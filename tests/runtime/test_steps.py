"""A running service's steps: relay and listener note how far they are, the wall moves the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from shared.bus.connect import connect
from shared.dates import now
from shared.runtime.desk import Desk
from shared.runtime.member import Member
from shared.runtime.progress import Progress
from shared.runtime.steps import Listening, Relaying, WallClock
from tests.store.counter import Count, Reactions, announce, counting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from shared.bus.interface import Bus


@pytest.fixture
def bus(tmp_path: Path) -> Iterator[Bus]:
    bus = connect("embedded", tmp_path)
    bus.create_topics(["intake.events"])
    yield bus
    bus.close()


@pytest.fixture
def desk(tmp_path: Path, bus: Bus) -> Iterator[Desk]:
    desk = Desk(Member(counting(tmp_path), announce, Reactions(), bus))
    yield desk
    desk.close()


def test_a_drained_service_is_not_behind(desk: Desk) -> None:
    progress = Progress(desk)
    relay, listener = Relaying(desk, progress), Listening(desk, progress)
    desk.handle(Count("A"), Count("B"))
    before = progress.standing()
    while relay.step() or listener.step():
        pass
    after = progress.standing()
    relay.let_go()
    listener.let_go()

    assert (before.relayed, before.behind > 0) == (0, True)
    assert (after.relayed, after.behind) == (after.stored, 0)


def test_progress_is_seen_from_another_process(tmp_path: Path, desk: Desk, bus: Bus) -> None:
    relay = Relaying(desk, Progress(desk))
    desk.handle(Count("A"))
    relay.step()
    relay.let_go()
    other = Desk(Member(counting(tmp_path), announce, Reactions(), bus))
    seen = Progress(other).standing()
    other.close()

    assert seen.relayed == seen.stored > 0


def test_a_fenced_relay_takes_its_place_again(desk: Desk, bus: Bus) -> None:
    progress = Progress(desk)
    relay = Relaying(desk, progress)
    relay.step()
    bus.outbox(desk.name)
    desk.handle(Count("A"))
    with pytest.raises(Exception, match="took over"):
        relay.step()
    relay.let_go()

    assert relay.step() is True
    assert sum(bus.ends(["intake.events"]).values()) == 1
    relay.let_go()


def test_the_wall_moves_the_clock_only_when_nothing_is_behind(desk: Desk) -> None:
    progress = Progress(desk)
    relay, listener = Relaying(desk, progress), Listening(desk, progress)
    seconds = iter(range(0, 100, 2))
    wall = WallClock(desk, progress, timedelta(minutes=10), clock=lambda: float(next(seconds)))
    desk.handle(Count("A"))
    wall.step()
    behind = desk.service.reached()
    while relay.step() or listener.step():
        pass
    wall.step()
    reached = desk.service.reached()
    relay.let_go()
    listener.let_go()

    assert behind is None
    assert reached is not None
    assert timedelta(minutes=9) < now() - reached < timedelta(minutes=11)
