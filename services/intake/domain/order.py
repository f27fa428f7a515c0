"""An order's file: as registered, with the life of its parcels and the numbers of its cases.

It notes facts, each once; what follows from them is drawn by its cases (ADR 0001).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain.dossier import Dossier
from services.intake.domain.flags import Flag
from services.intake.domain.looks import (
    AskForTheCustomer,
    CustomerDataViewed,
    RecipientForgotten,
    RecipientNotKnown,
)
from services.intake.domain.parcels import Found, ParcelLife, Signed
from services.intake.domain.recipient import Recipient, set_apart
from services.intake.domain.refusals import OrderNotKnown
from services.intake.domain.registration import Registration
from shared.money import Money
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent


class Order(Aggregate):
    """Opens when it is registered, or when a parcel of it is heard of first; never closes."""

    TOPIC: ClassVar = "intake.order"
    KIND: ClassVar = "order"

    if TYPE_CHECKING:  # The library would make fields of a dataclass out of these.
        registration: Registration | None
        revision: int
        parcels: dict[str, ParcelLife]
        cases: list[str]
        flags: dict[str, Flag]
        flagged: int
        looks: list[CustomerDataViewed]
        forgotten_at: datetime | None
        riders: tuple[str, ...]

    @classmethod
    def registered(cls, order_no: str, registration: Registration) -> Order:
        """A new file for an order."""
        at = registration.purchased_at
        return cls.opened(OrderOpened, order_no, at, registration=registration)

    @classmethod
    def heard_of(cls, order_no: str, at: datetime) -> Order:
        """A new file for an order that nobody has registered yet."""
        return cls.opened(FileOpened, order_no, at)

    def begin(self, registration: Registration | None, revision: int) -> None:
        """The state of a new file. For the first events alone."""
        self.registration, self.revision = registration, revision
        self.parcels, self.cases = {}, []
        self.flags, self.flagged, self.riders = {}, 0, ()
        self.looks, self.forgotten_at = [], None

    @property
    def order_no(self) -> str:
        """The order itself."""
        return self.number

    def register(self, brought: Registration, sealed_now: Recipient | None = None) -> None:
        """Take the order's rows, again or with more in them (D31).

        ``sealed_now``: the known recipient where it was stored in plain text, sealed since.
        """
        known = self.registration
        if known is not None and sealed_now is not None:
            known = replace(known, recipient=sealed_now)
        merged = brought if known is None else known.merged(brought)
        if merged is known:
            return
        succeeded = merged.succeeded_at if known and known.succeeded_at is None else None
        self.record(
            OrderFilled,
            succeeded or merged.purchased_at,
            registration=merged,
            revision=self.revision + 1,
        )

    def dossier(self) -> Dossier:
        """What is known now, for judging a case; refused for an order that is not registered."""
        if self.registration is None:
            raise OrderNotKnown(f"order {self.number} is not known")
        return Dossier(self.number, self.registration, self.parcels)

    def admit(self, case_no: str, at: datetime) -> None:
        """Take a case into the file."""
        if case_no not in self.cases:
            self.record(CaseAdmitted, at, case_no=case_no)

    def look(self, at: datetime, person: str, reason: str, case_no: str | None) -> Recipient:
        """Somebody needs to see the recipient; remembered before anything is shown (R516)."""
        recipient = self.registration.recipient if self.registration is not None else None
        if recipient is None:
            raise RecipientNotKnown(f"order {self.number}: no name, phone or address is known")
        seen = {"person": person, "reason": reason, "cells": tuple(recipient.known)}
        self.record(CustomerDataViewed, at, case_no=case_no, **seen)
        return recipient

    def forget(self, at: datetime, person: str, reason: str) -> None:
        """The recipient of an order whose customer nobody knows is forgotten."""
        customer_id = self.registration.customer_id if self.registration is not None else None
        if customer_id is not None:
            raise AskForTheCustomer(f"order {self.number} is customer {customer_id}'s")
        self.record(RecipientForgotten, at, person=person, reason=reason)

    def note_shipped(self, at: datetime, shipped: ParcelLife) -> None:
        """A parcel of the order left."""
        known = self.parcels.get(shipped.waybill)
        if known is None or known.shipped_at is None:
            self.record(
                ParcelNoted,
                at,
                waybill=shipped.waybill,
                kind=shipped.kind,
                courier=shipped.courier,
                case_no=shipped.case_no,
                freight=shipped.freight,
            )
        elif shipped.freight is not None:
            self.note_freight(at, shipped.waybill, shipped.freight)

    def note_freight(self, at: datetime, waybill: str, freight: Money) -> None:
        """A parcel's freight became known."""
        known = self.parcels.get(waybill)
        if known is None or known.freight != freight:
            self.record(FreightNoted, at, waybill=waybill, freight=freight)

    def note_moved(
        self, at: datetime, waybill: str, status: str, signed_by: str | None = None
    ) -> None:
        """A parcel arrived, was refused, held, signed for, returned or lost; only news count."""
        known = self.parcels.get(waybill)
        if known is None or _is_news(known, at, status, signed_by):
            self.record(ParcelMoved, at, waybill=waybill, status=status, signed_by=signed_by)

    def note_inspected(self, at: datetime, waybill: str, found: tuple[Found, ...]) -> None:
        """A parcel that came back was inspected, or inspected anew with further rows."""
        known = self.parcels.get(waybill)
        if known is None or (known.inspected_at, known.found) != (at, found):
            self.record(GoodsNoted, at, waybill=waybill, found=found)

    def parcel(self, waybill: str) -> ParcelLife:
        """The life of a parcel, begun when it is first heard of. Only events change it."""
        life = self.parcels.get(waybill)
        if life is None:
            life = self.parcels[waybill] = ParcelLife(waybill)
        return life


