"""Supervised loops: each in its thread, with a heartbeat, restarted with backoff, ended together.

What a loop does is a ``Step``. A step that hangs (a transactional call of the Kafka client takes no
timeout, messaging.md) ends the process: whoever started it starts it again.
"""

from __future__ import annotations

import logging
import os
import random
from dataclasses import dataclass, field
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from shared.errors import Infrastructure, RelayFenced

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

log = logging.getLogger("recourse.loops")

IDLE_SECONDS = 0.08
"""How long a loop rests when there was nothing to do."""

AWAKE_SECONDS = 2.0
AWAKE_IDLE_SECONDS = 0.005
"""So long after the last work a loop rests only shortly: more of it is likely."""

BACKOFF_SECONDS = (0.25, 30.0)
FENCED_SECONDS = 5.0
HUNG_SECONDS = 300.0
FAILING_SECONDS = 60.0
STOP_SECONDS = 20.0
HUNG_EXIT = 70


class Step(Protocol):
    """One turn of a loop."""

    name: str

    def step(self) -> bool:
        """Do what is there to do; false when there was nothing."""

    def let_go(self) -> None:
        """After a failure and at the end; the next step opens everything anew."""


@dataclass
class Loop:
    """A step again and again until told to stop."""

    work: Step
    stop: Event
    beat_at: float = field(default_factory=monotonic)
    failing_since: float | None = None
    failures: int = 0
    error: str | None = None

    @property
    def name(self) -> str:
        """The name of what it does."""
        return self.work.name

    def run(self) -> None:
        """Until told to stop."""
        worked_at = float("-inf")
        while not self.stop.is_set():
            self.beat_at = monotonic()
            try:
                worked = self.work.step()
            except Exception as error:  # A loop outlives every failure; readiness tells of it.
                self._rest(self._failed(error))
            else:
                self._well()
                if worked:
                    worked_at = self.beat_at
                else:
                    awake = self.beat_at - worked_at < AWAKE_SECONDS
                    self.stop.wait(AWAKE_IDLE_SECONDS if awake else IDLE_SECONDS)
        self._let_go()

    def _well(self) -> None:
        self.failing_since, self.failures, self.error = None, 0, None

    def _failed(self, error: Exception) -> float:
        """Take note of a failure; how long to rest."""
        self.failing_since = self.failing_since or monotonic()
        self.failures += 1
        self.error = f"{type(error).__name__}: {error}"
        anticipated = isinstance(error, Infrastructure)
        log.warning("loop %s: %s", self.name, self.error, exc_info=None if anticipated else error)
        self._let_go()
        first, most = BACKOFF_SECONDS
        if isinstance(error, RelayFenced):
            first = FENCED_SECONDS
        longest: float = min(most, first * 2 ** min(self.failures - 1, 16))
        return longest * random.uniform(0.5, 1.0)  # noqa: S311  # Jitter, no secret.

    def _rest(self, seconds: float) -> None:
        until = monotonic() + seconds
        while (left := until - monotonic()) > 0 and not self.stop.is_set():
            self.beat_at = monotonic()
            self.stop.wait(min(left, 1.0))

    def _let_go(self) -> None:
        try:
            self.work.let_go()
        except Exception as error:  # What failed may fail again while it is closed.
            log.warning("loop %s, letting go: %s", self.name, error)


def leave(code: int) -> None:
    """End the process at once: a hung thread would keep an orderly end waiting."""
    os._exit(code)


class Supervisor:
    """Starts loops, watches them, stops them."""

    def __init__(
        self,
        works: Iterable[Step] = (),
        hung_after: float = HUNG_SECONDS,
        exit_process: Callable[[int], None] = leave,
    ) -> None:
        self._stop = Event()
        self._hung_after = hung_after
        self._exit = exit_process
        self.loops = [Loop(work, self._stop) for work in works]
        self._threads: list[Thread] = []

    def start(self) -> None:
        """Start every loop, and the watch over them."""
        for loop in self.loops:
            loop.beat_at = monotonic()
            self._threads.append(Thread(target=loop.run, name=loop.name, daemon=True))
        for thread in self._threads:
            thread.start()
        if self.loops:
            Thread(target=self._watch, name="watch", daemon=True).start()

    def stop(self) -> list[str]:
        """Let every loop finish its step; the names of those that did not in time."""
        self._stop.set()
        until = monotonic() + STOP_SECONDS
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))
        return [thread.name for thread in self._threads if thread.is_alive()]

    def beats(self) -> dict[str, float]:
        """Seconds since every loop's last sign of life."""
        now = monotonic()
        return {loop.name: round(now - loop.beat_at, 3) for loop in self.loops}

    def hung(self) -> list[str]:
        """Loops whose step has taken too long to ever end."""
        return [name for name, age in self.beats().items() if age > self._hung_after]

    def failing(self) -> dict[str, str]:
        """Loops that have failed for a while, and what they last failed of."""
        since = monotonic() - FAILING_SECONDS
        return {
            loop.name: loop.error or ""
            for loop in self.loops
            if loop.failing_since is not None and loop.failing_since < since
        }

    def _watch(self) -> None:
        while not self._stop.wait(1.0):
            if hung := self.hung():
                log.critical("hung: %s; ending the process", ", ".join(hung))
                self._exit(HUNG_EXIT)
                return
