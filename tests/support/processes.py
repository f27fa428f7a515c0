"""Programs that tests start: each is stopped at the end, and with whoever started it."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

START_SECONDS = 60.0
STOP_SECONDS = 20.0
PR_SET_PDEATHSIG = 1


class NotHere(Exception):
    """This way of getting the real thing does not exist on this machine; the text says why."""


@dataclass(frozen=True, slots=True)
class Backend:
    """A broker or a database that runs, and how to freeze it (as a long pause of it would)."""

    url: str
    pause: Callable[[], None] | None = None
    resume: Callable[[], None] | None = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let it answer nothing meanwhile; ``NotHere`` when it is not ours to freeze."""
        if self.pause is None or self.resume is None:
            raise NotHere(f"{self.url} is not ours to freeze")
        self.pause()
        try:
            yield
        finally:
            self.resume()


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def await_ready(
    ready: Callable[[], bool], alive: Callable[[], bool], log: Callable[[], str]
) -> None:
    """Return once ``ready``; otherwise fail with the end of the log."""
    until = time.monotonic() + START_SECONDS
    while not ready():
        if not alive() or time.monotonic() > until:
            raise NotHere(f"did not start: {log()[-2000:]}")
        time.sleep(0.05)


@contextmanager
def running(
    command: Sequence[str | Path],
    log: Path,
    ready: Callable[[], bool],
    user: str | None = None,
    stop: signal.Signals = signal.SIGTERM,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program from when it is ready until the end of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=log.parent,
            user=user,
            extra_groups=[] if user else None,
            preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # one thread here
        )
    try:
        await_ready(ready, lambda: process.poll() is None, lambda: log.read_text(errors="replace"))
        yield process
    finally:
        _stop(process, stop)


def freezer(process: subprocess.Popen[bytes], url: str) -> Backend:
    """A backend that is frozen by stopping its process."""
    return Backend(
        url,
        pause=lambda: os.kill(process.pid, signal.SIGSTOP),
        resume=lambda: os.kill(process.pid, signal.SIGCONT),
    )


def _stop(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGCONT)
        process.send_signal(how)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _die_with_parent() -> None:
    """Ask the kernel to end the program with us: a killed test run runs no clean-up."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
