"""Running accounts behind a gateway print what they print at home (R503, R512)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli.balances import balances
from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.importing.run import import_folder
from shared.dates import parse_time
from tests.http.serving import Forwarding, served
from tests.projections.test_balances import FILES
from tests.support.house import home

if TYPE_CHECKING:
    from pathlib import Path

    from services.cli.importing.party import ImportHouse

pytestmark = pytest.mark.journey


def printed(house: ImportHouse, folder: Path) -> list[Any]:
    import_folder(folder, house, parse_time("2026-12-01"))
    house.project()
    as_of = parse_time("2026-10-31T23:59:59")
    return [
        house.ask(balances(party, asked))
        for party in ("dealer", "staff")
        for asked in ((None, None, None), ("2026-10", as_of, None))
    ]


def test_behind_a_gateway_the_same_is_printed(tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    with home(tmp_path / "here") as here:
        expected = printed(here.house, tmp_path)
    with served(tmp_path / "there", loops=True) as caller:
        transport = Forwarding(caller.client)
        with GatewayHouse(GatewayClient("http://gateway", transport)) as there:
            assert printed(there, tmp_path) == expected
    assert [len(rows) for rows in expected] == [3, 0, 2, 1]
