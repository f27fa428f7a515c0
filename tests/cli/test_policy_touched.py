"""R517: whose cases a promotion touches, so that they can be told of the changed limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.gateway import GatewayHouse
from services.cli.gateway_client import GatewayClient
from services.cli.main import app
from services.cli.policy.touched import touched
from shared.dates import parse_time
from shared.errors import NotKnown
from shared.policy.shelf import VERSIONS, pin
from tests.http.serving import Forwarding, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = {
    "orders": "order_no,purchased_at,customer_id,sku,quantity,unit_price\n"
    "O1,2026-10-31T09:00,C1,A,2,10.00\nO2,2026-10-20T09:00,C2,A,2,10.00\n"
    "O3,2026-10-20T09:00,C3,A,2,10.00\nO4,2026-10-29T09:00,C4,A,2,10.00\n",
    "parcels": "waybill,kind,order_no,courier,shipped_at,freight\n"
    "W2,outbound,O2,SF,2026-10-20T18:00,8.00\nW3,outbound,O3,SF,2026-10-20T18:00,8.00\n",
    "scans": "waybill,at,status\nW2,2026-10-22T09:00,signed\nW3,2026-10-22T09:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,resellable,complete\n"
    "K1,2026-10-31T10:00,O1,A,1,out_of_stock,,\n"
    "K2,2026-11-01T10:00,O2,A,1,change_of_mind,1,1\n"
    "K3,2026-10-31T10:00,O3,A,1,change_of_mind,1,1\n"
    "K4,2026-10-29T10:00,O4,A,1,out_of_stock,,\n",
}
PROMOTION = """
[[overlay]]
name = "singles-day"
en = "Singles' Day"
zh = "双十一"
starts = 2026-11-01T00:00:00+08:00
ends = 2026-11-12T00:00:00+08:00
limits = { contact_hours = 72, return_days = 15 }
"""
MOVED = ("K1", "C1", "contact", "2026-11-01T10:00:00+08:00", "2026-11-03T10:00:00+08:00")
AT = "2026-11-01T12:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("touched")
    (folder / "policies").mkdir()
    text = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8") + PROMOTION
    (folder / "policies" / "2026-01.toml").write_text(text, encoding="utf-8")
    for name, rows in FILES.items():
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("RECOURSE_HOME", str(folder / "home"))
        environment.setenv("RECOURSE_POLICY_FOLDER", str(folder / "policies"))
        assert run("import", str(folder), "--until", AT).exit_code == 0
        yield folder
    pin(None)


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def told(lines: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    columns = ("case", "customer_id", "touched", "before", "after")
    return [tuple(line[name] for name in columns) for line in lines]


@pytest.mark.usefixtures("folder")
def test_r517_who_is_to_be_told_of_a_promotion() -> None:
    lines = told(json.loads(run("policy", "touched", "singles-day", "--format", "json").stdout))

    assert lines[0] == MOVED
    assert ("K2", "C2", "verdict", "rejected", "approved") in lines
    assert {case for case, *_ in lines} == {"K1", "K2"}


@pytest.mark.usefixtures("folder")
def test_a_reader_sees_moments_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECOURSE_LANG", "zh")

    shown = run("policy", "touched", "singles-day").stdout

    assert "受影响的售后单" in shown
    assert "2026-11-03 10:00" in shown


@pytest.mark.usefixtures("folder")
def test_an_unknown_overlay_is_refused() -> None:
    assert isinstance(run("policy", "touched", "spring").exception, NotKnown)


def test_the_same_through_a_gateway(folder: Path) -> None:
    with served(folder / "home") as house:
        client = GatewayClient("http://gateway", transport=Forwarding(house.client))
        with GatewayHouse(client) as there:
            assert told(touched(there, "singles-day", parse_time(AT)))[0] == MOVED
