"""What finance announces of months being closed and reopened, on ``finance.events`` (D14).

``sequence`` counts all of them in their order, since months go to different partitions. ``upto`` is
the next offset of every partition of every topic that was read: what stands there or later is late.
"""

from __future__ import annotations

from typing import ClassVar

from shared.contracts.base import Announcement
from shared.money import Money

Upto = dict[str, tuple[int, ...]]
"""Topic → the next offset of its partitions 0, 1, …"""


class MonthStep(Announcement):
    """What a person did about a month."""

    KEY: ClassVar = "period"

    period: str
    sequence: int
    person: str
    reason: str | None = None


class MonthHeld(MonthStep):
    """A month is to be closed: nothing is frozen yet, whoever closes it looks at it once more."""

    TYPE: ClassVar = "MonthHeld"


class MonthClosed(MonthStep):
    """A month's lines and totals are frozen; ``revision`` counts its closings.

    ``hash`` covers its statements and ``hash_before``, the hash of the closed month before it;
    ``overrides`` is what stood in the way and was overridden under ``reason``.
    """

    TYPE: ClassVar = "MonthClosed"

    hash: str
    hash_before: str | None = None
    overrides: tuple[str, ...] = ()
    upto: Upto


class MonthReopened(MonthStep):
    """The last closed month takes its own late entries again; what was issued is kept."""

    TYPE: ClassVar = "MonthReopened"

    upto: Upto


class CourierStatementIssued(Announcement):
    """What a courier's closed month comes to; ``replaces`` names the revision it stands in for."""

    TYPE: ClassVar = "CourierStatementIssued"
    KEY: ClassVar = "statement"

    statement: str
    """Account and month: ``SF:2026-09``."""
    period: str
    opening: Money
    freight: Money
    transfer_fees: Money
    chargebacks: Money
    adjustments: Money
    net: Money
    lines: int
    hash: str
    replaces: int | None = None


EVENTS: tuple[type[Announcement], ...] = (
    MonthHeld, MonthClosed, MonthReopened, CourierStatementIssued,
)  # fmt: skip
