"""A house behind a gateway: asked again with the same key while away, the same books in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx
import pytest

from services.cli import questions
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from services.cli.journal import trial_balance
from services.cli.verifying import proofs
from services.intake.commands import DecideLiability
from shared.dates import SHANGHAI, parse_time
from shared.errors import BadInput, NotKnown, Unavailable
from tests.http.serving import Forwarding, served
from tests.support.house import home
from tests.support.stories import STORIES, moment

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NOON = parse_time("2026-09-01T12:00:00").astimezone(SHANGHAI)


def client(answer: Callable[[httpx.Request], httpx.Response], patience: float = 5) -> GatewayClient:
    return GatewayClient("http://gateway", httpx.MockTransport(answer), patience)


def test_a_command_is_repeated_with_its_key() -> None:
    keys = []

    def answer(request: httpx.Request) -> httpx.Response:
        keys.append(request.headers["idempotency-key"])
        if len(keys) == 1:
            raise httpx.ReadError("the answer was lost")
        return httpx.Response(503) if len(keys) == 2 else httpx.Response(200, json=["order:R1"])

    asked = client(answer)

    assert asked.post("intake", "/known", ["order:R1"]) == ["order:R1"]
    assert asked.post("intake", "/known", ["order:R1"]) == ["order:R1"]
    assert len(set(keys[:3])) == 1
    assert keys[3] != keys[0]


def test_patience_ends() -> None:
    asked = client(lambda _: httpx.Response(503), patience=0)

    with pytest.raises(Unavailable, match="/finance/v1/clock"):
        asked.get("finance", "/clock")


@pytest.mark.parametrize(("status", "error"), [(404, NotKnown), (422, BadInput)])
def test_a_problem_is_raised_again(status: int, error: type[Exception]) -> None:
    problem = {"type": "urn:…", "title": "No.", "status": status, "detail": "case 7"}
    asked = client(lambda _: httpx.Response(status, json=problem))

    with pytest.raises(error, match="case 7"):
        asked.get("intake", "/cases/7")


def test_a_refusal_keeps_code_and_column() -> None:
    refused = {"code": "verdict-differs", "reason": "reason differs", "column": "reason"}
    told = [{"changed": False, "refused": refused}]
    asked = client(lambda _: httpx.Response(200, json=told))
    with GatewayHouse(asked) as house:
        (outcome,) = house.handle_each("intake", [DecideLiability("C1", NOON, "courier")])

    assert outcome.refused is not None
    assert (outcome.refused.code, str(outcome.refused)) == ("verdict-differs", "reason differs")
    assert getattr(outcome.refused, "column", None) == "reason"


def test_a_house_is_drained_when_two_looks_are_the_same() -> None:
    looks = {"intake": [1, 0, 0, 0], "finance": [0, 1, 0, 0]}
    stored = {"intake": [5, 5, 6, 6], "finance": [0, 1, 1, 1]}
    turn = dict.fromkeys(("intake", "logistics", "warehouse", "finance"), 0)

    def answer(request: httpx.Request) -> httpx.Response:
        service = request.url.path.split("/")[1]
        look = min(turn[service], 3)
        turn[service] += 1
        behind, known = looks.get(service, [0] * 4)[look], stored.get(service, [0] * 4)[look]
        return httpx.Response(200, json={"behind": behind, "stored": known})

    with GatewayHouse(client(answer)) as house:
        house.drain()

    assert set(turn.values()) == {4}  # Behind, behind, at rest, the same again.


@pytest.mark.journey
def test_an_import_through_the_gateway_gives_the_same_books(tmp_path: Path) -> None:
    story = STORIES[0]
    story.write(tmp_path / "files")
    until = parse_time(moment(story.until)) if story.until else None
    with home(tmp_path / "here") as here:
        here.bring(tmp_path / "files", until)
        expected = here.printed() | {
            "records": here.books.ask(questions.case_records(None)),
            "balance": here.books.ask(trial_balance()),
        }
    with served(tmp_path / "there", loops=True) as caller:
        transport = Forwarding(caller.client)
        with GatewayHouse(GatewayClient("http://gateway", transport)) as there:
            report = import_folder(tmp_path / "files", there, until)
            again = import_folder(tmp_path / "files", there, until)
            printed = {
                "courier": there.ask(questions.courier_ledgers()),
                "warehouse": there.ask(questions.account_ledgers("warehouse")),
                "dealer": there.ask(questions.account_ledgers("dealer")),
                "staff": there.ask(questions.account_ledgers("staff")),
                "refunds": there.ask(questions.refunds()),
                "records": there.ask(questions.case_records(None)),
                "balance": there.ask(trial_balance()),
            }

            proved = proofs.there(there)

    assert report.errors == []
    assert [one for one in proved if not one["holds"]] == []
    assert {"journal", "courier_ledger", "case_file", "logistics.events"} <= {
        one["of"] for one in proved
    }
    assert (again.new, again.unchanged) == (0, report.rows)
    assert printed == expected
