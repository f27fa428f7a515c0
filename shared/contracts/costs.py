"""What the keeper of a case's costs announces, on its own topic, of other parties' costs."""

from __future__ import annotations

from typing import ClassVar

from shared.contracts.base import Announcement, Entry


class CaseCostAssigned(Announcement):
    """A cost, or its reversal, of a party other than the keeper's own account (D5).

    ``party``: courier, warehouse, merchant, customer, dealer, staff; ``account``: dealer or agent.
    ``to`` is who bears a reversed cost from then on, null for a cost that arises.
    """

    TYPE: ClassVar = "CaseCostAssigned"
    KEY: ClassVar = "case_no"

    entry: Entry
    party: str
    account: str | None = None
    to: str | None = None
    picker: str | None = None


EVENTS = (CaseCostAssigned,)
