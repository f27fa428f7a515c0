"""From the setting ``RECOURSE_BUS`` to the log it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from shared.bus.embedded import EmbeddedBus
from shared.errors import BadSettings

if TYPE_CHECKING:
    from pathlib import Path

    from shared.bus.interface import Bus

ADDRESSES = re.compile(r"kafka://([^\s,/:]+:\d+(?:,[^\s,/:]+:\d+)*)/?")


def connect(bus: str, home: Path) -> Bus:
    """The log of ``embedded`` (a file in ``home``) or ``kafka://host:port[,host:port]``."""
    if bus == "embedded":
        return EmbeddedBus(home / "log.sqlite")
    if named := ADDRESSES.fullmatch(bus):
        # Only here: the embedded default neither needs the Kafka client nor waits for its import.
        from shared.bus.kafka import KafkaBus  # noqa: PLC0415  # late, as said above

        return KafkaBus(named[1].split(","))
    raise BadSettings(f"RECOURSE_BUS is 'embedded' or 'kafka://host:port[,host:port]', not {bus!r}")
