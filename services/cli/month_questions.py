"""Questions about months: their state, and the statements that were issued (D14)."""

from __future__ import annotations

from services.cli.books import Question
from services.finance.projections import month_states
from services.finance.projections.courier_ledger import PROJECTION


def months() -> Question:
    """Every month: status, revision, hash, person, and each step."""
    return Question(PROJECTION, "/months", month_states.month_states)


def month(period: str) -> Question:
    """One month."""
    return Question(
        PROJECTION, f"/months/{period}", lambda tables: month_states.month_state(tables, period)
    )


def issued_statements(
    period: str, revision: int | None = None, courier: str | None = None
) -> Question:
    """The couriers' statements of a closed month, as they were drawn at that closing."""
    return Question(
        PROJECTION,
        f"/months/{period}/statements",
        lambda tables: month_states.issued_statements(tables, period, revision, courier),
        {"revision": None if revision is None else str(revision), "courier": courier},
    )
