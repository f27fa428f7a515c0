"""A process that dies while it closes a month: ``dying_closer.py MONTH MOMENT``, in RECOURSE_HOME.

``looked``: with the books looked at; ``writing``: with all events written and nothing committed;
``stored``: when they are committed, before anybody hears of them.
"""

from __future__ import annotations

import os
import sys
from typing import Any

from services.cli.composition import import_house
from services.cli.house import House
from services.cli.month_places import months_of
from services.finance.domain.month_drawn import Who
from shared.store.recorders import SQLiteRecorder


def die(*_: Any, **__: Any) -> None:
    os._exit(9)


def arm(moment: str) -> None:
    """Replace the step at which the process ends."""
    insert = SQLiteRecorder._insert_events

    def insert_and_die(*args: Any, **more: Any) -> None:
        insert(*args, **more)
        die()

    match moment:
        case "looked":
            House.handle_each = die  # type: ignore[assignment,method-assign]  # the process ends there
        case "writing":
            setattr(SQLiteRecorder, insert.__name__, insert_and_die)
        case _:
            House.drain = die  # type: ignore[assignment,method-assign]  # the process ends there


def main(period: str, moment: str) -> None:
    with import_house() as house:
        months = months_of(house)
        arm(moment)
        months.close(period, None, Who("李敏"))


if __name__ == "__main__":
    main(*sys.argv[1:])
