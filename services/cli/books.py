"""Where commands that only read take their answers: this house's projections, or a gateway's."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from services.cli.composition import settings
from services.finance.worker import PROJECTIONS as FINANCE
from services.intake.worker import PROJECTIONS as INTAKE
from services.logistics.worker import PROJECTIONS as LOGISTICS
from services.warehouse.worker import PROJECTIONS as WAREHOUSE
from shared.contracts.registry import TOPICS
from shared.policy.shelf import pin
from shared.projection.projector import Projector
from shared.projection.storage import open_storage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from shared.bus.interface import Bus
    from shared.projection.projection import Projection
    from shared.projection.storage import Storage
    from shared.settings import Settings

Printed = dict[str, Any]

PROJECTIONS = (*INTAKE, *LOGISTICS, *WAREHOUSE, *FINANCE)


@dataclass(frozen=True)
class Question:
    """Something that a projection's tables answer, here or behind a gateway (``path``, ``asked``).

    The path is the service's own (``/ledgers/courier``); what is asked goes along as it is printed,
    nulls left out.
    """

    projection: Projection
    path: str
    answer: Callable[[Storage], Any]
    asked: Mapping[str, str | None] = field(default_factory=dict)


class Books(Protocol):
    """What may be asked; every answer is interfaces.md's JSON."""

    def ask(self, question: Question) -> Any:
        """The answer; raises ``NotKnown`` where the question names something that is not."""


class Projectors:
    """The projections of the house, each opened when first wanted and fed in this process."""

    def __init__(self, chosen: Settings, bus: Bus) -> None:
        self._chosen = chosen
        self._bus = bus
        self._open: dict[tuple[str, str], tuple[Projector, Storage]] = {}

    def project(self) -> None:
        """Let all take everything that the log holds by now."""
        for projection in PROJECTIONS:
            self.caught_up(projection)

    def caught_up(self, projection: Projection) -> Storage:
        """A projection's tables, with everything that the log holds by now."""
        name = (projection.service, projection.name)
        if name not in self._open:
            self._open[name] = self._opened(projection)
        projector, storage = self._open[name]
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

    def ask(self, question: Question) -> Any:
        """The answer, with everything that the log holds by now."""
        return question.answer(self._projectors.caught_up(question.projection))


@contextmanager
def open_books() -> Iterator[Books]:
    """The books of the house that the settings name, with all that its log holds by now."""
    chosen = settings()
    pin(chosen.policy, chosen.policy_folder)
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
