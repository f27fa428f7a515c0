"""Dealers' and agents' accounts run on from month to month (R503, R512, D13)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from services.cli.main import app
from shared.projection.balances import running
from shared.projection.reading import fen, yuan

if TYPE_CHECKING:
    from pathlib import Path

HEAD = ("opening", "charged", "taken_back", "closing")
MONTHS = ("2026-11", "2026-12", "2027-01", "2027-02")


def month(period: str, *amounts: int, dealer: str = "D1") -> dict[str, Any]:
    return {"dealer": dealer, "period": period, "lines": [{"amount": yuan(a)} for a in amounts]}


def rows(*months: dict[str, Any]) -> list[tuple[str, ...]]:
    found = running(months, "dealer", lambda period: f"status of {period}")
    return [(row["dealer"], row["period"], *(row[name] for name in HEAD)) for row in found]


def test_a_month_opens_on_what_the_one_before_left_also_where_nothing_happened() -> None:
    told = [
        month("2026-11", 1000, 500),
        month("2027-01", -1000, 250),
        month("2026-12", dealer="D2"),
    ]

    assert rows(*told) == [
        ("D1", "2026-11", "0.00", "15.00", "0.00", "15.00"),
        ("D1", "2026-12", "15.00", "0.00", "0.00", "15.00"),
        ("D1", "2027-01", "15.00", "2.50", "10.00", "7.50"),
        ("D2", "2026-12", "0.00", "0.00", "0.00", "0.00"),
    ]
    assert next(running(told, "dealer", str.upper))["status"] == "2026-11"


AMOUNTS = st.dictionaries(
    st.sampled_from(MONTHS), st.lists(st.integers(-9_999, 9_999), max_size=4), min_size=1
)


@settings(deadline=None)
@given(AMOUNTS)
def test_opening_and_movements_come_to_the_closing_across_months(
    amounts: dict[str, list[int]],
) -> None:
    told = rows(*(month(period, *of) for period, of in amounts.items()))

    before = 0
    for _, _, *cells in told:
        opening, charged, taken_back, closing = (int(fen(cell)) for cell in cells)
        assert (opening, closing) == (before, opening + charged - taken_back)
        before = closing
    assert before == sum(sum(of) for of in amounts.values())


FILES = {
    "orders": "order_no,purchased_at,dealer_id,sku,quantity,unit_price\n"
    "O1,2026-09-01T09:00,D1,A,1,10.00\n",
    "parcels": "waybill,kind,order_no,request_no,courier,shipped_at,freight\n"
    "W1,outbound,O1,,SF,2026-09-01T18:00,8.00\nW2,reship,O1,K1,SF,2026-09-04T18:00,6.00\n",
    "scans": "waybill,at,status\nW1,2026-09-03T10:00,signed\nW2,2026-09-05T10:00,signed\n",
    "requests": "request_no,at,order_no,sku,quantity,cause,wish,outer_package,outer_photo,photos,"
    "agent\nK1,2026-09-04T09:00,O1,A,1,damage,reship,damaged,1,2,a1\n",
    "verdicts": "request_no,at,liable,reason\nK1,2026-09-20T09:00,dealer,packed badly\n"
    "K1,2026-11-02T09:00,staff,told wrongly\n",
    "incidents": "agent,at,request_no,kind\na1,2026-10-31T23:59:59,K1,dispute\n",
}


def printed(*words: str) -> Any:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == 0, done.exception
    return json.loads(done.stdout)


def test_r503_r512_what_dealers_and_agents_owe_runs_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """16.00 on the dealer in September, taken back in November; the agent bears it from then on."""
    monkeypatch.setenv("RECOURSE_HOME", str(tmp_path / "home"))
    for name, text in FILES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    CliRunner().invoke(app, ["import", str(tmp_path), "--until", "2026-12-01"])

    dealer = printed("ledger", "dealer", "--balance", "--format", "json")
    assert [(row["period"], *(row[name] for name in HEAD)) for row in dealer] == [
        ("2026-09", "0.00", "16.00", "0.00", "16.00"),
        ("2026-10", "16.00", "0.00", "0.00", "16.00"),
        ("2026-11", "16.00", "0.00", "16.00", "0.00"),
    ]
    assert printed("ledger", "dealer", "--balance", "--period", "2026-11", "--format", "json") == [
        dealer[2]
    ]
    staff = printed("ledger", "staff", "--balance", "--format", "json")
    assert [(row["agent"], row["period"], *(row[name] for name in HEAD)) for row in staff] == [
        ("a1", "2026-10", "0.00", "50.00", "0.00", "50.00"),
        ("a1", "2026-11", "50.00", "16.00", "0.00", "66.00"),
    ]
    table = CliRunner().invoke(app, ["ledger", "staff", "--balance"]).stdout
    assert "66.00" in table
