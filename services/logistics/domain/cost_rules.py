"""Who is charged what: domain.md's table, a row a rule and remedy. The first row that fits counts.

The merchant's own cases have rows too: a verdict may move their costs (D5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final


class Part(Enum):
    """What is charged; several of one kind are one cost each (D1)."""

    GOODS = auto()
    """The value of the affected pieces."""
    DAMAGE_BACK = auto()
    """The value of what inspection found damaged in the parcel that came back."""
    DAMAGE_RETURNED = auto()
    """The same of what the customer sent back."""
    WHOLE_ORDER = auto()
    """The value of all lines of the order."""
    OUTBOUND = auto()
    WAY_BACK = auto()
    RESHIP = auto()
    POSTAGE = auto()
    """The freight of the customer's return, advanced and reimbursed."""
    DIFFERENCE = auto()
    """The price difference that was paid."""


class Since(Enum):
    """The moment from which a row's costs are certain, if it comes at all."""

    LOSS = auto()
    DECISION = auto()
    PHOTOS = auto()
    """Damage confirmed from photos."""
    REFUSAL = auto()
    SIGNATURE = auto()
    """Signed after all, with photos of the damage (D1)."""
    RECEIPT = auto()
    """The parcel that came back was received."""
    INSPECTION = auto()
    """The parcel that came back was inspected."""
    RETURN_INSPECTION = auto()
    """What the customer sent back was inspected, else the parcel that came back (D4)."""
    RESHIPMENT = auto()
    """A reship was sent (D16)."""


class Given(Enum):
    """What must have happened for a row to fit."""

    LOST = auto()
    SAID_LOST = auto()
    """Only the customer says so yet."""
    ABANDONED = auto()
    INSPECTED_BACK = auto()
    DEALER_LIABLE = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """Empty ``rules`` or ``remedies`` mean any."""

    rules: frozenset[str]
    remedies: frozenset[str]
    parts: tuple[Part, ...]
    since: Since
    given: Given | None = None
    expects: tuple[Part, ...] = ()
    """What a claim names although another row will book it."""


def _row(
    rules: str,
    remedies: str,
    *parts: Part,
    since: Since,
    given: Given | None = None,
    expects: tuple[Part, ...] = (),
) -> Row:
    return Row(frozenset(rules.split()), frozenset(remedies.split()), parts, since, given, expects)


WHOLE_LOSS: Final = (Part.GOODS, Part.OUTBOUND, Part.RESHIP)
CAME_BACK: Final = (Part.DAMAGE_BACK, Part.OUTBOUND, Part.WAY_BACK)

DAMAGED_SIGNED: Final = "R201 R203 R204"
"""R201 stands while nobody saw the outer package (D24)."""
FAULTY: Final = "R207 R208 R303"
"""R303: what looked like misuse and was a defect, as decisions of release 0.1.0 named it."""

TABLE: Final = (
    # Any rule: a dealer's own fault (R503, D16), then a confirmed loss (R108 lost, R403, R406).
    _row("", "", Part.GOODS, Part.RESHIP, since=Since.RESHIPMENT, given=Given.DEALER_LIABLE),
    _row("", "refund", *WHOLE_LOSS, since=Since.LOSS, given=Given.LOST,
         expects=(Part.GOODS, Part.OUTBOUND)),
    _row("", "", *WHOLE_LOSS, since=Since.LOSS, given=Given.LOST),
    _row("R108", "refund", since=Since.LOSS, given=Given.SAID_LOST,
         expects=(Part.GOODS, Part.OUTBOUND)),
    _row("R108", "", since=Since.LOSS, given=Given.SAID_LOST, expects=WHOLE_LOSS),
    # Sign-off disputed: proof failed or its time passed.
    _row("R306", "reship refund", *WHOLE_LOSS, since=Since.DECISION),
    # Damage: the difference, then given up, refused, or signed for.
    _row(f"{DAMAGED_SIGNED} R205 R206", "price_difference", Part.DIFFERENCE, since=Since.PHOTOS),
    _row("R206", "", Part.WHOLE_ORDER, Part.OUTBOUND, Part.RESHIP,
         since=Since.REFUSAL, given=Given.ABANDONED),
    _row("R205 R206", "reship", *CAME_BACK, Part.RESHIP,
         since=Since.INSPECTION, given=Given.INSPECTED_BACK),
    _row("R205 R206", "reship", Part.GOODS, Part.RESHIP, since=Since.SIGNATURE),
    _row("R108", "reship return_refund", *CAME_BACK, Part.RESHIP, since=Since.INSPECTION),
    _row("R205", "return_refund", *CAME_BACK, Part.RESHIP, since=Since.INSPECTION),
    _row(f"{DAMAGED_SIGNED} R209 R307", "return_refund", Part.DAMAGE_RETURNED, Part.POSTAGE,
         since=Since.RETURN_INSPECTION),
    _row(f"{DAMAGED_SIGNED} R211", "reship", Part.GOODS, Part.RESHIP, since=Since.PHOTOS),
    _row("R211", "refund", Part.GOODS, since=Since.PHOTOS),
    # Sent back because of the courier, or of the merchant before signing.
    _row("R109", "reship_other_courier", Part.WAY_BACK, since=Since.RECEIPT),
    _row("R107 R111", "return_refund", *CAME_BACK, since=Since.INSPECTION),
    _row("R402", "reship_ems", *CAME_BACK, since=Since.INSPECTION),
    _row("R403", "reship", *CAME_BACK, since=Since.INSPECTION),
    # The merchant's goods.
    _row(f"{FAULTY} R209 R307", "exchange", Part.GOODS, Part.RESHIP, since=Since.DECISION),
    _row(FAULTY, "refund", Part.GOODS, since=Since.DECISION),
)  # fmt: skip


def row_for(rule: str, remedy: str, given: frozenset[Given]) -> Row | None:
    """The row of a case; null where nothing is charged to anybody."""
    for row in TABLE:
        if (
            (not row.rules or rule in row.rules)
            and (not row.remedies or remedy in row.remedies)
            and (row.given is None or row.given in given)
        ):
            return row
    return None
