"""``recourse agents`` and ``recourse problems``: figures of a month (R514, R515)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from services.cli import questions
from services.cli.books import open_books
from services.cli.ledger import Period
from services.cli.options import Format, FormatOption, language, month
from services.cli.printing import Sheet, print_as
from services.cli.words import word
from services.intake.projections.problems import PARTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed

AGENTS = (
    *("agent", "period", "cases", "closed", "resolution_rate", "response_median", "response_p90"),
    *("ratings", "rated_share", "rating_average", "disputes", "dispute_rate", "dispute_limit"),
    *("over_limit", "bad_reviews"),
)
AGENT_SHEET = (
    *("agent", "period", "cases", "closed_cases", "resolution_rate", "response_median"),
    *("response_p90", "ratings", "rated_share", "rating_average", "disputes", "dispute_rate"),
    "bad_reviews",
)
SHARES = ("resolution_rate", "rated_share", "dispute_rate")
TIMES = ("response_median", "response_p90")
COSTS = tuple(f"cost_{party}" for party in PARTIES)
PROBLEMS = ("by", "key", "product", "cases", "pieces", "value", "refunds", *COSTS)
SUMS = ("affected_value", "refunds", *COSTS)
Axis = Literal["cause", "product", "courier", "agent", "all"]


def agents(period: Period = None, output: FormatOption = Format.table) -> None:
    """Agents by month: cases, answers, ratings, disputes against the policy's limit."""
    with open_books() as books:
        rows = books.ask(questions.agent_figures(period))
    print_as(output, rows, AGENTS, rows, _agent_sheets(rows))


def problems(
    period: Annotated[
        str, typer.Argument(parser=month, metavar="YYYY-MM", help="The month of the requests.")
    ],
    by: Annotated[Axis, typer.Option(help="What the problems are told apart by.")] = "all",
    output: FormatOption = Format.table,
) -> None:
    """The month-end summary of problems: how many, about what, what they cost whom."""
    with open_books() as books:
        rows = books.ask(questions.problems(period, None if by == "all" else by))
    print_as(output, rows, PROBLEMS, map(_flat, rows), _problem_sheets(period, rows))


def _agent_sheets(rows: list[Printed]) -> Iterator[Sheet]:
    lang = language()
    if rows:
        yield Sheet(word("agents", lang), AGENT_SHEET, [_agent(row, lang) for row in rows])


def _agent(row: Printed, lang: str) -> dict[str, Any]:
    told = {**row, "agent": row["agent"] or word("none named", lang), "closed_cases": row["closed"]}
    told |= {name: _percent(row[name]) for name in SHARES}
    told |= {name: _duration(row[name]) for name in TIMES}
    if row["over_limit"]:
        limit = _percent(row["dispute_limit"])
        told["dispute_rate"] = f"{told['dispute_rate']} > {limit} {word('over limit', lang)}"
    return told


def _percent(share: str | None) -> str:
    return "" if share is None else f"{Decimal(share) * 100:.2f}%"


def _duration(seconds: int | None) -> str:
    """Hours and minutes."""
    return "" if seconds is None else f"{seconds // 3600}:{seconds % 3600 // 60:02d}"


def _flat(row: Printed) -> dict[str, Any]:
    return {**row, **{f"cost_{party}": row["costs"][party] for party in PARTIES}}


def _problem_sheets(period: str, rows: list[Printed]) -> Iterator[Sheet]:
    """A sheet for everything that the problems are told apart by; parties that bear nothing go."""
    lang = language()
    bear = [f"cost_{p}" for p in PARTIES if any(row["costs"][p] != "0.00" for row in rows)]
    for axis in dict.fromkeys(row["by"] for row in rows):
        of = [_line(row, lang) for row in rows if row["by"] == axis]
        named = (axis, "sku") if axis == "product" else (axis,)
        columns = (*named, "cases", "pieces", "affected_value", "refunds", *bear)
        title = f"{word('problems', lang)} · {period} · {word(axis, lang)}"
        yield Sheet(title, columns, of, totals=[name for name in columns if name in SUMS])


def _line(row: Printed, lang: str) -> dict[str, Any]:
    axis, key = row["by"], row["key"] or word("none named", lang)
    named = {axis: word(key, lang) if axis == "cause" else key}
    if axis == "product":
        named = {"product": row["product"] or key, "sku": key}
    return {**_flat(row), "affected_value": row["value"], **named}