def _is_news(life: ParcelLife, at: datetime, status: str, signed_by: str | None) -> bool:
    match status:
        case "signed":
            return Signed(at, signed_by) not in life.signed
        case "wrong_address":
            return at not in life.held
        case "arrived":
            known = life.arrived_at
        case "refused":
            known = life.refused_at
        case "returned":
            known = life.returned_at
        case "lost":
            known = life.lost_at
        case _:
            return False
    return known is None or at < known


class OrderOpened(FirstEvent):
    """The merchant registered the order."""

    TOPIC: ClassVar = "intake.order-opened.v2"
    upcast_v1_v2: ClassVar = staticmethod(set_apart)
    registration: Registration

    def apply(self, order: Order) -> None:
        order.begin(self.registration, revision=1)


class FileOpened(FirstEvent):
    """Something of the order was heard before the order itself."""

    TOPIC: ClassVar = "intake.order-file-opened.v1"

    def apply(self, order: Order) -> None:
        order.begin(None, revision=0)


class OrderFilled(DomainEvent):
    """More of the order is known; ``registration`` is all of it."""

    TOPIC: ClassVar = "intake.order-filled.v2"
    upcast_v1_v2: ClassVar = staticmethod(set_apart)
    registration: Registration
    revision: int

    def apply(self, order: Order) -> None:
        order.registration, order.revision = self.registration, self.revision


class CaseAdmitted(DomainEvent):
    """A request about the order became a case."""

    TOPIC: ClassVar = "intake.case-admitted.v1"
    case_no: str

    def apply(self, order: Order) -> None:
        order.cases.append(self.case_no)


class ParcelNoted(DomainEvent):
    """A parcel left ``at`` that moment."""

    TOPIC: ClassVar = "intake.parcel-noted.v1"
    waybill: str
    kind: str
    courier: str | None
    case_no: str | None
    freight: Money | None

    def apply(self, order: Order) -> None:
        life = order.parcel(self.waybill)
        life.kind, life.courier, life.case_no = self.kind, self.courier, self.case_no
        life.shipped_at = self.at
        life.freight = self.freight if self.freight is not None else life.freight


class FreightNoted(DomainEvent):
    """A parcel's freight is known."""

    TOPIC: ClassVar = "intake.freight-noted.v1"
    waybill: str
    freight: Money

    def apply(self, order: Order) -> None:
        order.parcel(self.waybill).freight = self.freight


class ParcelMoved(DomainEvent):
    """Something that may matter to a case happened to a parcel."""

    TOPIC: ClassVar = "intake.parcel-moved.v1"
    waybill: str
    status: str
    signed_by: str | None

    def apply(self, order: Order) -> None:
        life = order.parcel(self.waybill)
        match self.status:
            case "signed":
                signed = (*life.signed, Signed(self.at, self.signed_by))
                life.signed = tuple(sorted(signed, key=lambda scan: scan.at))
            case "wrong_address":
                life.held = (*life.held, self.at)
            case "arrived":
                life.arrived_at = self.at
            case "refused":
                life.refused_at = self.at
            case "returned":
                life.returned_at = self.at
            case "lost":
                life.lost_at = self.at


class GoodsNoted(DomainEvent):
    """What inspection found in a parcel."""

    TOPIC: ClassVar = "intake.goods-noted.v1"
    waybill: str
    found: tuple[Found, ...]

    def apply(self, order: Order) -> None:
        life = order.parcel(self.waybill)
        life.inspected_at, life.found = self.at, self.found
