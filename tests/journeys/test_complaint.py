"""A complaint from receipt to corrective action, through intake and warehouse (R513)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.cli import questions
from services.cli.acting import act
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.intake.complaint_commands import ReceiveComplaint
from services.warehouse.commands import IsolateSuspectStock, ReleaseSuspectStock
from tests.http.serving import Forwarding, served
from tests.intake.complaining import (
    CHECKED,
    HOUR,
    NO,
    closed,
    finished,
    planned,
    received,
    verified,
)
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.party import ImportHouse

pytestmark = pytest.mark.journey

ISOLATED = IsolateSuspectStock("MILK", CHECKED + HOUR, 30, "周强", "B1", "B3")
SCRAPPED = ReleaseSuspectStock("MILK", CHECKED + 9 * HOUR, 10, "scrap", "胀包", "周强", "B1")
RESTOCKED = ReleaseSuspectStock("MILK", CHECKED + 9 * HOUR, 15, "restock", "完好", "周强", "B1")


def lead(house: ImportHouse) -> None:
    """What two people do, one after the other."""
    form: ReceiveComplaint = received()
    assert act(house, "intake", form)
    assert act(house, "intake", verified())
    (suspected,) = asked(house)
    assert (suspected["complaints"], suspected["held"]) == ([NO], 0)
    for row in (ISOLATED, SCRAPPED, RESTOCKED):
        assert act(house, "warehouse", row)
    for step in (planned(), finished(), closed()):
        assert act(house, "intake", step)
    assert not act(house, "intake", form)


def asked(house: ImportHouse) -> list[dict[str, object]]:
    """The suspect stock, once everybody has heard everything."""
    house.project()
    found: list[dict[str, object]] = house.ask(questions.suspect_stock())
    return found


def test_r513_from_receipt_to_corrective_action(tmp_path: Path) -> None:
    with home(tmp_path) as here:
        lead(here.house)
        (stock,) = asked(here.house)
        (complaint,) = here.house.ask(questions.complaints())

    assert (stock["isolated"], stock["scrap"], stock["restock"], stock["held"]) == (30, 10, 15, 5)
    assert (complaint["status"], complaint["outcome"]) == ("closed", "corrected")


def test_r513_behind_a_gateway_the_same_is_printed(tmp_path: Path) -> None:
    with home(tmp_path / "here") as here:
        lead(here.house)
        expected = (asked(here.house), here.house.ask(questions.complaint(NO)))
    with served(tmp_path / "there", loops=True) as caller:
        transport = Forwarding(caller.client)
        with GatewayHouse(GatewayClient("http://gateway", transport)) as there:
            lead(there)
            assert (asked(there), there.ask(questions.complaint(NO))) == expected
