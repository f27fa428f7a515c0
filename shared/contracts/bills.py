"""What finance announces of checking couriers' bills, on ``finance.events`` (D15)."""

from __future__ import annotations

from typing import ClassVar

from shared.contracts.base import Announcement, Entry
from shared.money import Money


class BillAnnouncement(Announcement):
    """Something about a row of a courier's bill; ``kind`` and ``row`` tell it from its like.

    ``kind``: outbound, return, reship, transfer, or claim for what the courier credits; ``row``
    counts the rows of a waybill and kind, 2 and further ones are duplicates.
    """

    KEY: ClassVar = "bill"

    bill: str
    """Courier and month: ``SF:2026-09``."""
    kind: str
    row: int = 1
    person: str | None = None
    reason: str | None = None


class BillDifferenceAccepted(BillAnnouncement):
    """The courier's amount holds: an adjustment of its account, signed as it changes the net (D15).

    ``billed`` and ``booked`` are the row's amounts when it was accepted, the second without what
    was accepted before; the entry carries the difference that was left.
    """

    TYPE: ClassVar = "BillDifferenceAccepted"

    for_period: str
    """The bill's month, which the adjustment belongs to whenever it was accepted."""
    entry: Entry
    billed: Money
    booked: Money


class BillDifferenceDisputed(BillAnnouncement):
    """A person holds a row against the courier; nothing is booked."""

    TYPE: ClassVar = "BillDifferenceDisputed"

    difference: Money


class BillDisputeAnswered(BillAnnouncement):
    """The courier answered: ``conceded`` (a credit or a new bill is due) or ``upheld``."""

    TYPE: ClassVar = "BillDisputeAnswered"

    answer: str


class BillDisputeWithdrawn(BillAnnouncement):
    """A dispute was dropped: the row is undecided again."""

    TYPE: ClassVar = "BillDisputeWithdrawn"


EVENTS: tuple[type[Announcement], ...] = (
    BillDifferenceAccepted, BillDifferenceDisputed, BillDisputeAnswered, BillDisputeWithdrawn,
)  # fmt: skip
