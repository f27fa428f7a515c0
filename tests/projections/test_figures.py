"""Figures of a month: problems (R514) and agents (R515), each number worked out by hand."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from services.intake.projections.agent_figures import AgentFigures, percentile
from services.intake.projections.case_figures import PROJECTION
from services.intake.projections.problems import Line, Problems, shares
from shared.projection.projector import Projector
from tests.support.announced import ListedLog, day
from tests.support.figured import AGENTS, MONTH, asked, incident

if TYPE_CHECKING:
    from shared.projection.storage import Storage
    from tests.projections.conftest import Opens


def filled(opens: Opens, *said: Any, batch: int = 5_000) -> Storage:
    log = ListedLog(PROJECTION.topics)
    log.say(*said)
    storage = opens(PROJECTION)
    projector = Projector(PROJECTION, storage, log.reader())
    while not projector.caught_up_to(log.ends()):
        projector.step(batch)
    return storage


def lines(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """Key, cases, pieces, value, refunds, and what courier, warehouse and merchant bear."""
    told, bear = (
        ("key", "cases", "pieces", "value", "refunds"),
        ("courier", "warehouse", "merchant"),
    )
    return [
        (*(row[name] for name in told), *(row["costs"][party] for party in bear)) for row in rows
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (
            "cause",
            [
                ("change_of_mind", 1, 1, "30.00", "28.00", "0.00", "0.00", "0.00"),
                ("damage", 1, 2, "91.00", "0.00", "0.00", "91.00", "0.00"),
                ("expired", 1, 2, "75.50", "83.05", "0.00", "0.00", "75.50"),
            ],
        ),
        (
            "courier",
            [
                ("YTO", 2, 4, "166.50", "83.05", "0.00", "91.00", "75.50"),
                (None, 1, 1, "30.00", "28.00", "0.00", "0.00", "0.00"),
            ],
        ),
        (
            "agent",
            [
                ("李", 2, 4, "166.50", "83.05", "0.00", "91.00", "75.50"),
                ("王", 1, 1, "30.00", "28.00", "0.00", "0.00", "0.00"),
            ],
        ),
        (
            "product",  # Postage 7.55 by value: 7.55 × 45.50 / 75.50 = 4.55, the rest 3.00.
            [
                ("MILK", 2, 3, "136.50", "50.05", "0.00", "91.00", "45.50"),
                ("TEA", 2, 2, "60.00", "61.00", "0.00", "0.00", "30.00"),
            ],
        ),
    ],
)
def test_r514_a_months_problems(opens: Opens, by: Any, expected: list[tuple[Any, ...]]) -> None:
    assert lines(Problems(filled(opens, *MONTH)).problems("2026-09", by)) == expected


def test_r514_products_have_their_names_and_all_come_in_turn(opens: Opens) -> None:
    every = Problems(filled(opens, *MONTH)).problems("2026-09")

    assert list(dict.fromkeys(row["by"] for row in every)) == [
        "cause",
        "product",
        "courier",
        "agent",
    ]
    assert {row["key"]: row["product"] for row in every if row["by"] == "product"} == {
        "MILK": "纯牛奶",
        "TEA": None,
    }


def test_r514_the_month_of_a_case_is_its_requests_in_shanghai(opens: Opens) -> None:
    problems = Problems(filled(opens, *MONTH))

    (october,) = problems.problems("2026-10", "courier")
    assert (october["key"], october["cases"]) == ("SF", 1)
    assert problems.problems("2026-11") == []


def test_a_request_restated_counts_once_as_it_was_said_last(opens: Opens) -> None:
    again = asked("1", "张", ("MILK", 1, "45.50"), revision=2)
    (row,) = Problems(filled(opens, again, asked("1", None))).problems("2026-09", "agent")

    assert (row["key"], row["cases"], row["value"]) == ("张", 1, "45.50")


@pytest.mark.parametrize(
    ("values", "amount", "expected"),
    [
        ((4550, 3000), 755, [455, 300]),
        ((1, 1, 1), 100, [33, 33, 34]),
        ((1, 1, 1), -100, [-34, -33, -33]),
        ((0, 0), 5, [2, 3]),
        ((7,), 5, [5]),
        ((), 5, []),
    ],
)
def test_shares_add_up(values: tuple[int, ...], amount: int, expected: list[int]) -> None:
    assert shares([Line("A", 1, value) for value in values], amount) == expected


def test_r515_an_agents_month(opens: Opens) -> None:
    li, wang, zhao = AgentFigures(filled(opens, *AGENTS)).figures("2026-09")

    assert li == {
        "agent": "李",
        "period": "2026-09",
        "cases": 3,
        "closed": 2,
        "resolution_rate": "0.6667",
        "response_median": 30 * 60,
        "response_p90": 90 * 60,
        "ratings": 2,
        "rated_share": "1.0000",
        "rating_average": "3.50",
        "disputes": 1,
        "dispute_rate": "0.3333",
        "dispute_limit": "0.02",
        "over_limit": True,
        "bad_reviews": 1,
    }
    assert (wang["response_median"], wang["rating_average"], wang["rated_share"]) == (None,) * 3
    assert (wang["disputes"], wang["over_limit"]) == (0, False)
    assert (zhao["cases"], zhao["dispute_rate"], zhao["over_limit"]) == (0, None, True)


def test_r515_months_follow_each_other(opens: Opens) -> None:
    every = AgentFigures(filled(opens, *AGENTS)).figures()

    assert [(row["period"], row["agent"]) for row in every] == [
        *(("2026-09", agent) for agent in ("李", "王", "赵")),
        ("2026-10", "李"),
    ]


@pytest.mark.parametrize(
    ("cases", "disputes", "over"),
    [(49, 1, True), (50, 1, False), (51, 1, False), (100, 2, False), (100, 3, True)],
)
def test_r515_exactly_two_percent_is_not_over_the_limit(
    opens: Opens, cases: int, disputes: int, over: bool
) -> None:
    said = [asked(str(number), "李") for number in range(cases)]
    said += [incident("李", day(number)) for number in range(disputes)]

    (figures,) = AgentFigures(filled(opens, *said)).figures()

    assert figures["over_limit"] is over


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ((), 50, None),
        ((7,), 90, 7),
        ((1, 2), 50, 1),
        ((3, 1, 2), 50, 2),
        (range(1, 11), 90, 9),
        (range(1, 12), 90, 10),
    ],
)
def test_r515_percentiles_by_rank(values: Any, share: int, expected: int | None) -> None:
    assert percentile(values, share) == expected


@pytest.mark.parametrize("seed", range(3))
def test_order_and_repetition_change_nothing(opens: Opens, seed: int) -> None:
    storage = filled(opens, *MONTH, *AGENTS)
    expected = (Problems(storage).problems("2026-09"), AgentFigures(storage).figures())
    storage.drop()
    said = [*MONTH, *AGENTS] * 2
    random.Random(seed).shuffle(said)

    again = filled(opens, *said, batch=7)

    assert (Problems(again).problems("2026-09"), AgentFigures(again).figures()) == expected
