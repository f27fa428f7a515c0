"""Which of our entries an unknown row may mean, and why it is said (D15)."""

from __future__ import annotations

from typing import Any

import pytest

from services.finance.domain.bill_suggestions import Lookalike, Suggestions, distance
from services.finance.domain.courier_terms import Tolerances
from shared.money import Money

TOLERANCES = Tolerances(rounding=Money.of("0.50"), weight_g=50, date_days=3)
OURS = Lookalike("SF1234567890", "outbound", 1200, "2026-09-03", 900)


def like(waybill: str = "ZZ", **cells: Any) -> Lookalike:
    kind = cells.pop("kind", "outbound")
    return Lookalike(waybill, kind, cells.pop("amount", 1200), **cells)


def said(theirs: Lookalike, *ours: Lookalike) -> list[tuple[str, int, tuple[str, ...]]]:
    found = Suggestions(ours or (OURS,), TOLERANCES).for_row(theirs)
    return [(one.waybill, one.score, one.why) for one in found]


@pytest.mark.parametrize(
    ("theirs", "score", "why"),
    [
        (like("SF1234567891", amount=9), 50, ("waybill", "kind")),
        (like("SF1234567891"), 70, ("waybill", "amount", "kind")),
        (like("SF1234567891", amount=1250), 65, ("waybill", "amount", "kind")),
        (like("SF1234567891", amount=1251), 50, ("waybill", "kind")),
        (like("SF1234567809", amount=9), 50, ("waybill", "kind")),
        (like(weight_g=950, day="2026-09-06"), 50, ("amount", "weight", "date", "kind")),
        (
            like("SF1234567891", weight_g=900, day="2026-09-03"),
            100,
            ("waybill", "amount", "weight", "date", "kind"),
        ),
    ],
    ids=[
        "a mistyped digit", "and the amount", "nearly the amount", "another amount",
        "digits exchanged", "everything but the waybill", "all signs",
    ],
)  # fmt: skip
def test_a_suggestion_says_what_it_rests_on(
    theirs: Lookalike, score: int, why: tuple[str, ...]
) -> None:
    assert said(theirs) == [(OURS.waybill, score, why)]


@pytest.mark.parametrize(
    "theirs",
    [
        like(),
        like(weight_g=951, day="2026-09-06"),
        like(weight_g=950, day="2026-09-07"),
        like("SF1234567891", kind="reship", amount=9),
        like("SF9999999999"),
    ],
    ids=["the amount alone", "too heavy", "a day too late", "another kind", "another waybill"],
)
def test_too_little_likeness_is_no_suggestion(theirs: Lookalike) -> None:
    assert said(theirs) == []


def test_the_best_come_first_and_at_most_three() -> None:
    ours = [like(f"SF123456789{n}", amount=1200 + 20 * n) for n in range(1, 6)]
    found = said(like("SF1234567890"), *ours)

    assert [one[:2] for one in found] == [
        ("SF1234567891", 65), ("SF1234567892", 65), ("SF1234567893", 50),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("ABC", "ABC", 0), ("ABC", "ABD", 1), ("ABC", "AB", 1), ("ABC", "ACB", 1), ("ABC", "XYZ", 3)],
    ids=["the same", "mistyped", "left out", "exchanged", "another"],
)
def test_slips_are_counted_as_a_typist_makes_them(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == distance(other, one) == slips
