"""What finance should look at before a month is closed; none of it stands in the way (D14).

Each list is a question to the books: what it names is told beside the blockers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli import questions, refund_questions
from services.cli.bill_desk import desk_of
from services.cli.report import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.cli.importing.party import ImportHouse

Listing = dict[str, Any]


def undecided_differences(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Couriers whose bill differs in rows that nobody decided about, and how many."""
    del at
    found = desk_of(house).overview(period, None)
    return [f"{bill['courier']}: {bill['undecided']}" for bill in found if bill["undecided"]]


def missing_credits(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Parcels with chargebacks of ours that the month's bills do not mention (D15)."""
    del at
    found = desk_of(house).overview(period, None)
    return [one["waybill"] for bill in found for one in bill["missing_credits"]]


def missing_bills(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Couriers that sent no bill of the month."""
    del at
    return desk_of(house).missing(period)


def open_cases(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """The month's cases that are not closed, by the agent who looks after them."""
    del at
    return [
        f"{month['agent'] or '-'}: {month['cases'] - month['closed']}"
        for month in house.ask(questions.agent_figures(period))
        if month["cases"] > month["closed"]
    ]


def unpaid_refunds(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Cases up to the month's end with a refund neither paid nor withdrawn."""
    del at
    waiting = house.ask(refund_questions.unpaid_refunds())
    return sorted({line["case"] or line["refund"] for line in waiting if line["at"][:7] <= period})


def liability_pending(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Cases up to the month's end of which it is open who pays (R501)."""
    found = house.ask(standing(as_of=at))["cases"]
    return sorted({line["case"] for line in found if line["since"][:7] <= period})


LISTS: dict[str, Callable[[ImportHouse, str, datetime], list[str]]] = {
    "undecided_differences": undecided_differences,
    "missing_credits": missing_credits,
    "missing_bills": missing_bills,
    "open_cases": open_cases,
    "unpaid_refunds": unpaid_refunds,
    "liability_pending": liability_pending,
}


def lists(house: ImportHouse, period: str) -> list[Listing]:
    """Everything that is listed, where there is any of it."""
    at = house.reached()
    if at is None:
        return []
    found = ((name, of(house, period, at)) for name, of in LISTS.items())
    return [{"name": name, "about": about} for name, about in found if about]
