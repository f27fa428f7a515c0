"""What an import needs of the house it imports into, in one process or behind a gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from services.cli.books import Question
    from shared.store.hands import Hands
    from shared.store.service import Outcome

Due = tuple["datetime", str, str, "str | None"]
"""(deadline, service, aggregate id, its order)."""


class ImportHouse(Protocol):
    """All services together, as far as an import deals with them."""

    def handle_each(self, service: str, commands: Sequence[Any]) -> list[Outcome]:
        """Carry out commands of one service in order; one refusal stops no other."""

    def drain(self) -> int:
        """Let everything said so far be heard and answered everywhere."""

    def pass_time(self, until: datetime, hands: Hands | None = None) -> None:
        """Let business time reach a moment everywhere; in ``hands`` of people, or as an import."""

    def reached(self) -> datetime | None:
        """How far business time has got; null before anything happened."""

    def next_moment(self, after: datetime) -> datetime:
        """The next moment of global meaning after one: a refund table."""

    def due(self, until: datetime) -> list[Due]:
        """Deadlines up to a moment that may make others act, earliest first."""

    def known(self, service: str, aggregate_ids: Sequence[str]) -> set[str]:
        """Which of these aggregates a service keeps."""

    def order_of(self, service: str, aggregate_ids: Sequence[str]) -> dict[str, str]:
        """The order that each of these aggregates belongs to."""

    def project(self) -> None:
        """Let the projections catch up."""

    def ask(self, question: Question) -> Any:
        """What a projection answers."""
