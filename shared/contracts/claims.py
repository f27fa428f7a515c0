"""What logistics announces of a claim's life after ``CourierClaimOpened`` (0017), by its own topic.

None of it moves money but ``ClaimWithdrawn``: its entries follow in their own events (D7).
"""

from __future__ import annotations

from typing import ClassVar

from shared.contracts.base import Announcement
from shared.money import Money


class ClaimStep(Announcement):
    """A person's step; ``step`` counts the claim's steps from 1, in the order taken.

    ``evidence``: what was found, or ``kind:sha256`` of files, as in ``CourierClaimOpened``.
    """

    KEY: ClassVar = "case_no"

    claim: str
    step: int
    person: str
    reason: str | None = None
    evidence: tuple[str, ...] = ()


class ClaimSubmitted(ClaimStep):
    """It was sent to the courier; ``exception``: why that is taken outside the claim days."""

    TYPE: ClassVar = "ClaimSubmitted"

    exception: str | None = None


class ClaimDisputed(ClaimStep):
    """The courier contests it."""

    TYPE: ClassVar = "ClaimDisputed"


class ClaimAccepted(ClaimStep):
    """The courier grants it: ``amount`` of it, null for all that is charged."""

    TYPE: ClassVar = "ClaimAccepted"

    amount: Money | None = None


class ClaimRejected(ClaimStep):
    """The courier turns it down."""

    TYPE: ClassVar = "ClaimRejected"


class ClaimWithdrawn(ClaimStep):
    """It was given up: what the courier bears by then, and comes to bear later, is the merchant's.

    ``order_no`` tells the keepers of other costs (R210) whose they are.
    """

    TYPE: ClassVar = "ClaimWithdrawn"


TAKEN: dict[str, type[ClaimStep]] = {
    "submitted": ClaimSubmitted,
    "disputed": ClaimDisputed,
    "accepted": ClaimAccepted,
    "rejected": ClaimRejected,
    "withdrawn": ClaimWithdrawn,
}
"""What a step is called → its announcement."""
EVENTS: tuple[type[ClaimStep], ...] = tuple(TAKEN.values())
