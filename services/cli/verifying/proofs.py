"""Where the equalities are proved: in this process, or by the services behind a gateway."""

from __future__ import annotations

from contextlib import ExitStack
from importlib import import_module
from typing import TYPE_CHECKING

from services.cli.books import LocalBooks, Projectors
from services.cli.composition import settings
from services.cli.house import SERVICES
from services.cli.verifying.across import across
from services.finance.audit import CHECKS
from shared.audit.verification import verified
from shared.contracts.registry import TOPICS

if TYPE_CHECKING:
    from services.cli.books import Printed
    from services.cli.gateway import GatewayHouse
    from shared.settings import Settings


def proofs() -> list[Printed]:
    """Every equality of every service, then those between services."""
    chosen = settings()
    if not chosen.gateway:
        return here(chosen)
    from services.cli.gateway import GatewayHouse  # noqa: PLC0415  # late: the HTTP client

    with GatewayHouse(chosen.gateway) as house:
        return there(house)


def here(chosen: Settings) -> list[Printed]:
    """All services in this process, after their tables have taken what is on the log."""
    from shared.bus.connect import connect  # noqa: PLC0415  # late: the Kafka client
    from shared.policy.shelf import pin  # noqa: PLC0415  # with it

    pin(chosen.policy, chosen.policy_folder)
    with ExitStack() as stack:
        bus = connect(chosen.bus, chosen.home)
        stack.callback(bus.close)
        bus.create_topics(TOPICS)
        projectors = Projectors(chosen, bus)
        stack.callback(projectors.close)
        projectors.project()
        found: list[Printed] = []
        for service in SERVICES:
            part = import_module(f"services.{service}.bootstrap").part(chosen, bus)
            try:
                own = CHECKS if service == "finance" else ()
                found += [one.printed() for one in verified(part, own)]
            finally:
                part.close()
        return [*found, *across(LocalBooks(projectors))]


def there(house: GatewayHouse) -> list[Printed]:
    """Each service proves its own, when the house has come to rest."""
    house.project()
    told = [house.client.get_at_length(service, "/verification") for service in SERVICES]
    return [*(one for of in told for one in of), *across(house)]
