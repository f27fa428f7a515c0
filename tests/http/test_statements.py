"""A courier's month over HTTP: four media types, of the same bytes as the command line's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.statement import question
from services.finance.issuing import Wanted
from services.finance.statements.forms import FORMS
from services.finance.statements.statement import statement
from tests.http.serving import ORDER, PARCEL, Caller, Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATH = "/finance/v1/statements/courier/SF/2026-09"


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
def caller(gateway: tuple[Caller, GatewayHouse]) -> Caller:
    return gateway[0]


def test_a_statement_is_json_unless_another_form_is_asked_for(caller: Caller) -> None:
    printed = caller.get(PATH).json()

    assert (printed["courier"], printed["net"], printed["issue"]) == ("SF", "12.00", None)
    assert [line["waybill"] for line in printed["lines"]] == ["W1"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_has_its_media_type_and_the_bytes_of_the_json(caller: Caller, form: str) -> None:
    answer = caller.get(PATH, format=form)

    assert answer.headers["content-type"] == FORMS[form].media_type
    assert answer.headers["content-disposition"].endswith(f"SF-2026-09.{form}")
    assert answer.content == FORMS[form].written(statement("courier", caller.get(PATH).json()))


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/finance/v1/statements/courier/XX/2026-09", 404),
        ("/finance/v1/statements/courier/SF/2026-08", 404),
        ("/finance/v1/statements/dealer/D1/2026-09", 404),
        ("/finance/v1/statements/courier/SF/2026-13", 422),
        ("/finance/v1/statements/customer/SF/2026-09", 422),
        (f"{PATH}?revision=1", 404),
        (f"{PATH}?format=docx", 422),
    ],
)
def test_what_is_not_there_or_no_statement_is_told(caller: Caller, path: str, status: int) -> None:
    assert caller.client.get(path).status_code == status


def test_the_command_line_reads_the_same_statement_through_the_gateway(
    gateway: tuple[Caller, GatewayHouse],
) -> None:
    caller, house = gateway

    asked = house.ask(question(Wanted("courier", "SF", "2026-09")))

    assert asked == caller.get(PATH).json()
