"""Files of evidence, brought to and taken from this house's archives or a gateway's."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from eventsourcing.application import AggregateNotFoundError

from services.cli.acting import act
from services.cli.composition import local_house, settings
from services.intake.domain.evidence_events import EvidenceAttached
from services.warehouse.domain.inspection_photos import InspectionPhotoAttached
from shared.dates import print_time
from shared.errors import NotKnown
from shared.evidence.connect import open_archive
from shared.evidence.soundness import Soundness, soundness

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from services.cli.evidence_places import Place, Told
    from services.cli.gateway import GatewayHouse
    from services.cli.house import House
    from services.cli.importing.party import ImportHouse
    from shared.evidence.acceptance import Brought
    from shared.evidence.archive import EvidenceArchive
    from shared.evidence.look import Look
    from shared.settings import Settings

TOPICS = {"intake": EvidenceAttached.TOPIC, "warehouse": InspectionPhotoAttached.TOPIC}
"""A service that keeps files → the event that names one."""


class EvidenceDesk(Protocol):
    """What may be done with files, wherever the house is."""

    @property
    def house(self) -> ImportHouse:
        """The house, for its business time."""

    def attach(self, place: Place, at: datetime, brought: Brought, told: Told) -> bool:
        """Keep a file and attach it; whether anything changed. Everybody has heard of it then."""

    def listed(self, place: Place) -> list[dict[str, Any]]:
        """What is attached."""

    def content(self, place: Place, look: Look) -> bytes:
        """A file; the look is recorded."""

    def soundness(self) -> dict[str, Soundness]:
        """Every kept file hashed anew, by service."""


@contextmanager
def evidence_desk() -> Iterator[EvidenceDesk]:
    """The desk of the house that the settings name."""
    chosen = settings()
    if chosen.gateway:
        from services.cli.gateway import GatewayHouse  # noqa: PLC0415  # late: needs the HTTP client

        with GatewayHouse(chosen.gateway) as remote:
            yield RemoteDesk(remote)
        return
    with local_house() as house:
        yield LocalDesk(house, chosen)


class LocalDesk:
    """Straight to the services of this process."""

    def __init__(self, house: House, chosen: Settings) -> None:
        self.house = house
        self._chosen = chosen

    def attach(self, place: Place, at: datetime, brought: Brought, told: Told) -> bool:
        """Keep a file, then attach it: an event never names a file that is not kept."""
        self._found(place)
        self._archive(place.service).keep(brought)
        return act(self.house, place.service, place.attaching(at, brought.file, told))

    def listed(self, place: Place) -> list[dict[str, Any]]:
        """What is attached."""
        return place.listed(self._found(place))

    def content(self, place: Place, look: Look) -> bytes:
        """A file; the look is recorded."""
        if all(one["sha256"] != look.sha256 for one in self.listed(place)):
            raise NotKnown(f"{place.aggregate_id} has no file {look.sha256}")
        found = self._archive(place.service).content(look.sha256)
        act(self.house, place.service, place.looking(look))
        return found

    def soundness(self) -> dict[str, Soundness]:
        """Every kept file hashed anew, by service."""
        members = self.house.members
        return {
            name: soundness(members[name].service, topic, self._archive(name))
            for name, topic in TOPICS.items()
        }

    def _archive(self, service: str) -> EvidenceArchive:
        return open_archive(self._chosen.store_of(service), service, self._chosen.home)

    def _found(self, place: Place) -> Any:
        try:
            return self.house.members[place.service].service.repository.get(place.aggregate_id)
        except AggregateNotFoundError:
            raise NotKnown(f"{place.aggregate_id.replace(':', ' ')} is not known") from None


class RemoteDesk:
    """By way of the gateway."""

    def __init__(self, house: GatewayHouse) -> None:
        self.house = house

    def attach(self, place: Place, at: datetime, brought: Brought, told: Told) -> bool:
        """Send a file and wait until everybody has heard of it."""
        about = {"name": brought.file.name, "at": print_time(at), **told}
        answer = self.house.client.bring(place.service, place.path, brought.content, **about)
        self.house.drain()
        return bool(answer["changed"])

    def listed(self, place: Place) -> list[dict[str, Any]]:
        """What is attached."""
        found: list[dict[str, Any]] = self.house.client.get(place.service, place.path)
        return found

    def content(self, place: Place, look: Look) -> bytes:
        """A file; the look is recorded there."""
        about = {"person": look.person, "reason": look.reason, "at": print_time(look.at)}
        path = f"{place.path}/{look.sha256}"
        return self.house.client.content(place.service, path, **about)

    def soundness(self) -> dict[str, Soundness]:
        """Every kept file hashed anew, by service."""
        told = {name: self.house.client.get(name, "/evidence/soundness") for name in TOPICS}
        return {
            name: Soundness(one["checked"], tuple(one["missing"]), tuple(one["altered"]))
            for name, one in told.items()
        }
