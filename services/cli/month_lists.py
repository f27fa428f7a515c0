"""What finance should look at before a month is closed; none of it stands in the way (D14).

Each list is one question to the books: what it names is told beside the blockers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli import questions
from services.cli.bill_desk import desk_of
from services.cli.due import due_at
from shared.projection.due import Wanted

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.cli.importing.party import ImportHouse

Listing = dict[str, Any]


def open_cases(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """The month's cases that are not closed, by the agent who looks after them."""
    del at
    return [
        f"{month['agent'] or '-'}: {month['cases'] - month['closed']}"
        for month in house.ask(questions.agent_figures(period))
        if month["cases"] > month["closed"]
    ]


def unpaid_refunds(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Payments that wait, of cases up to the month's end."""
    waiting = house.ask(due_at("finance", Wanted(at)))
    return sorted(
        {line["case"] or line["subject"] for line in waiting if line["since"][:7] <= period}
    )


def undecided_differences(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Rows of the month's bills that nobody has accepted or disputed, by courier (D15)."""
    del at
    bills = [(one["courier"], one["states"]) for one in desk_of(house).overview(period, None)]
    return [
        f"{courier}: {states['undecided']['rows']} · {states['undecided']['difference']}"
        for courier, states in bills
        if "undecided" in states
    ]


def missing_credits(house: ImportHouse, period: str, at: datetime) -> list[str]:
    """Chargebacks of ours that the month's bills do not mention (D15)."""
    del at
    return [
        f"{one['waybill']} {one['amount']}"
        for bill in desk_of(house).overview(period, None)
        for one in bill["missing_credits"]
    ]


LISTS: dict[str, Callable[[ImportHouse, str, datetime], list[str]]] = {
    "open_cases": open_cases,
    "unpaid_refunds": unpaid_refunds,
    "undecided_differences": undecided_differences,
    "missing_credits": missing_credits,
}


def lists(house: ImportHouse, period: str) -> list[Listing]:
    """Everything that is listed, where there is any of it."""
    at = house.reached()
    if at is None:
        return []
    found = ((name, of(house, period, at)) for name, of in LISTS.items())
    return [{"name": name, "about": about} for name, about in found if about]
