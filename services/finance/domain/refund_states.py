"""In which state a refund is, by what happened to it and to the tables it stood in (R507, D36)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Mapping

REQUESTED, READY, WITHDRAWN, PAID = "requested", "ready", "withdrawn", "paid"
CONFIRMED, INSPECTED = "confirmed", "inspected"
DRAWN, APPROVED, EXPORTED = "drawn", "approved", "exported"
PUT_OFF, FAILED = "put_off", "failed"
PROPOSED, WAITING, IN_TABLE = "proposed", "waiting", "in_table"
POSTAGE = "postage"

State = Literal[
    "proposed", "waiting", "ready", "in_table", "approved", "exported", "paid", "failed",
    "withdrawn",
]  # fmt: skip
STATES: tuple[str, ...] = get_args(State)
"""In the order of a refund's way; ``failed`` and ``ready`` wait for the next table."""

CAME = {"confirmation": CONFIRMED, "inspection": INSPECTED}
"""What a payment waits for → the fact that it came."""


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """What was said of a refund; of several the one said last holds."""

    recorded: int
    at: str
    fact: str
    case_no: str = ""
    order_no: str = ""
    customer_id: str = ""
    waybill: str = ""
    kind: str = ""
    value: int = 0
    amount: int = 0
    deducted: int = 0
    table_at: str = ""
    waits_for: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Stand:
    """A refund's line in one table, and what became of it there."""

    table_at: str
    at: str = ""
    amount: int = 0
    deducted: int = 0
    way: str = ""
    fact: str = DRAWN
    """Drawn, and then perhaps put_off or failed."""
    reason: str = ""
    person: str = ""


@dataclass(slots=True)
class Story:
    """Everything that happened to one refund."""

    words: list[Word] = field(default_factory=list)
    stands: list[Stand] = field(default_factory=list)

    @property
    def last(self) -> Word | None:
        """What was said last by who decides on it; null where only a payment is known."""
        return max((word for word in self.words if word.fact != PAID), default=None)

    @property
    def told(self) -> Word | None:
        """What it was last said to come to; its withdrawal names no amount."""
        asked = (word for word in self.words if word.fact in {REQUESTED, READY})
        return max(asked, default=None)

    @property
    def paid(self) -> Word | None:
        """The payment; there is never more than one."""
        return max((word for word in self.words if word.fact == PAID), default=None)

    @property
    def about(self) -> Word | None:
        """What names its case, order and customer."""
        return self.told or self.last or self.paid

    @property
    def stand(self) -> Stand | None:
        """Where it stands, or stood last."""
        return max(self.stands, default=None)


def state_of(story: Story, steps: Mapping[str, str], came: frozenset[str]) -> str:
    """The state; ``steps``: table → how far it has got, ``came``: what was waited for and is there.

    A table that was sent holds its lines even if a refund was withdrawn meanwhile.
    """
    if story.paid is not None:
        return PAID
    stand, last = story.stand, story.last
    if stand is not None and stand.fact == DRAWN:
        return steps.get(stand.table_at, IN_TABLE)
    if last is None or last.fact == WITHDRAWN:
        return WITHDRAWN
    if stand is not None and stand.fact == FAILED:
        return FAILED
    if last.fact == READY:
        return READY
    return WAITING if missing(last, came) else PROPOSED


def missing(word: Word, came: frozenset[str]) -> tuple[str, ...]:
    """What has not come of all that it was said to wait for."""
    return tuple(one for one in word.waits_for.split(",") if one and CAME.get(one) not in came)
