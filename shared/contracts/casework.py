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


class PartReplaced(Announcement):
    """A part was bought where the customer is, at the merchant's cost: no entry changes (R304)."""

    TYPE: ClassVar = "PartReplaced"
    KEY: ClassVar = "case_no"

    part: str
    amount: Money
    shop: str | None = None
    person: str


class InvoiceCopySent(Announcement):
    """A stamped copy of the invoice was sent; ``sent_by``: parcel or email (R305)."""

    TYPE: ClassVar = "InvoiceCopySent"
    KEY: ClassVar = "case_no"

    sent_by: str
    invoice_no: str | None = None
    copy_waybill: str | None = None
    person: str


class AddressCorrected(Announcement):
    """The courier was told where to deliver while it held the parcel (R401, R103)."""

    TYPE: ClassVar = "AddressCorrected"
    KEY: ClassVar = "case_no"
    SEALED: ClassVar = frozenset({"recipient"})
    BESIDE: ClassVar = SEALED

    person: str
    recipient: str | None = None
    """As in ``ReshipIssued``: each cell encrypted under the customer's key (R516)."""


EVENTS: tuple[type[Announcement], ...] = (
    ChoiceMade, EvidenceVerified, OrderFlagged, OrderFlagLowered,
    PartReplaced, InvoiceCopySent, AddressCorrected,
)  # fmt: skip
