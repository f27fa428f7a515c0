"""Two versions on paper: what is written differently, and which combinations are decided so."""

from __future__ import annotations

import pytest

from shared.policy.check import situations
from shared.policy.comparison import decided, differing
from shared.policy.decide import decide
from shared.policy.facts import Facts
from shared.policy.vocabulary import STAGES, Cause
from shared.policy.written import written
from tests.policy.asking import policy
from tests.policy.drafts import FIFTEEN_DAYS, R203_OURS, draft

UNREASONED: tuple[Cause, ...] = ("change_of_mind", "price_drop", "quality_defect", "missed_item")
OVERLAY = """
[[overlay]]
name = "double-11"
en = "Double 11"
zh = "双十一"
starts = 2026-11-01T00:00:00+08:00
ends = 2026-11-12T00:00:00+08:00
limits = { review_hours = 48 }

# ----------------------------------------------------------------------- a loss"""


def test_a_version_does_not_differ_from_itself() -> None:
    differing_fields = written(policy().document, policy().document)

    assert differing_fields["limits"] == differing_fields["rest"] == []
    assert decided(policy(), policy()).different == 0


def test_limits_rows_and_the_rest_are_told_field_by_field() -> None:
    other = draft(FIFTEEN_DAYS, R203_OURS, ('name = "expired"', 'name = "past-its-date"'))

    told = written(policy().document, other.document)

    assert told["limits"] == [{"field": "return_days", "from": 7, "to": 15}]
    assert (told["rows"]["added"], told["rows"]["removed"]) == (["past-its-date"], ["expired"])
    (changed,) = told["rows"]["changed"]
    assert changed["name"] == "damage-signed"
    assert {
        "field": "variant.outer-damaged.liable",
        "from": "courier",
        "to": "merchant",
    } in changed["fields"]
    assert [each["field"] for each in told["rest"]] == ["valid_from"]


def test_r517_overlays_are_told_by_name() -> None:
    other = draft(
        (
            "\n# ----------------------------------------------------------------------- a loss",
            OVERLAY,
        )
    )

    assert written(policy().document, other.document)["overlays"]["added"] == ["double-11"]
    assert decided(policy(), other).different == 0  # D28: `policy decide` applies no overlay.


def test_only_what_the_change_touches_is_decided_differently() -> None:
    told = decided(policy(), draft(FIFTEEN_DAYS), UNREASONED)

    assert {(group.cause, group.stage) for group in told.groups} == {
        (cause, "signed") for cause in UNREASONED
    }
    assert all(group.facts.days_since_signed in (8, 15) for group in told.groups)


@pytest.mark.parametrize(
    ("days", "verdicts"),
    [
        pytest.param(7, ("needs_evidence", "needs_evidence"), id="7-in-both"),
        pytest.param(8, ("rejected", "needs_evidence"), id="8-in-the-second"),
        pytest.param(15, ("rejected", "needs_evidence"), id="15-in-the-second"),
        pytest.param(16, ("rejected", "rejected"), id="16-in-none"),
    ],
)
def test_r301_both_sides_of_both_limits(days: int, verdicts: tuple[str, str]) -> None:
    facts = Facts(cause="change_of_mind", stage="signed", days_since_signed=days)

    before, after = decide(facts, policy()), decide(facts, draft(FIFTEEN_DAYS))

    assert (before.verdict, after.verdict) == verdicts
    assert bool(differing(before, after)) is (verdicts[0] != verdicts[1])


def test_r203_a_group_names_what_changes_on_the_simplest_example() -> None:
    (group,) = {
        group.after["liable"]: group
        for group in decided(policy(), draft(R203_OURS), ["damage"]).groups
        if "liable" in group.after and "bears" in group.after
    }.values()

    assert (group.cause, group.stage) == ("damage", "signed")
    assert group.facts.as_json() == {
        "stage": "signed",
        "cause": "damage",
        "outer_package": "damaged",
    }
    assert (group.before["liable"], group.after["liable"]) == ("courier", "merchant")
    assert (group.before["book_to"], group.after["book_to"]) == ("courier_account", "none")


@pytest.mark.parametrize("cause", ["damage", "change_of_mind", "misuse"])
def test_the_count_is_that_of_asking_every_combination(cause: Cause) -> None:
    other = draft(R203_OURS)

    told = decided(policy(), other, [cause])

    asked = [each for stage in STAGES for each in situations(policy(), cause, stage)]
    different = [
        facts
        for facts, remedy in asked
        if differing(decide(facts, policy(), remedy), decide(facts, other, remedy))
    ]
    assert (told.combinations, told.different) == (len(asked), len(different))
    assert sum(group.combinations for group in told.groups) == told.different


def test_d20_a_changed_wish_is_found_although_no_row_asks_for_it() -> None:
    other = draft(('keep = ["price_difference", ', "keep = ["))

    told = decided(policy(), other, ["damage"])

    assert told.groups
    assert all(group.facts.wish == "keep" for group in told.groups)
