"""What the books showed when somebody looked at them to close a month."""

from __future__ import annotations

from dataclasses import dataclass

from shared.money import Money

Places = dict[str, tuple[int, ...]]
"""Topic → the next offset of its partitions."""


@dataclass(frozen=True, slots=True)
class Who:
    """The person who acts, and why."""

    person: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class CourierTotals:
    """What a courier's month comes to (D13), how many lines it has, and its statement's hash."""

    courier: str
    opening: Money
    freight: Money
    transfer_fees: Money
    chargebacks: Money
    adjustments: Money
    net: Money
    lines: int
    hash: str


@dataclass(frozen=True, slots=True)
class DrawnMonth:
    """A month as it would be closed: what stands in the way, and the digest of all statements."""

    period: str
    content: str
    statements: tuple[CourierTotals, ...] = ()
    blockers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """The books at one moment: ``after`` so many steps, up to places of the log."""

    after: int
    upto: Places
    months: tuple[DrawnMonth, ...] = ()
    """Earlier open ones first, then the month itself."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a month is closed: on what look, over what stands in the way, by how many people."""

    look: Look
    override: bool = False
    four_eyes: bool = False
