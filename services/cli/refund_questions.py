"""The questions about refunds before they are paid: their lines, the tables in people's hands."""

from __future__ import annotations

from services.cli.books import Question
from services.finance.projections.refund_lines import RefundWork
from services.finance.projections.refund_work import PROJECTION


def refund_lines(
    state: str | None = None, table: str | None = None, case: str | None = None
) -> Question:
    """Refunds in a state, of a table, of a case."""
    return Question(
        PROJECTION,
        "/refund-lines",
        lambda tables: RefundWork(tables).lines(state, table, case),
        {"state": state, "table": table, "case": case},
    )


def unpaid_refunds() -> Question:
    """Everything that is neither paid nor withdrawn."""
    return Question(
        PROJECTION,
        "/refund-lines",
        lambda tables: RefundWork(tables).unpaid(),
        {"unpaid": "true"},
    )


def refund_tables_in_hand() -> Question:
    """The tables in people's hands."""
    return Question(PROJECTION, "/refund-tables", lambda tables: RefundWork(tables).tables())


def refund_table(table: str) -> Question:
    """One of them; ``NotKnown`` when none was drawn at that moment."""
    return Question(
        PROJECTION, f"/refund-tables/{table}", lambda tables: RefundWork(tables).table(table)
    )
