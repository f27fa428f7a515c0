"""What the projection of claims answers: the list, one claim, a month's report (0017)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.cli.books import Question
from services.logistics.projections.claim_list import ClaimList, Wanted
from services.logistics.projections.claim_report import ClaimReport
from services.logistics.projections.claims import PROJECTION
from shared.dates import print_time

if TYPE_CHECKING:
    from datetime import datetime


def claims(wanted: Wanted) -> Question:
    """Claims as they stand."""
    return Question(
        PROJECTION,
        "/claims",
        lambda tables: ClaimList(tables).claims(wanted),
        {
            "at": print_time(wanted.at) if wanted.at else None,
            "courier": wanted.courier,
            "state": wanted.state,
            "month": wanted.month,
            "delivered_after_loss": "true" if wanted.delivered_after_loss else None,
            "due": "true" if wanted.due else None,
        },
    )


def claim(case_no: str, at: datetime | None = None) -> Question:
    """The claim of one case; ``NotKnown`` when it has none."""
    return Question(
        PROJECTION,
        f"/claims/{case_no}",
        lambda tables: ClaimList(tables).claim(case_no, at),
        {"at": print_time(at) if at else None},
    )


def couriers(period: str | None = None, courier: str | None = None) -> Question:
    """What couriers owe against what they accepted."""
    return Question(
        PROJECTION,
        "/courier-claims",
        lambda tables: ClaimReport(tables).couriers(period, courier),
        {"period": period, "courier": courier},
    )
