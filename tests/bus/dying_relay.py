"""A relay that dies at a chosen moment of its append, as a killed process does."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from shared.bus.connect import connect
from shared.bus.embedded_log import EmbeddedLog
from shared.bus.kafka_outbox import KafkaOutbox
from tests.bus.worlds import World

if TYPE_CHECKING:
    from collections.abc import Callable


def dies(*_: object) -> None:
    """No clean-up, no answer, no buffers written."""
    os._exit(9)


def arm(url: str, moment: str) -> None:
    """Replace the step at which the process dies."""
    if url == "embedded":
        name = {"before the commit": "_commit", "after the commit": "_hand_over"}[moment]
        setattr(EmbeddedLog, name, dies)
        return
    commit: Callable[..., None] = KafkaOutbox._commit

    def commits_and_dies(*args: object) -> None:
        commit(*args)
        dies()

    step = dies if moment == "before the commit" else commits_and_dies
    setattr(KafkaOutbox, commit.__name__, step)


def main(url: str, home: str, service: str, topic: str, upto: str, moment: str) -> None:
    """Append and die; 9 is the exit code of having died as planned."""
    world = World(url, Path(home), topic, service)
    bus = connect(url, world.home)
    outbox = bus.outbox(service)
    arm(url, moment)
    outbox.append(world.records(outbox.position(), int(upto)), int(upto))


if __name__ == "__main__":
    main(*sys.argv[1:])
