"""The relays' positions: one keyed record a service in a compacted topic of one partition.

Written in the transaction of the records it counts, so it is committed with them or not at all.
A position committed as a consumer group's offset would do as well, until the broker forgets it:
offsets of a group without members expire.
"""

from __future__ import annotations

import json
from time import monotonic
from typing import TYPE_CHECKING

from shared.bus import kafka_client as client
from shared.errors import Unavailable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shared.bus.kafka_client import Patience
    from shared.bus.kafka_types import Consumer

RELAYS = "recourse.relays"

SETTINGS = {
    "num_partitions": 1,
    "configs": {
        "cleanup.policy": "compact",
        # Every transaction adds a record, and only closed segments are compacted: with the default
        # of a gigabyte and a week a relay would read weeks of positions at every start.
        "segment.bytes": str(1024 * 1024),
        "segment.ms": str(10 * 60 * 1000),
        "min.cleanable.dirty.ratio": "0.1",
        "delete.retention.ms": str(60 * 60 * 1000),
    },
}

PAGE = 1000


def written(position: int) -> bytes:
    """The value of the record that keeps a position."""
    return json.dumps({"position": position}).encode()


def read_position(servers: Sequence[str], service: str, patience: Patience) -> int:
    """The position of a service's relay among the committed records; 0 at first."""
    consumer = client.consumer(servers, f"relay-{service}-position", patience)
    try:
        return _last_position(consumer, service.encode(), patience)
    finally:
        consumer.close(timeout_ms=patience.request)


def _last_position(consumer: Consumer, key: bytes, patience: Patience) -> int:
    [place] = client.places([(RELAYS, 0)])
    consumer.assign([place])
    consumer.seek(place, 0)
    end = consumer.end_offsets([place])[place]
    position, until = 0, monotonic() + patience.block / 1000
    while (consumer.position(place) or 0) < end:
        if monotonic() > until:
            raise Unavailable(f"{RELAYS} could not be read to its end")
        for record in consumer.poll(timeout_ms=100, max_records=PAGE).get(place, ()):
            if record.key == key:
                position = int(json.loads(record.value)["position"])
    return position
