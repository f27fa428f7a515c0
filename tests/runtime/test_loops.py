"""Loops outlive failures, tell of themselves, and end when they are told to, or when one hangs."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event

import pytest

from shared.errors import RelayFenced, Unavailable
from shared.runtime import loops
from shared.runtime.loops import HUNG_EXIT, Supervisor

SOON = 10.0


@dataclass
class Told:
    """A step that does what it was told to, then nothing."""

    orders: list[Exception | bool]
    name: str = "told"
    let_gos: int = 0
    idle: Event = field(default_factory=Event)

    def step(self) -> bool:
        """The next order."""
        if not self.orders:
            self.idle.set()
            return False
        order = self.orders.pop(0)
        if isinstance(order, Exception):
            raise order
        return order

    def let_go(self) -> None:
        """Count."""
        self.let_gos += 1


@dataclass
class Stuck:
    """A step that never ends by itself."""

    name: str = "stuck"
    released: Event = field(default_factory=Event)

    def step(self) -> bool:
        """Wait."""
        return self.released.wait(SOON)

    def let_go(self) -> None:
        """Nothing is held."""


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "BACKOFF_SECONDS", (0.001, 0.01))
    monkeypatch.setattr(loops, "FENCED_SECONDS", 0.005)


@pytest.mark.parametrize(
    "failure", [Unavailable("away"), RelayFenced("another"), ValueError("a mistake of ours")]
)
def test_a_loop_starts_again_after_a_failure(failure: Exception) -> None:
    work = Told([True, failure, True, failure, True])
    supervisor = Supervisor([work])
    supervisor.start()
    assert work.idle.wait(SOON)

    assert supervisor.stop() == []
    assert work.let_gos == 3  # After each failure, and at the end.
    assert supervisor.failing() == {}


def test_readiness_tells_of_a_loop_that_keeps_failing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "FAILING_SECONDS", -1.0)
    seen = Event()

    @dataclass
    class Failing(Told):
        def step(self) -> bool:
            seen.set()
            raise Unavailable("the log is away")

    supervisor = Supervisor([Failing([])])
    supervisor.start()
    assert seen.wait(SOON)
    supervisor.stop()

    assert supervisor.failing() == {"told": "Unavailable: the log is away"}


def test_a_hung_loop_ends_the_process() -> None:
    ended: list[int] = []
    gone = Event()

    def leave(code: int) -> None:
        ended.append(code)
        gone.set()

    stuck = Stuck()
    supervisor = Supervisor([stuck, Told([])], hung_after=0.2, exit_process=leave)
    supervisor.start()
    assert gone.wait(SOON)
    hung = supervisor.hung()
    stuck.released.set()
    supervisor.stop()

    assert (ended, hung) == ([HUNG_EXIT], ["stuck"])


def test_what_does_not_end_in_time_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "STOP_SECONDS", 0.05)
    stuck = Stuck()
    supervisor = Supervisor([stuck])
    supervisor.start()

    assert supervisor.stop() == ["stuck"]
    stuck.released.set()
