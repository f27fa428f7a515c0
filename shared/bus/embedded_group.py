"""A consumer group of the embedded log: readers that share the partitions of their topics.

Modelled after Kafka's cooperative protocol, within one process: a partition moves only after
its reader gave it up, which a reader does when it polls, so what it was handed before is done.
A reader that is silent for too long loses its partitions and starts anew when it returns.
"""

from __future__ import annotations

from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from shared.bus.embedded_reader import EmbeddedReader
    from shared.bus.interface import PositionsOf
    from shared.bus.record import Received, Spot


class Group:
    """Who of the readers of one name reads which partition."""

    def __init__(self, silence: float) -> None:
        self._silence = silence
        self._lock = Lock()
        self._heard: dict[EmbeddedGroupReader, float] = {}
        self._owners: dict[Spot, EmbeddedGroupReader] = {}

    def share(self, member: EmbeddedGroupReader, spots: Sequence[Spot]) -> frozenset[Spot]:
        """The partitions that the reader holds from now on; the others it has given up."""
        with self._lock:
            self._heard[member] = monotonic()
            self._forget_the_silent()
            members = list(self._heard)
            wanted = set(spots[members.index(member) :: len(members)])
            self._owners = {
                spot: owner
                for spot, owner in self._owners.items()
                if owner is not member or spot in wanted
            }
            for spot in wanted:
                self._owners.setdefault(spot, member)
            return frozenset(spot for spot, owner in self._owners.items() if owner is member)

    def leave(self, member: EmbeddedGroupReader) -> None:
        """Free what the reader held."""
        with self._lock:
            self._drop(member)

    def knows(self, member: EmbeddedGroupReader) -> bool:
        """Whether the reader is still counted in."""
        with self._lock:
            return member in self._heard

    def _forget_the_silent(self) -> None:
        latest = monotonic() - self._silence
        for member in [m for m, heard in self._heard.items() if heard < latest]:
            self._drop(member)

    def _drop(self, member: EmbeddedGroupReader) -> None:
        self._heard.pop(member, None)
        self._owners = {s: owner for s, owner in self._owners.items() if owner is not member}


class EmbeddedGroupReader:
    """A reader whose partitions come and go; positions are asked for as each one comes."""

    def __init__(
        self, group: Group, reader: EmbeddedReader, spots: Sequence[Spot], positions_of: PositionsOf
    ) -> None:
        self._group = group
        self._reader = reader
        self._spots = spots
        self._positions_of = positions_of
        reader.hold({})

    def poll(self, limit: int, timeout: float = 0.0) -> list[Received]:
        """Up to ``limit`` records of the partitions held now."""
        self._rebalance()
        return self._reader.poll(limit, timeout)

    def positions(self) -> Mapping[Spot, int]:
        """The next offset of every partition held."""
        return self._reader.positions()

    def seek(self, positions: Mapping[Spot, int]) -> None:
        """Go on from other offsets, where the partition is held."""
        self._reader.seek(positions)

    def close(self) -> None:
        """Leave the group."""
        self._group.leave(self)
        self._reader.close()

    def _rebalance(self) -> None:
        if not self._group.knows(self):
            self._reader.hold({})
        held = self._reader.positions()
        mine = self._group.share(self, self._spots)
        fresh = mine - held.keys()
        if fresh or len(mine) < len(held):
            stored = self._positions_of(sorted(fresh)) if fresh else {}
            kept = {spot: at for spot, at in held.items() if spot in mine}
            self._reader.hold(kept | {spot: stored.get(spot, 0) for spot in sorted(fresh)})
