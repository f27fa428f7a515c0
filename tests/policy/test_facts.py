"""D23: what counts as facts; everything else is an error that names its fact."""

from __future__ import annotations

from typing import Any

import pytest

from shared.policy.facts import COUNTS, BadFacts, Facts, parse_facts

LEAST = {"cause": "damage", "stage": "signed"}


def test_null_is_unknown() -> None:
    assert parse_facts({**LEAST, "photos": None, "wish": None}) == Facts(
        cause="damage", stage="signed"
    )


def test_known_facts_are_printed_and_unknown_ones_left_out() -> None:
    facts = parse_facts({**LEAST, "photos": 0, "liquid": False})

    assert facts.as_json() == {"stage": "signed", "cause": "damage", "liquid": False, "photos": 0}


@pytest.mark.parametrize(
    ("given", "named"),
    [
        pytest.param({"stage": "signed"}, "cause is required", id="no-cause"),
        pytest.param({"cause": "damage"}, "stage is required", id="no-stage"),
        pytest.param({**LEAST, "cause": None}, "cause is required", id="null-cause"),
        pytest.param({**LEAST, "cause": "theft"}, "cause", id="unknown-cause"),
        pytest.param({**LEAST, "colour": "red"}, "unknown fact 'colour'", id="unknown-name"),
        pytest.param({**LEAST, "colour": None}, "unknown fact 'colour'", id="unknown-null"),
        pytest.param({**LEAST, "remedy": "refund"}, "unknown fact 'remedy'", id="no-fact"),
        pytest.param({**LEAST, "wish": "none"}, "wish", id="outside-the-list"),
        pytest.param({**LEAST, "wish": ["keep"]}, "wish", id="a-list"),
        pytest.param({**LEAST, "liquid": "true"}, "liquid", id="text-for-truth"),
        pytest.param({**LEAST, "liquid": 1}, "liquid", id="number-for-truth"),
        pytest.param({**LEAST, "signed_by": True}, "signed_by", id="truth-for-word"),
        pytest.param([LEAST], "JSON object", id="no-object"),
        *(pytest.param({**LEAST, name: -1}, name, id=f"negative-{name}") for name in COUNTS),
        *(pytest.param({**LEAST, name: 1.0}, name, id=f"fraction-{name}") for name in COUNTS),
        *(pytest.param({**LEAST, name: True}, name, id=f"truth-{name}") for name in COUNTS),
        *(pytest.param({**LEAST, name: "3"}, name, id=f"text-{name}") for name in COUNTS),
    ],
)
def test_d23_errors(given: Any, named: str) -> None:
    with pytest.raises(BadFacts, match=named):
        parse_facts(given)


def test_every_fault_of_a_line_is_named() -> None:
    with pytest.raises(BadFacts) as refused:
        parse_facts({"cause": "theft", "photos": -1})

    assert [part.split(":")[0] for part in str(refused.value).split("; ")] == [
        "cause",
        "photos",
        "stage is required",
    ]
