"""What ``journal`` and ``balance`` print."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.announced import charged_back, day, shipped
from tests.support.logged import CommandLine, logged

if TYPE_CHECKING:
    from pathlib import Path

SAID = (
    shipped("W-1", "YTO", day(0), freight="1208.50"),
    shipped("W-2", "SF", day(1), kind="reship", case_no="1"),
    charged_back("1", "YTO", day(3), "45.50"),
)


@pytest.fixture
def recourse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    return CommandLine(logged(tmp_path, SAID), monkeypatch)


def test_the_journal_as_json_for_an_account_and_a_month(recourse: CommandLine) -> None:
    found = recourse.json("journal", "--account", "courier:YTO", "--period", "2026-09")

    assert [(one["kind"], len(one["legs"])) for one in found] == [("freight", 2), ("charge", 4)]
    assert recourse.json("journal", "--period", "2026-10") == []


def test_the_journal_as_csv_has_a_row_a_leg(recourse: CommandLine) -> None:
    header, *rows = recourse("journal", "--case", "1", "--format", "csv").stdout.splitlines()

    assert header.endswith("certain_at,recorded_at,account,debit,credit")
    assert [row.rsplit(",", 3)[1:] for row in rows[:2]] == [
        ["pending", "8.00", ""],
        ["courier:SF", "", "8.00"],
    ]


@pytest.mark.parametrize(
    ("lang", "words"),
    [("zh", ["日记账", "待定责任", "快递 YTO"]), ("en", ["Journal", "liability pending"])],
)
def test_the_journal_is_read_in_both_languages(
    recourse: CommandLine, lang: str, words: list[str]
) -> None:
    printed = recourse("journal", lang=lang).stdout

    assert all(word in printed for word in words)
    assert printed.count("1,307.50") == 2  # Debits, credits.


def test_the_trial_balance_is_even(recourse: CommandLine) -> None:
    found = recourse.json("balance")

    assert (found["debit"], found["credit"]) == ("1307.50", "1307.50")
    assert recourse.json("balance", "--as-of", "2026-09-01T09:00")["debit"] == "1208.50"
    assert "试算平衡表" in recourse("balance", lang="zh").stdout
