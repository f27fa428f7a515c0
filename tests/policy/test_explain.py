"""An explanation says what ``decide`` does, and why, on every combination of facts."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from shared.policy.check import situations
from shared.policy.decide import as_chosen, decide
from shared.policy.explain import explain
from shared.policy.explanation import Explanation
from shared.policy.facts import parse_facts
from shared.policy.rulebook import rulebook
from shared.policy.vocabulary import CAUSES, STAGES, Cause, Remedy
from tests.policy.asking import policy

SAMPLE = 25


def explained(remedy: Remedy | None = None, **facts: Any) -> Explanation:
    return explain(parse_facts(facts), policy(), remedy)


@pytest.mark.parametrize("cause", CAUSES)
def test_it_agrees_with_the_decision_on_every_kind_of_situation(cause: Cause) -> None:
    chance = random.Random(cause)
    for stage in STAGES:
        asked = list(situations(policy(), cause, stage))
        for facts, remedy in chance.sample(asked, min(SAMPLE, len(asked))):
            told, decision = explain(facts, policy(), remedy), decide(facts, policy(), remedy)
            assert (told.decision, told.matched[0].name) == (decision, decision.row)
            assert told.carried_out == as_chosen(facts, policy(), remedy)
            assert all(row.unmet or row.spared for row in told.passed_over)
            open_ones = tuple(each.remedy for each in told.remedies if each.unmet is None)
            assert open_ones == (() if decision.verdict == "rejected" else decision.remedies)
            for unknown in told.unknown:
                for value in unknown.values:
                    then = decide(replace(facts, **{unknown.fact: value.value}), policy(), remedy)
                    assert (value.verdict, value.remedies) == (then.verdict, then.remedies)
                    assert value.changes is (then != decision)


def test_the_first_condition_that_failed_is_named_with_the_facts_it_is_made_of() -> None:
    (over,) = explained(cause="change_of_mind", stage="signed", days_since_signed=9).passed_over

    assert over.name == "return-without-reason"
    assert over.unmet is not None
    assert (over.unmet.word, over.unmet.value, over.unmet.wanted) == (
        "returnable",
        False,
        (True, None),
    )
    assert over.unmet.facts == {"complete": None, "days_since_signed": 9, "resellable": None}


def test_each_unknown_fact_says_what_each_value_would_change() -> None:
    told = explained(cause="missed_item", stage="signed", outer_photo=True)

    by_fact = {one.fact: one.values for one in told.unknown}
    weighed = {value.value: (value.verdict, value.liable) for value in by_fact["weight_check"]}
    assert weighed == {
        "mismatch": ("approved", "warehouse"),
        "match": ("needs_evidence", "courier"),
    }
    assert "liquid" not in by_fact  # Nothing depends on it here.


def test_both_sides_of_a_limit_are_tried() -> None:
    told = explained(cause="price_drop", stage="signed")

    (days,) = [one for one in told.unknown if one.fact == "days_since_purchase"]
    assert [(value.value, value.verdict) for value in days.values] == [
        (3, "approved"),
        (4, "rejected"),
    ]


def test_a_closed_remedy_says_what_would_open_it() -> None:
    told = explained(cause="late_delivery", stage="in_transit", wish="redeliver")

    closed = {each.remedy: each.unmet for each in told.remedies if each.unmet}
    assert list(closed) == ["return_refund"]
    assert explained("return_refund", cause="late_delivery", stage="in_transit").carried_out


def test_r406_an_override_is_told_with_the_row_that_it_overrules() -> None:
    told = explained(cause="late_delivery", stage="in_transit", loss_confirmed=True)

    assert [row.name for row in told.matched] == ["loss-confirmed", "late-delivery"]


def test_d7_an_override_that_leaves_a_remedy_alone_is_told_as_spared() -> None:
    told = explained(
        "price_difference", cause="price_drop", stage="in_transit", loss_confirmed=True
    )

    assert [row.name for row in told.matched] == ["price-drop"]
    assert [row.name for row in told.passed_over if row.spared] == ["loss-confirmed"]


def test_it_speaks_both_languages() -> None:
    printed = explained(cause="expired", stage="signed").as_json()
    rejected = explained(cause="quality_defect", stage="signed", verified=False).as_json()

    assert printed["rules"] == [
        {"rule": "R207", "title": rulebook()["R207"].title.model_dump()},
    ]
    assert printed["matched"][0]["text"]["zh"] == "商品过期:无理由换货或退款"
    assert rejected["reason"]["zh"] == "经核实投诉内容不属实"
    assert rejected["decision"]["reason"] == rejected["reason"]["en"]
