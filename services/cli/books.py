"""Where commands that only read take their answers: this house's projections, or a gateway's."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from services.cli.composition import settings
from services.finance.projections import account_ledger, courier_ledger, refund_tables
from services.finance.projections.courier_months import CourierLedgers
from services.finance.projections.refund_tables import RefundTables
from services.finance.worker import PROJECTIONS as FINANCE
from services.intake.projections import case_file
from services.intake.projections.case_file import CaseFiles
from services.intake.worker import PROJECTIONS as INTAKE
from services.warehouse.projections import liability
from services.warehouse.worker import PROJECTIONS as WAREHOUSE
from shared.contracts.registry import TOPICS
from shared.projection.projector import Projector
from shared.projection.storage import open_storage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from shared.bus.interface import Bus
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from shared.settings import Settings

Printed = dict[str, Any]

PROJECTIONS = (*INTAKE, *WAREHOUSE, *FINANCE)
ACCOUNTS = {
    "warehouse": (liability.PROJECTION, liability.warehouse_liability),
    "dealer": (account_ledger.DEALERS, account_ledger.dealer_ledgers),
    "staff": (account_ledger.STAFF, account_ledger.staff_ledgers),
}


class Books(Protocol):
    """What may be asked; every answer is interfaces.md's JSON."""

    def courier_ledgers(
        self,
        courier: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """The couriers' months."""

    def account_ledgers(
        self,
        party: str,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """The months of ``warehouse``, ``dealer`` or ``staff``."""

    def refunds(self, first: date | None = None, last: date | None = None) -> list[Printed]:
        """The refund tables of some days."""

    def case(self, number: str) -> Printed:
        """One case; raises ``NotKnown``."""


class Projectors:
    """The projections of the house, each opened when first wanted and fed in this process."""

    def __init__(self, chosen: Settings, bus: Bus) -> None:
        self._chosen = chosen
        self._bus = bus
        self._open: dict[str, tuple[Projector, Storage]] = {}

    def project(self) -> None:
        """Let all take everything that the log holds by now."""
        for projection in PROJECTIONS:
            self.caught_up(projection)

    def caught_up(self, projection: Projection) -> Storage:
        """A projection's tables, with everything that the log holds by now."""
        if projection.name not in self._open:
            self._open[projection.name] = self._opened(projection)
        projector, storage = self._open[projection.name]
        projector.catch_up(self._bus.ends(projection.topics))
        return storage

    def close(self) -> None:
        """Let go of readers and tables."""
        for projector, storage in self._open.values():
            projector.close()
            storage.close()

    def _opened(self, projection: Projection) -> tuple[Projector, Storage]:
        service = projection.service
        storage = open_storage(projection, self._chosen.store_of(service), self._chosen.home)
        reader = self._bus.reader(f"{service}-{projection.name}", projection.topics, {})
        return Projector(projection, storage, reader), storage


class LocalBooks:
    """Answers from the tables of this house's projections."""

    def __init__(self, projectors: Projectors) -> None:
        self._projectors = projectors

    def courier_ledgers(
        self,
        courier: str | None = None,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """The couriers' months."""
        tables = self._projectors.caught_up(courier_ledger.PROJECTION)
        return CourierLedgers(tables).courier_ledgers(courier, period, as_of, known_at)

    def account_ledgers(
        self,
        party: str,
        period: str | None = None,
        as_of: datetime | None = None,
        known_at: datetime | None = None,
    ) -> list[Printed]:
        """The months of ``warehouse``, ``dealer`` or ``staff``."""
        projection, months_of = ACCOUNTS[party]
        tables = self._projectors.caught_up(projection)
        return months_of(tables).months(None, period, as_of, known_at)

    def refunds(self, first: date | None = None, last: date | None = None) -> list[Printed]:
        """The refund tables of some days."""
        tables = self._projectors.caught_up(refund_tables.PROJECTION)
        return RefundTables(tables).refunds(first, last)

    def case(self, number: str) -> Printed:
        """One case; raises ``NotKnown``."""
        return CaseFiles(self._projectors.caught_up(case_file.PROJECTION)).case(number)


@contextmanager
def open_books() -> Iterator[Books]:
    """The books of the house that the settings name, with all that its log holds by now."""
    chosen = settings()
    if chosen.gateway:
        from services.cli.gateway import GatewayHouse  # noqa: PLC0415  # late: the HTTP client

        with GatewayHouse(chosen.gateway) as remote:
            yield remote
        return
    from shared.bus.connect import connect  # noqa: PLC0415  # late: the Kafka client

    with ExitStack() as stack:
        bus = connect(chosen.bus, chosen.home)
        stack.callback(bus.close)
        bus.create_topics(TOPICS)
        projectors = Projectors(chosen, bus)
        stack.callback(projectors.close)
        yield LocalBooks(projectors)
