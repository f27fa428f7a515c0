"""What logistics (the courier desk) announces on ``logistics.events``."""

from __future__ import annotations

from datetime import date, datetime
from typing import ClassVar

from shared.contracts import claims
from shared.contracts.base import Announcement, Entry, Value
from shared.money import Money

TOPIC = "logistics.events"


class ParcelShipped(Announcement):
    """A parcel left. ``kind``: outbound, return, reship; ``case_no`` for the last two.

    ``entry`` is the freight payable (D3): null for a return and while the freight is unknown.
    """

    TYPE: ClassVar = "ParcelShipped"
    KEY: ClassVar = "waybill"

    kind: str
    shipped_at: datetime
    freight: Money | None = None
    picker: str | None = None
    entry: Entry | None = None


class FreightRecorded(Announcement):
    """A freight became known later; its entries are dated as if it had been known (D3)."""

    TYPE: ClassVar = "FreightRecorded"
    KEY: ClassVar = "waybill"

    kind: str
    shipped_at: datetime
    freight: Money
    entries: tuple[Entry, ...] = ()


class ParcelScanned(Announcement):
    """A scan without an event of its own."""

    TYPE: ClassVar = "ParcelScanned"
    KEY: ClassVar = "waybill"

    status: str
    kind: str
    place: str | None = None
    signed_by: str | None = None
    weight_g: int | None = None
    note: str | None = None


class ParcelRefused(Announcement):
    """The recipient turned the parcel away at the door."""

    TYPE: ClassVar = "ParcelRefused"
    KEY: ClassVar = "waybill"

    kind: str
    place: str | None = None


class ParcelReturned(Announcement):
    """A parcel came back: the earlier of its first ``returned`` scan and the warehouse's receipt.

    ``entry`` is the freight of the way back (D2): null for a customer's return or unknown freight.
    """

    TYPE: ClassVar = "ParcelReturned"
    KEY: ClassVar = "waybill"

    kind: str
    place: str | None = None
    freight: Money | None = None
    entry: Entry | None = None


class ParcelHeld(Announcement):
    """A company's parcel waits over the weekend, ``until`` the next working day's end (R407)."""

    TYPE: ClassVar = "ParcelHeld"
    KEY: ClassVar = "waybill"

    kind: str
    until: datetime
    note: str | None = None


class ParcelStalled(Announcement):
    """No scan for 48 hours: the courier is asked and must answer by ``answer_due_at`` (D7)."""

    TYPE: ClassVar = "ParcelStalled"
    KEY: ClassVar = "waybill"

    kind: str
    last_movement_at: datetime
    answer_due_at: datetime


class ParcelLost(Announcement):
    """The loss is confirmed, ``by`` the courier or by its silence (R406, D7)."""

    TYPE: ClassVar = "ParcelLost"
    KEY: ClassVar = "waybill"

    kind: str
    last_movement_at: datetime
    by: str


class LostParcelFound(Announcement):
    """A parcel was scanned again, or came in, after its loss was confirmed: it stays lost (D7).

    A person withdraws the claim, or does not.
    """

    TYPE: ClassVar = "LostParcelFound"
    KEY: ClassVar = "waybill"

    kind: str
    status: str
    lost_at: datetime


class ParcelTransferred(Announcement):
    """A partner took the parcel on; ``entry`` is the transfer fee (R402)."""

    TYPE: ClassVar = "ParcelTransferred"
    KEY: ClassVar = "waybill"

    kind: str
    fee: Money | None = None
    place: str | None = None
    entry: Entry | None = None


class SignOffProved(Announcement):
    """The courier showed who signed (R306)."""

    TYPE: ClassVar = "SignOffProved"
    KEY: ClassVar = "case_no"

    signed_by: str


class SignOffUnproved(Announcement):
    """The courier's three days passed without a proof (R306, D25)."""

    TYPE: ClassVar = "SignOffUnproved"
    KEY: ClassVar = "case_no"

    signed_by: str | None = None


class ExpectedCost(Value):
    """A cost that a claim expects before it is certain; ``amount`` null while unknown."""

    cost: str
    amount: Money | None = None


class CourierClaimOpened(Announcement):
    """A claim on a courier: what it is expected to bear for a case; again with its ``revision``.

    Nothing ``expected``: it does not answer for the case any more. The days are the first and the
    last one on which the courier takes the claim (0017).
    """

    TYPE: ClassVar = "CourierClaimOpened"
    KEY: ClassVar = "case_no"

    claim: str
    expected: tuple[ExpectedCost, ...] = ()
    evidence: tuple[str, ...] = ()
    earliest_day: date | None = None
    latest_day: date | None = None


class CourierChargeback(Announcement):
    """A cost booked to a courier's account; ``waybill`` is the case's outbound parcel (D6)."""

    TYPE: ClassVar = "CourierChargeback"
    KEY: ClassVar = "case_no"

    entry: Entry


class CourierChargebackReversed(Announcement):
    """A cost taken off a courier's account; ``to`` is the party that bears it now.

    A verdict takes it off (R501), or the withdrawal of its claim (D7).
    """

    TYPE: ClassVar = "CourierChargebackReversed"
    KEY: ClassVar = "case_no"

    entry: Entry
    to: str


EVENTS = (
    ParcelShipped, FreightRecorded, ParcelScanned, ParcelRefused, ParcelReturned, ParcelStalled,
    ParcelLost, ParcelTransferred, SignOffProved, SignOffUnproved, CourierClaimOpened,
    CourierChargeback, CourierChargebackReversed, ParcelHeld, LostParcelFound, *claims.EVENTS,
)  # fmt: skip
