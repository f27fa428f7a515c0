"""What intake (the after-sales desk) announces on ``intake.events``."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from pydantic import Field

from shared.contracts import casework, complaints, desk
from shared.contracts.base import Announcement, Decision, Facts, Goods, Value, ValuedGoods
from shared.money import Money

TOPIC = "intake.events"


class OrderLine(Value):
    """One product of an order; unknown weights and an unknown ``liquid`` stay null."""

    sku: str
    product: str | None = None
    liquid: bool | None = None
    quantity: int
    unit_price: Money
    unit_weight_g: int | None = None


class OrderRegistered(Announcement):
    """An order is known, and again with its next ``revision`` when more of it is."""

    TYPE: ClassVar = "OrderRegistered"
    KEY: ClassVar = "order_no"

    purchased_at: datetime
    succeeded_at: datetime | None = None
    customer_id: str | None = None
    customer_class: str | None = None
    province: str | None = None
    dealer_id: str | None = None
    packaging_g: int | None = None
    lines: tuple[OrderLine, ...]


class ReturnRequested(Announcement):
    """A case is opened. ``waybill`` is the parcel it is about, null when none was shipped."""

    TYPE: ClassVar = "ReturnRequested"
    KEY: ClassVar = "case_no"

    requested_at: datetime
    facts: Facts
    lines: tuple[ValuedGoods, ...]
    wish: str | None = None
    remedy: str | None = None
    """As the customer chose; null: the first allowed."""
    amount: Money | None = None
    agent: str | None = None
    customer_id: str | None = None
    dealer_id: str | None = None


class DecidedBefore(Value):
    """What was decided until a later fact changed it, as far as all is known now."""

    decided_at: datetime
    verdict: str
    liable: str
    rule: str
    rules: tuple[str, ...] = ()


class RequestDecided(Announcement):
    """The decision and the facts it stood on; a later revision replaces the one before.

    ``before``: the decisions that stood until ``decided_at``, in their order; null where none did.
    """

    TYPE: ClassVar = "RequestDecided"
    KEY: ClassVar = "case_no"
    BESIDE: ClassVar = frozenset({"before"})

    decided_at: datetime
    facts: Facts
    decision: Decision
    before: tuple[DecidedBefore, ...] | None = None


class EvidenceRequested(Announcement):
    """What the customer is asked to show (``photos``, ``outer_photo``); empty: nothing more.

    Said whenever that changes. What a case still misses of others stands in its decision (D24).
    """

    TYPE: ClassVar = "EvidenceRequested"
    KEY: ClassVar = "case_no"

    missing: tuple[str, ...]
    asked_at: datetime


class EvidenceAttached(Announcement):
    """A file shows something of a case from ``at`` on; the file itself stays with intake (R516).

    ``kind``: photo, outer_photo, weight_slip, sign_off_slip, invoice, chat, document.
    ``outer_package`` is what an outer photo shows.
    """

    TYPE: ClassVar = "EvidenceAttached"
    KEY: ClassVar = "case_no"

    kind: str
    name: str
    media_type: str
    sha256: str
    size: int
    outer_package: str | None = None
    person: str | None = None


class ChosenBefore(Value):
    """What was carried out until a later fact changed it, as far as all is known now."""

    chosen_at: datetime
    remedy: str | None = None
    return_path: str = "none"
    liable: str | None = None
    rule: str
    rules: tuple[str, ...] = ()


class RemedyChosen(Announcement):
    """What is carried out, with the decision's fields as they stand for this remedy.

    ``remedy`` is null when what was chosen is no longer allowed: nothing takes its place (D21).
    ``before``: what was carried out until ``chosen_at``, in its order; null where nothing was.
    """

    TYPE: ClassVar = "RemedyChosen"
    KEY: ClassVar = "case_no"
    BESIDE: ClassVar = frozenset({"before"})

    remedy: str | None
    amount: Money | None = None
    chosen_at: datetime
    return_path: str = "none"
    bears: dict[str, str] = Field(default_factory=dict)
    liable: str | None = None
    book_to: str = "none"
    advance_postage: bool = False
    rules: tuple[str, ...] = ()
    before: tuple[ChosenBefore, ...] | None = None


class ReturnSlipIssued(Announcement):
    """The slip that a returned parcel carries; ``kind``: return or exchange (R202, R511).

    Addresses and notes are as they were printed: the merchant's own, none of a customer's.
    """

    TYPE: ClassVar = "ReturnSlipIssued"
    KEY: ClassVar = "case_no"
    SEALED: ClassVar = frozenset({"recipient"})
    BESIDE: ClassVar = frozenset({"recipient", "address", "exchange_address", "notes"})

    slip: str
    lines: tuple[Goods, ...]
    kind: str = "return"
    address: str | None = None
    exchange_address: str | None = None
    notes: str | None = None
    customer_id: str | None = None
    recipient: str | None = None
    """As in ``ReshipIssued``: who sends the parcel."""


class ReshipIssued(Announcement):
    """The reship order: what the warehouse packs a second time (R501: before any verdict)."""

    TYPE: ClassVar = "ReshipIssued"
    KEY: ClassVar = "case_no"
    SEALED: ClassVar = frozenset({"recipient"})
    BESIDE: ClassVar = SEALED

    remedy: str
    lines: tuple[Goods, ...]
    gift: str | None = None
    rides_with: str | None = None
    recipient: str | None = None
    """JSON ``{holder, name, phone, address}``: whose key it is, and each cell encrypted under it.

    Intake alone holds the keys: who prints a label asks there, and the look is recorded (R516).
    """


class FreightBorne(Value):
    """A freight that the customer bears and a refund deducts."""

    waybill: str
    amount: Money | None


class RefundRequested(Announcement):
    """A payment is due; ``kind``: refund, price_difference, postage. One a case and kind.

    ``lines`` carry the value to be paid a sku, before freights, commission and the cap (D30). A
    postage names its return parcel in ``waybill``.
    """

    TYPE: ClassVar = "RefundRequested"
    KEY: ClassVar = "case_no"

    refund: str
    kind: str
    lines: tuple[ValuedGoods, ...]
    freights: tuple[FreightBorne, ...] = ()
    commission_rate: str | None = None
    customer_id: str | None = None
    waits_for: tuple[str, ...] = ()


class RefundReady(Announcement):
    """Nothing is missing any more: the first table at or after ``ready_at`` pays (D8)."""

    TYPE: ClassVar = "RefundReady"
    KEY: ClassVar = "case_no"

    refund: str
    kind: str
    lines: tuple[ValuedGoods, ...]
    freights: tuple[FreightBorne, ...] = ()
    commission_rate: str | None = None
    customer_id: str | None = None
    ready_at: datetime


class RefundWithdrawn(Announcement):
    """A payment that was requested is not due after all; what is paid already stays paid."""

    TYPE: ClassVar = "RefundWithdrawn"
    KEY: ClassVar = "case_no"

    refund: str
    kind: str


class RefundConfirmed(Announcement):
    """The customer confirmed the refund in the chat (R507); ``person`` is who took it down."""

    TYPE: ClassVar = "RefundConfirmed"
    KEY: ClassVar = "case_no"

    confirmed_at: datetime
    person: str | None = None


class LiabilityDecided(Announcement):
    """A verdict on who is liable (R501); ``account`` is the agent or dealer where it is one's."""

    TYPE: ClassVar = "LiabilityDecided"
    KEY: ClassVar = "case_no"

    decided_at: datetime
    from_party: str = Field(alias="from")
    to_party: str = Field(alias="to")
    account: str | None = None
    reason: str | None = None
    person: str | None = None
    responsible: str | None = None
    """Who of the company answers for it, where the company is liable (R503)."""


class CaseClosed(Announcement):
    """The desk has nothing left to do for the case."""

    TYPE: ClassVar = "CaseClosed"
    KEY: ClassVar = "case_no"

    closed_at: datetime
    outcome: str


EVENTS = (
    OrderRegistered, ReturnRequested, RequestDecided, RemedyChosen, ReturnSlipIssued, ReshipIssued,
    RefundRequested, RefundReady, RefundWithdrawn, RefundConfirmed, LiabilityDecided, CaseClosed,
    *casework.EVENTS, *complaints.EVENTS, *desk.EVENTS,
    EvidenceRequested, EvidenceAttached,
)  # fmt: skip
