"""The proof that a policy is whole, and that the proof notices when it is not."""

from __future__ import annotations

from functools import reduce

import pytest

from shared.policy.check import check, check_periods
from shared.policy.model import parse
from shared.policy.shelf import VERSIONS, load, versions
from shared.policy.vocabulary import CAUSES, STAGES, Cause

TEXT = (VERSIONS / "2026-01.toml").read_text(encoding="utf-8")
OVERLAY = """
[[overlay]]
name = "promotion"
en = "Promotion"
zh = "促销"
starts = 2026-11-01T00:00:00+08:00
ends = 2026-11-12T00:00:00+08:00
limits = {{ {limit} }}
"""


@pytest.mark.parametrize("version", versions())
def test_every_combination_of_facts_has_exactly_one_decision(version: str) -> None:
    assert check(load(version)) == []


def test_every_cause_is_decided_at_every_stage() -> None:
    assert load("2026-01").blocks.keys() == {(c, s) for c in CAUSES for s in STAGES}


UNREACHABLE = "{ returnable = false, resellable = true, complete = true, received_lately = true }"
NEVER_INSISTING = '{ loss_confirmed = true, insists = true, wish = "wait", remedy = "reship" }'
ALWAYS_GIVEN = 'needs.photos = { liquid = [true, false, "unknown"] }'


@pytest.mark.parametrize(
    ("cause", "edits", "problem"),
    [
        pytest.param(
            "price_drop",
            [("when = { bought_lately = [true", "when = { bought_lately = [false, true")],
            "price-drop and price-drop-late-not-shipped",
            id="overlap",
        ),
        pytest.param(
            "expired",
            [('covers = [{ cause = ["expired"], stage', 'covers = [{ cause = ["misuse"], stage')],
            "expired, signed: no row",
            id="gap",
        ),
        pytest.param(
            "misuse",
            [("needs.verification = { verified = [true, false] }", ALWAYS_GIVEN)],
            "misuse-unverified, photos is dead",
            id="evidence-never-missing",
        ),
        pytest.param(
            "bought_other",
            [
                ("when = { returnable = false }", f"when = {UNREACHABLE}"),
                ('when = { returnable = [true, "unknown"] }', "when = {}"),
            ],
            "row return-without-reason-refused is dead",
            id="dead-row",
        ),
        pytest.param(
            "damage",
            [
                (
                    "only = { partly_good = true }",
                    'only = { partly_good = true, outer_package = "unknown" }',
                )
            ],
            "damage-signed/outer-damaged, replace_part is dead",
            id="dead-remedy",
        ),
        pytest.param(
            "change_of_mind",
            [("alternatives = { diagnose = {} }", "alternatives = { refund = { dealer = true } }")],
            "rejects without an alternative",
            id="no-alternative",
        ),
        pytest.param(
            "lost",
            [("when = { loss_confirmed = true }", f"when = {NEVER_INSISTING}")],
            "row loss-confirmed is dead",
            id="dead-override",
        ),
    ],
)
def test_what_is_wrong_is_found(cause: Cause, edits: list[tuple[str, str]], problem: str) -> None:
    assert all(old in TEXT for old, _ in edits)
    broken = reduce(lambda text, edit: text.replace(*edit), edits, TEXT)

    assert [each for each in check(parse(broken), [cause]) if problem in each]


@pytest.mark.parametrize(
    ("limit", "found"), [("return_days = 15", True), ("review_hours = 48", False)]
)
def test_r517_what_rows_ask_for_is_checked_under_each_overlay(limit: str, found: bool) -> None:
    whole = 'when = { returnable = [true, "unknown"] }'
    broken = TEXT.replace(whole, "when = {}") + OVERLAY.format(limit=limit)

    told = check_periods(parse(broken))

    assert any(problem.startswith("under promotion: ") for problem in told) is found
