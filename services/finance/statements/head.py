"""What a statement says of itself above its lines: whose it is, when, what it comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.finance.statements.wording import both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.finance.statements.statement import Figure, Statement
    from services.finance.statements.wording import Both

BLANK = "________________"
"""To be written or stamped: whose house this is stands in no ledger."""


def head(statement: Statement) -> Iterator[tuple[Both, Both]]:
    """Name and value, a row each."""
    yield both("head", "merchant"), (BLANK, "")
    yield both("party", statement.party), (statement.account, "")
    yield both("head", "period"), (statement.period, "")
    yield both("head", "number"), (statement.number, "")
    issue = statement.issue
    if issue is None:
        yield both("head", "revision"), both("head", "draft")
    else:
        zh, en = both("head", "replaces", issue.replaces) if issue.replaces else ("", "")
        yield both("head", "revision"), (f"{issue.revision} {zh}".strip(), en)
        yield both("head", "issued"), (f"{issue.at[:10]} {issue.at[11:16]}", "")
        if issue.closed_by:
            yield both("head", "by"), (issue.closed_by, "")
    if statement.commission:
        yield both("head", "commission"), both("head", statement.commission)
    if statement.cancelled_late:
        yield both("head", "lost late"), (" ".join(statement.cancelled_late), "")


def figure_named(figure: Figure) -> Both:
    """The name of a row of the summary."""
    return both("cost", figure.cost) if figure.cost else both("figure", figure.name)


def outcome(statement: Statement) -> Both:
    """Who owes it in the end."""
    fen = statement.total.fen
    if fen == 0:
        return both("outcome", "even")
    if statement.party == "courier":
        return both("outcome", "pay" if fen > 0 else "receive")
    return both("outcome", f"bears_{statement.party}" if fen > 0 else "gets_back")
