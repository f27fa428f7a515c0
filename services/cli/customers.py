"""Where ``recourse customer`` asks: intake in this process, or the one behind a gateway."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from services.cli.composition import local_house, settings
from services.intake.commands import ForgetCustomer, LookAtCustomer
from shared.dates import now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.gateway_client import GatewayClient
    from services.intake.application import Intake

Printed = dict[str, Any]


class Customers(Protocol):
    """Customers' data and who saw them (R516)."""

    def look(self, number: str, person: str, reason: str) -> Printed:
        """Record a look, then show name, phone and address."""

    def looks(self, number: str) -> list[Printed]:
        """Who looked, when and why."""

    def forget(self, whose: dict[str, str | None], person: str, reason: str) -> Printed:
        """Destroy the key of a ``customer_id`` or of an ``order_no``."""


class LocalCustomers:
    """Intake in this process. A person acts now, whatever the business time."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake

    def look(self, number: str, person: str, reason: str) -> Printed:
        """Record a look, then show name, phone and address."""
        return dict(self._intake.look(LookAtCustomer(number, now(), person, reason)))

    def looks(self, number: str) -> list[Printed]:
        """Who looked, when and why."""
        return self._intake.looks(number)

    def forget(self, whose: dict[str, str | None], person: str, reason: str) -> Printed:
        """Destroy a key."""
        changed = self._intake.forget(ForgetCustomer(now(), person, reason, **whose))
        return {**whose, "changed": changed}


class RemoteCustomers:
    """The intake behind a gateway."""

    def __init__(self, client: GatewayClient) -> None:
        self._client = client

    def look(self, number: str, person: str, reason: str) -> Printed:
        """Record a look, then show name, phone and address."""
        asked = {"number": number, "person": person, "reason": reason}
        seen: Printed = self._client.post("intake", "/looks", asked)
        return seen

    def looks(self, number: str) -> list[Printed]:
        """Who looked, when and why."""
        told: list[Printed] = self._client.get("intake", "/looks", number=number)
        return told

    def forget(self, whose: dict[str, str | None], person: str, reason: str) -> Printed:
        """Destroy a key."""
        asked = {**whose, "person": person, "reason": reason}
        done: Printed = self._client.post("intake", "/customers/forgotten", asked)
        return done


@contextmanager
def open_customers() -> Iterator[Customers]:
    """The customers of the house that the settings name."""
    chosen = settings()
    if chosen.gateway:
        from services.cli.gateway_client import GatewayClient  # noqa: PLC0415  # late: HTTP client

        client = GatewayClient(chosen.gateway)
        try:
            yield RemoteCustomers(client)
        finally:
            client.close()
        return
    with local_house() as house:
        intake: Any = house.members["intake"].service
        yield LocalCustomers(intake)
