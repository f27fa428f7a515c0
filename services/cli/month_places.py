"""Months of the house in this process, or of one behind a gateway: asked and answered alike."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from services.cli.gateway import GatewayHouse
from services.cli.house import SERVICES, House
from services.finance.closing import PARKED, PROJECTIONS, TOPICS, UNHANDLED, Books
from services.finance.month_desk import MonthDesk
from shared.contracts.registry import TOPICS as EVERY_TOPIC
from shared.dates import print_time

if TYPE_CHECKING:
    from datetime import datetime

    from services.cli.importing.party import ImportHouse
    from services.finance.domain.month_drawn import Who

Answer = dict[str, Any]


class Months(Protocol):
    """What may be done to a month."""

    def check(self, period: str) -> Answer:
        """What stands in the way of closing it."""

    def hold(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Put it on hold."""

    def close(
        self, period: str, at: datetime | None, who: Who, *, override: bool = False
    ) -> Answer:
        """Close it."""

    def reopen(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Reopen it."""


def months_of(house: ImportHouse) -> Months:
    """The months of a house that has come to rest, its tables up to date."""
    house.drain()
    house.project()
    match house:
        case GatewayHouse():
            return MonthsThere(house)
        case House():
            return _here(house)
        case _:
            raise TypeError(f"{type(house).__name__} keeps no months")


def _here(house: House) -> MonthDesk:
    finance: Any = house.members["finance"].service
    storages = {one.name: house.tables(one) for one in PROJECTIONS}
    books = Books(storages, house.bus.ends(TOPICS), house.reached(), tuple(_troubles(house)))

    def handle(command: Any) -> bool:
        (outcome,) = house.handle_each("finance", [command])
        if outcome.refused is not None:
            raise outcome.refused
        house.drain()
        return outcome.changed

    return MonthDesk(books, finance.closing_book, handle)


def _troubles(house: House) -> list[str]:
    """Messages that a service has not handled, or parked."""
    ends = house.bus.ends(EVERY_TOPIC)
    found = [f"{UNHANDLED} {name}" for name, one in house.members.items() if one.behind(ends)]
    for name, member in house.members.items():
        found += [f"{PARKED} {name} {row['message_id']}" for row in member.service.parked()]
    return found


class MonthsThere:
    """Over HTTP; what the other services have not handled is told along."""

    def __init__(self, house: GatewayHouse) -> None:
        self._client = house.client

    def check(self, period: str) -> Answer:
        """What finance sees, and what the others have not handled."""
        answer: Answer = self._client.get("finance", f"/months/{period}/check")
        if answer["status"] != "closed":
            known = {(one["name"], one["about"]) for one in answer["blockers"]}
            for name, about in (trouble.split(" ", 1) for trouble in self._troubles()):
                if (name, about) not in known:
                    answer["blockers"].append({"name": name, "about": about})
        return answer

    def hold(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Put it on hold."""
        return self._post(period, "hold", at, who)

    def close(
        self, period: str, at: datetime | None, who: Who, *, override: bool = False
    ) -> Answer:
        """Close it."""
        return self._post(period, "close", at, who, override=override, told=self._troubles())

    def reopen(self, period: str, at: datetime | None, who: Who) -> Answer:
        """Reopen it."""
        return self._post(period, "reopen", at, who)

    def _post(self, period: str, verb: str, at: datetime | None, who: Who, **more: Any) -> Answer:
        body = {
            "person": who.person,
            "reason": who.reason,
            "at": print_time(at) if at else None,
            **more,
        }
        answer: Answer = self._client.post("finance", f"/months/{period}/{verb}", body)
        return answer

    def _troubles(self) -> list[str]:
        found = []
        for service in SERVICES:
            stand = self._client.get(service, "/progress")
            found += [f"{UNHANDLED} {service}"] if stand["behind"] else []
            found += [f"{PARKED} {service} {message}" for message in stand["parked"]]
        return found
