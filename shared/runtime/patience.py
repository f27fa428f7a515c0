"""At its start a process waits for the store and the log, which may be starting too."""

from __future__ import annotations

import logging
from time import monotonic, sleep
from typing import TYPE_CHECKING, TypeVar

from eventsourcing.persistence import PersistenceError

from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

log = logging.getLogger("recourse.start")

START_SECONDS = 60.0
PAUSE_SECONDS = 1.0


def patiently(opened: Callable[[], T], seconds: float = START_SECONDS) -> T:
    """What is opened, tried again while it is unavailable, for a minute."""
    until = monotonic() + seconds
    while True:
        try:
            return opened()
        except (Unavailable, PersistenceError) as error:
            if monotonic() > until:
                raise
            log.info("waiting: %s", error)
            sleep(PAUSE_SECONDS)
