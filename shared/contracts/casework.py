"""What intake announces of people's work beside the files, on ``intake.events`` (D36)."""

from __future__ import annotations

from typing import ClassVar

from shared.contracts.base import Announcement
from shared.money import Money


class ChoiceMade(Announcement):
    """The customer chose a remedy after asking; what is carried out says ``RemedyChosen``."""

    TYPE: ClassVar = "ChoiceMade"
    KEY: ClassVar = "case_no"

    remedy: str
    amount: Money | None = None
    person: str | None = None


class EvidenceVerified(Announcement):
    """A person checked quality or a wrong item from the evidence (R208, R209, R303)."""

    TYPE: ClassVar = "EvidenceVerified"
    KEY: ClassVar = "case_no"

    verified: bool
    finding: str | None = None
    person: str


class OrderFlagged(Announcement):
    """A flag went up on the order, for whoever reviews and packs it (R105, R106, R402, R510).

    ``kind``: gift, note, reship_waybill, exchange, address. ``person`` put it up; null where it
    follows from what the case carries out.
    """

    TYPE: ClassVar = "OrderFlagged"
    KEY: ClassVar = "order_no"

    name: str
    kind: str
    note: str
    person: str | None = None


class OrderFlagLowered(Announcement):
    """A flag came down: what it told of is not carried out any more."""

    TYPE: ClassVar = "OrderFlagLowered"
    KEY: ClassVar = "order_no"

    name: str
    kind: str
    note: str
    person: str | None = None


EVENTS: tuple[type[Announcement], ...] = (
    ChoiceMade, EvidenceVerified, OrderFlagged, OrderFlagLowered,
)  # fmt: skip
