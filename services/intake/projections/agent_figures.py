"""Agents by month (R515): cases, ratings, answers, resolution, disputes against the limit.

A case counts in the month of its request, an incident in its own (ADR 0006).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from shared.dates import month_start
from shared.policy.shelf import in_force
from shared.projection.reading import only

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shared.projection.storage import Select, Storage

CASES = (
    "SELECT case_no, period, agent, requested_at FROM case_figures_case"
    " WHERE period BETWEEN ? AND ? ORDER BY case_no, revision, event_id"
)
OF_CASES = " IN (SELECT case_no FROM case_figures_case WHERE period BETWEEN ? AND ?)"
ANSWERED = (
    "SELECT case_no, MIN(at) FROM case_figures_answered"  # noqa: S608  # a clause of ours
    f" WHERE case_no{OF_CASES} GROUP BY case_no"
)
CLOSED = f"SELECT DISTINCT case_no FROM case_figures_closed WHERE case_no{OF_CASES}"  # noqa: S608  # the same
RATED = f"SELECT case_no, score FROM case_figures_rated WHERE case_no{OF_CASES}"  # noqa: S608  # the same
INCIDENTS = (
    "SELECT period, agent, kind, COUNT(*) FROM case_figures_incident"
    " WHERE period BETWEEN ? AND ? GROUP BY period, agent, kind"
)
DISPUTE, BAD_REVIEW = "dispute", "bad_review"
HALF, NINE_TENTHS = 50, 90


@dataclass
class Month:
    """What is known of one agent's month."""

    cases: int = 0
    closed: int = 0
    seconds: list[int] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)
    incidents: dict[str, int] = field(default_factory=dict)


class AgentFigures:
    """Answers from the tables of ``case_figures``."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage

    def figures(self, period: str | None = None) -> list[dict[str, Any]]:
        """By month and agent; the agent is null where a request named none."""
        months: defaultdict[tuple[str, str], Month] = defaultdict(Month)
        with self._storage.reading() as select:
            _count_cases(select, only(period), months)
            for month, agent, kind, count in select(INCIDENTS, *only(period)):
                months[month, agent].incidents[kind] = count
        return [_printed(*key, months[key]) for key in sorted(months)]


def _count_cases(
    select: Select, bounds: tuple[str, str], months: dict[tuple[str, str], Month]
) -> None:
    answered = dict(select(ANSWERED, *bounds))
    closed = {row[0] for row in select(CLOSED, *bounds)}
    scores: dict[str, int] = dict(select(RATED, *bounds))
    # The latest revision counts: an agent may be named later.
    for case_no, row in {row[0]: row[1:] for row in select(CASES, *bounds)}.items():
        period, agent, requested_at = row
        month = months[period, agent]
        month.cases += 1
        month.closed += case_no in closed
        if case_no in answered:
            month.seconds.append(_seconds(requested_at, answered[case_no]))
        if case_no in scores:
            month.scores.append(scores[case_no])


def _printed(period: str, agent: str, month: Month) -> dict[str, Any]:
    disputes = month.incidents.get(DISPUTE, 0)
    limit = in_force(month_start(period)).limits_at(month_start(period)).dispute_rate
    return {
        "agent": agent or None,
        "period": period,
        "cases": month.cases,
        "closed": month.closed,
        "resolution_rate": rate(month.closed, month.cases),
        "response_median": percentile(month.seconds, HALF),
        "response_p90": percentile(month.seconds, NINE_TENTHS),
        "ratings": len(month.scores),
        "rated_share": rate(len(month.scores), month.closed),
        "rating_average": _average(month.scores),
        "disputes": disputes,
        "dispute_rate": rate(disputes, month.cases),
        "dispute_limit": str(limit),
        "over_limit": disputes > limit * month.cases,  # Exactly at the limit is not over it.
        "bad_reviews": month.incidents.get(BAD_REVIEW, 0),
    }


def rate(part: int, whole: int) -> str | None:
    """A share with four decimals, half up; null of nothing."""
    if whole == 0:
        return None
    return str((Decimal(part) / whole).quantize(Decimal("0.0001"), ROUND_HALF_UP))


def percentile(values: Iterable[int], share: int) -> int | None:
    """The smallest value that ``share`` percent of all do not exceed; null of none."""
    ordered = sorted(values)
    return ordered[-(-len(ordered) * share // 100) - 1] if ordered else None


def _average(scores: list[int]) -> str | None:
    if not scores:
        return None
    return str((Decimal(sum(scores)) / len(scores)).quantize(Decimal("0.01"), ROUND_HALF_UP))


def _seconds(start: str, end: str) -> int:
    return int((datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds())
