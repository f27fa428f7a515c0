"""A house behind a gateway: what an import and the ledgers need of it, over HTTP."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from time import sleep
from typing import TYPE_CHECKING, Any, Self

from services.cli.gateway_client import GatewayClient
from services.cli.house import SERVICES
from shared.dates import SHANGHAI, print_time
from shared.errors import RuleViolation, Unavailable
from shared.http.codec import encode
from shared.store.service import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from services.cli.books import Question
    from services.cli.importing.party import Due
    from shared.store.hands import Hands

MOST_COMMANDS = 2_000
MOST_NAMES = 10_000
LOOK_SECONDS = 0.01
LONGEST_LOOK = 0.05
MOST_LOOKS = 6_000


class RefusedThere(RuleViolation):
    """A refusal as the service told it."""

    def __init__(self, code: str, reason: str, column: str | None) -> None:
        super().__init__(reason)
        self._code = code
        self.column = column

    @property
    def code(self) -> str:
        """The refusal's name in kebab case."""
        return self._code


class GatewayHouse:
    """The in-process house's twin: the same answers, by way of the gateway."""

    def __init__(self, client: GatewayClient | str) -> None:
        self._client = GatewayClient(client) if isinstance(client, str) else client
        self._together = ThreadPoolExecutor(len(SERVICES), "gateway")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._together.shutdown()
        self._client.close()

    # What an import asks.

    def handle_each(self, service: str, commands: Sequence[Any]) -> list[Outcome]:
        """Carry out commands of one service in order; one refusal stops no other."""
        outcomes: list[Outcome] = []
        for page in _pages(commands, MOST_COMMANDS):
            answer = self._client.post(service, "/commands", [encode(one) for one in page])
            outcomes += [_outcome(told) for told in answer]
        return outcomes

    def drain(self) -> int:
        """Wait until nothing is behind, twice in a row the same everywhere; how many looks it took.

        Counters only grow: what is equal in two rounds was so at one moment between them.
        """
        return self._settle("/progress", lambda stand: stand["behind"])

    def project(self) -> None:
        """Wait for the projections, too."""
        self.drain()
        self._settle("/projections", lambda behind: sum(behind.values()))

    def pass_time(self, until: datetime, hands: Hands | None = None) -> None:
        """Let business time reach a moment everywhere, with all that follows from it."""
        body: dict[str, Any] = {"until": print_time(until)}
        if hands is not None:
            body |= {"people": True, "person": hands.person}
        self.drain()
        while self._let_pass_once(body):
            self.drain()

    def _let_pass_once(self, body: dict[str, Any]) -> bool:
        """Refund tables come last: what others' deadlines make ready at a moment, it still pays."""

        def woken(service: str) -> int:
            return int(self._client.post(service, "/clock", body)["woken"])

        others = [service for service in SERVICES if service != "finance"]
        return sum(self._together.map(woken, others)) > 0 or woken("finance") > 0

    def reached(self) -> datetime | None:
        """How far business time has got everywhere."""
        moments = self._everywhere(lambda s: self._client.get(s, "/clock")["reached"])
        return None if None in moments else min(map(_moment, moments))

    def next_moment(self, after: datetime) -> datetime:
        """The next refund table, which finance knows."""
        return _moment(self._client.get("finance", "/tables/next", after=print_time(after))["at"])

    def due(self, until: datetime) -> list[Due]:
        """Deadlines up to a moment; finance's are refund tables, moments of their own."""
        found: list[Due] = []
        for service in SERVICES:
            if service != "finance":
                waiting = self._client.get(service, "/deadlines", until=print_time(until))
                found += [
                    (_moment(one["at"]), service, one["aggregate_id"], one["order_no"])
                    for one in waiting
                ]
        return sorted(found, key=lambda due: due[:3])

    def known(self, service: str, aggregate_ids: Sequence[str]) -> set[str]:
        """Which of these aggregates a service keeps."""
        pages = _pages(aggregate_ids, MOST_NAMES)
        return {one for page in pages for one in self._client.post(service, "/known", list(page))}

    def order_of(self, service: str, aggregate_ids: Sequence[str]) -> dict[str, str]:
        """The order that each of these aggregates belongs to."""
        found: dict[str, str] = {}
        for page in _pages(aggregate_ids, MOST_NAMES):
            found |= self._client.post(service, "/order-of", list(page))
        return found

    # What is read from projections.

    def ask(self, question: Question) -> Any:
        """The answer of the service that keeps the projection."""
        return self._client.get(question.projection.service, question.path, **question.asked)

    # Files.

    @property
    def client(self) -> GatewayClient:
        """For what only one kind of command sends: files."""
        return self._client

    def _settle(self, path: str, unsettled: Callable[[dict[str, Any]], int]) -> int:
        before: list[Any] = []
        pause = LOOK_SECONDS
        for look in range(MOST_LOOKS):
            stands = self._everywhere(lambda s: self._client.get(s, path))
            if any(map(unsettled, stands)):
                before = []
                sleep(pause)
                pause = min(pause * 1.5, LONGEST_LOOK)
            elif stands == before:
                return look
            else:
                before = stands
        raise Unavailable("the house does not come to rest: does every service's worker run?")

    def _everywhere(self, ask: Callable[[str], Any]) -> list[Any]:
        return list(self._together.map(ask, SERVICES))


def _outcome(told: dict[str, Any]) -> Outcome:
    refused = told["refused"]
    return Outcome(
        changed=told["changed"], refused=RefusedThere(**refused) if refused is not None else None
    )


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(SHANGHAI)


def _pages(things: Sequence[Any], size: int) -> list[Sequence[Any]]:
    return [things[start : start + size] for start in range(0, len(things), size)]
