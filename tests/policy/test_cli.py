"""`recourse policy decide` and `check` (interfaces.md): lines in, lines out, exit codes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.policy.command import app
from tests.policy.asking import decided

DAMAGED = {"cause": "damage", "stage": "signed", "photos": 1}
LATE = {"cause": "price_drop", "stage": "signed", "days_since_purchase": 4}
FIELDS = [
    "verdict",
    "remedies",
    "return_path",
    "liable",
    "bears",
    "advance_postage",
    "book_to",
    "register",
    "missing",
    "deadlines",
    "rules",
]


def ask(lines: bytes, *options: str) -> Result:
    return CliRunner().invoke(app, ["decide", *options], input=lines)


def answers(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def as_lines(*facts: dict[str, Any]) -> bytes:
    return "".join(json.dumps(each) + "\n" for each in facts).encode()


def test_decisions_come_in_the_order_of_the_facts() -> None:
    result = ask(as_lines(DAMAGED, LATE, DAMAGED))

    assert result.exit_code == 0
    assert answers(result) == [decided(DAMAGED), decided(LATE), decided(DAMAGED)]


def test_a_decision_has_exactly_the_fields_of_the_domain() -> None:
    granted, rejected = answers(ask(as_lines(DAMAGED, LATE)))

    assert list(granted) == FIELDS
    assert list(rejected) == [*FIELDS, "reason", "alternatives"]


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(b'{"cause": "damage"}', id="no-stage"),
        pytest.param(b"{", id="no-json"),
        pytest.param(b"[]", id="no-object"),
        pytest.param(b'"damage"', id="text"),
        pytest.param(b"\xff\xfe", id="no-utf-8"),
        pytest.param(b'{"cause": "damage", "stage": "signed", "photos": NaN}', id="nan"),
        pytest.param(b"[" * 100_000, id="nested-without-end"),
        pytest.param(b'{"\\ud800": 1}', id="half-a-character"),
    ],
)
def test_invalid_facts_are_answered_on_their_line(line: bytes) -> None:
    result = ask(as_lines(DAMAGED) + line + b"\n" + as_lines(LATE))

    first, error, last = answers(result)
    assert result.exit_code == 2
    assert (first, last) == (decided(DAMAGED), decided(LATE))
    assert list(error) == ["error"]


def test_a_byte_order_mark_and_a_missing_last_newline_are_read() -> None:
    result = ask(b"\xef\xbb\xbf" + as_lines(DAMAGED).rstrip())

    assert (result.exit_code, answers(result)) == (0, [decided(DAMAGED)])


def test_a_version_may_be_named() -> None:
    assert answers(ask(as_lines(LATE), "--policy", "2026-01")) == [decided(LATE)]


def test_an_unknown_version_is_bad_usage() -> None:
    result = ask(as_lines(LATE), "--policy", "1999-12")

    assert (result.exit_code, result.stdout) == (2, "")
    assert "2026-01" in result.stderr


def test_the_policy_proves_itself_on_the_command_line() -> None:
    result = CliRunner().invoke(app, ["check"])

    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"policy": "2026-01", "problems": []}
