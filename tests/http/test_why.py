"""The way back from an entry, through the services' own addresses and a gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli import questions
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.why.asking import BOOKS, EntryNotKnown, asked
from services.cli.why.tracing import traced
from tests.http.serving import ORDER, PARCEL, Caller, Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from services.cli.books import Printed


@pytest.fixture(scope="module")
def gateway(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Caller, GatewayHouse]]:
    """A house that has shipped one parcel by SF, and the way to it through a gateway."""
    folder: Path = tmp_path_factory.mktemp("house")
    with served(folder, loops=True) as caller:
        assert caller.post("/intake/v1/orders", ORDER).status_code == 200
        assert caller.post("/logistics/v1/parcels", PARCEL).status_code == 200
        client = GatewayClient("http://gateway", Forwarding(caller.client))
        with GatewayHouse(client) as house:
            house.project()
            yield caller, house


@pytest.fixture
def line(gateway: tuple[Caller, GatewayHouse]) -> Printed:
    """The freight on SF's account."""
    (month,) = gateway[1].ask(questions.courier_ledgers())
    found: Printed = month["lines"][0]
    return found


def test_an_entry_leads_to_its_parcel_through_the_gateway(
    gateway: tuple[Caller, GatewayHouse], line: Printed
) -> None:
    told = traced(line["entry"], asked(gateway[1], line["entry"]))

    assert told["books"][0]["line"] == line
    assert [event["type"] for event in told["events"]] == ["OrderRegistered", "ParcelShipped"]
    assert told["amount_from"][0]["told"]["freight"] == "12.00"


@pytest.mark.parametrize("book", BOOKS)
def test_each_book_answers_by_number(
    gateway: tuple[Caller, GatewayHouse], line: Printed, book: str
) -> None:
    service = "warehouse" if book == "warehouse" else "finance"
    answer = gateway[0].get(f"/{service}/v1/entries/{book}/{line['event_id']}")

    assert answer.status_code == 200
    assert len(answer.json()) == (1 if book in {"courier", "journal"} else 0)


def test_a_history_tells_causes(gateway: tuple[Caller, GatewayHouse]) -> None:
    told = gateway[0].get("/intake/v1/history", order_no="R1").json()

    assert [event["type"] for event in told["events"]] == ["OrderRegistered", "ParcelShipped"]
    assert {event["correlation"] for event in told["events"]} == {"R1"}


def test_a_number_of_nothing_is_not_known(gateway: tuple[Caller, GatewayHouse]) -> None:
    with pytest.raises(EntryNotKnown):
        asked(gateway[1], "nothing")
