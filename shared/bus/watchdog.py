"""A limit for calls that never give up by themselves."""

from __future__ import annotations

from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Hung(Exception):
    """The call is still under way, in a thread that is left behind."""


def within(milliseconds: int, call: Callable[[], None]) -> None:
    """What ``call`` does or raises, or ``Hung`` when it takes longer."""
    outcome: SimpleQueue[BaseException | None] = SimpleQueue()

    def run() -> None:
        try:
            call()
        except BaseException as error:  # Raised where it is waited for.
            outcome.put(error)
        else:
            outcome.put(None)

    Thread(target=run, name="within", daemon=True).start()
    try:
        error = outcome.get(timeout=milliseconds / 1000)
    except Empty:
        raise Hung(f"no answer within {milliseconds} ms") from None
    if error:
        raise error
