"""What ``report loss`` and ``report pending`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.announced import charged_back, day, requested, shipped
from tests.support.logged import CommandLine, logged

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    requested("1", "O-W-1", day(2)),
    shipped("W-2", "SF", day(1), freight="9.00", kind="reship", case_no="1"),
    charged_back("1", "YTO", day(3), "1045.50"),
)


@pytest.fixture
def recourse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(logged(tmp_path, SAID), monkeypatch)


def test_losses_by_party_and_by_cause(recourse: CommandLine) -> None:
    by_party = recourse.json("report", "loss")
    (by_cause,) = recourse.json("report", "loss", "--by", "cause", "--period", "2026-09")

    assert [(row["key"], row["loss"]) for row in by_party] == [
        ("courier:YTO", "1045.50"),
        ("pending", "9.00"),
    ]
    assert (by_cause["key"], by_cause["courier"], by_cause["pending"]) == (
        "damage",
        "1045.50",
        "9.00",
    )


def test_reports_are_read_in_both_languages(recourse: CommandLine) -> None:
    chinese, english = recourse("report", "loss", lang="zh"), recourse("report", "loss")

    assert "快递 YTO" in chinese.stdout
    assert "1,054.50" in english.stdout
    assert "待定责任" in recourse("report", "pending", lang="zh").stdout
    assert "undecided" in recourse("report", "pending").stdout


def test_what_is_pending_as_csv_has_a_row_a_case_and_cost(recourse: CommandLine) -> None:
    header, row = recourse("report", "pending", "--format", "csv").stdout.splitlines()

    assert header.startswith("case,order_no,cause,courier,agent,cost,amount,since")
    assert row.startswith("1,O-W-1,damage,,,reship_freight,9.00,")
