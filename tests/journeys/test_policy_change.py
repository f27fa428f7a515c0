"""R517, D28: a policy that changes while cases are open moves what has not passed, and no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from services.cli import questions
from shared.dates import parse_time
from shared.policy.shelf import VERSIONS, pin
from shared.settings import Settings
from tests.support.house import home_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.journey

FILES = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\n"
    "O1,2026-09-25T09:00,A,1,10.00\nO2,2026-09-27T09:00,A,1,10.00\n",
    "parcels": "waybill,kind,order_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,SF,2026-09-25T12:00,8.00\nW2,outbound,O2,SF,2026-09-27T12:00,8.00\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish\n"
    "K1,2026-09-26T12:00,O1,A,1,stalled_tracking,reship\n"
    "K2,2026-09-28T12:00,O2,A,1,stalled_tracking,reship\n",
}
"""Silent since dispatch: asked after 48 h, lost 72 h later: on the 30th at noon, on 2 October."""

HOLIDAY = """
[[overlay]]
name = "national-day"
en = "National Day"
zh = "国庆"
starts = 2026-10-01T00:00:00+08:00
ends = 2026-10-08T00:00:00+08:00
limits = { courier_answer_hours = 168 }
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    files = tmp_path / "files"
    files.mkdir()
    for name, text in FILES.items():
        (files / f"{name}.csv").write_text(text, encoding="utf-8")
    yield tmp_path
    pin(None)


def losses(folder: Path, *, until: str) -> dict[str, str]:
    """Case → when its goods were charged to the courier, once business time is there."""
    policies = folder / "policies"
    settings = Settings(home=folder / "home", policy_folder=policies if policies.is_dir() else None)
    with home_of(settings) as house:
        house.bring(folder / "files", parse_time(until))
        ledgers: list[dict[str, Any]] = house.books.ask(questions.courier_ledgers())
    lines = [line for ledger in ledgers for line in ledger["lines"]]
    return {line["case"]: line["certain_at"] for line in lines if line["cost"] == "goods"}


def announce(folder: Path, overlay: str) -> None:
    (folder / "policies").mkdir()
    text = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
    (folder / "policies" / "2026-01.toml").write_text(text + overlay, encoding="utf-8")


def test_r517_without_an_overlay_the_courier_has_its_three_days(folder: Path) -> None:
    assert losses(folder, until="2026-10-10") == {
        "K1": "2026-09-30T12:00:00+08:00",
        "K2": "2026-10-02T12:00:00+08:00",
    }


@pytest.mark.parametrize("announced", ["09-29T00:00", "10-01T12:00"])
def test_r517_an_overlay_announced_midway_moves_what_has_not_passed(
    folder: Path, announced: str
) -> None:
    losses(folder, until=f"2026-{announced}")
    announce(folder, HOLIDAY)

    assert losses(folder, until="2026-10-02T12:00").keys() == {"K1"}
    assert losses(folder, until="2026-10-10") == {
        "K1": "2026-09-30T12:00:00+08:00",
        "K2": "2026-10-06T12:00:00+08:00",
    }


def test_r517_what_had_passed_when_the_overlay_came_stays(folder: Path) -> None:
    before = losses(folder, until="2026-10-02T12:00")
    announce(folder, HOLIDAY)

    assert losses(folder, until="2026-10-10") == before


PROMOTION = """
[[overlay]]
name = "singles-day"
en = "Singles' Day"
zh = "双十一"
starts = 2026-09-26T00:00:00+08:00
ends = 2026-09-27T00:00:00+08:00
limits = { refund_tables = ["09:00", "13:00"] }
"""
CANCELLED = {
    "orders": "order_no,purchased_at,sku,quantity,unit_price\n"
    "O3,2026-09-25T09:00,A,1,10.00\nO4,2026-09-25T09:00,A,1,20.00\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,confirmed_at\n"
    "K3,2026-09-25T17:00,O3,A,1,change_of_mind,refund,2026-09-25T17:00\n"
    "K4,2026-09-25T15:00,O4,A,1,change_of_mind,refund,2026-09-25T15:00\n",
}


def tables(folder: Path, *, until: str) -> dict[str, str]:
    """Case → the refund table that paid it."""
    policies = folder / "policies"
    settings = Settings(home=folder / "home", policy_folder=policies if policies.is_dir() else None)
    with home_of(settings) as house:
        house.bring(folder / "cancelled", parse_time(until))
        printed: list[dict[str, Any]] = house.books.ask(questions.refunds())
    return {line["case"]: table["table_at"] for table in printed for line in table["lines"]}


@pytest.fixture
def cancelled(folder: Path) -> Path:
    (folder / "cancelled").mkdir()
    for name, text in CANCELLED.items():
        (folder / "cancelled" / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("announced", [None, "2026-09-25T18:00"])
def test_r517_a_refund_that_waits_is_paid_at_the_tables_held_now(
    cancelled: Path, announced: str | None
) -> None:
    if announced:
        assert tables(cancelled, until=announced) == {"K4": "2026-09-25T16:30:00+08:00"}
    announce(cancelled, PROMOTION)

    assert tables(cancelled, until="2026-09-28") == {
        "K3": "2026-09-26T09:00:00+08:00",
        "K4": "2026-09-25T16:30:00+08:00",
    }
