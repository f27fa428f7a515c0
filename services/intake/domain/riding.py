"""An exchange that rides with a new order of the same customer: one shipment (R510)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.intake.domain import casework_events as did
from services.intake.domain.carrying_out import RESHIPS
from services.intake.domain.casework import EXCHANGE, asked_by_then, carried_out
from services.intake.domain.casework_refusals import (
    AlreadyShipped,
    GoodsNotBack,
    NoExchange,
    OtherCustomer,
)
from services.intake.domain.flags import RIDE, RIDE_NOTE, Flag, put_up, take_down
from services.intake.domain.parcels import OUTBOUND, shipped
from shared.store.aggregate import DomainEvent

if TYPE_CHECKING:
    from services.intake.domain.order import Order
    from services.intake.domain.payments import Matter
    from services.intake.domain.return_case import ReturnCase

SENT_AGAIN = RESHIPS | {EXCHANGE}


class RiderTaken(DomainEvent):
    """A case's exchange goes into the order's parcel."""

    TOPIC: ClassVar = "intake.rider-taken.v1"
    case_no: str

    def apply(self, order: Order) -> None:
        order.riders = (*order.riders, self.case_no)


def ride(case: ReturnCase, at: datetime, person: str, matter: Matter, new: Order) -> None:
    """Let what the case sends again go with a new order that has not left yet."""
    known = case.work.ride
    if known is not None and known.order_no == new.number:
        return
    asked_by_then(case, at)
    remedy = matter.judgement.remedy
    if remedy not in SENT_AGAIN or matter.parcel is None:
        raise NoExchange(f"case {case.number} sends nothing again")
    done = carried_out(case, matter)
    if done is not None:
        raise AlreadyShipped(f"case {case.number}: {done}")
    if case.reship is None:
        raise GoodsNotBack(f"case {case.number} waits for what comes back to be inspected")
    _same_customer(matter, new)
    if shipped(new.parcels, OUTBOUND):
        raise AlreadyShipped(f"order {new.number} has left")
    take_along(case, at, matter, did.Ride(new.number, at, person))
    if case.number not in new.riders:
        new.record(RiderTaken, at, case_no=case.number)
    put_up(new, at, f"{RIDE}:{case.number}", _flag(case, person))


def take_along(case: ReturnCase, at: datetime, matter: Matter, ride: did.Ride) -> None:
    """Issue the reship order again, riding."""
    case.record(
        did.ExchangeRides,
        at,
        subject=case.subject,
        rule=matter.judgement.rule,
        remedy=matter.judgement.remedy,
        lines=case.pieces,
        ride=ride,
        revision=case.revisions["reship"] + 1,
    )


def note_shipped(case: ReturnCase, new: Order) -> None:
    """The new order's parcel left: the first one since the ride was agreed took the exchange."""
    ride = case.work.ride
    if ride is None or ride.order_no != new.number:
        return
    left = [p.shipped_at for p in shipped(new.parcels, OUTBOUND) if p.shipped_at is not None]
    at = min((moment for moment in left if moment >= ride.since), default=None)
    if at is not None and at != ride.shipped_at:
        case.record(did.RideShipped, at)


def give_up(case: ReturnCase, at: datetime, new: Order) -> None:
    """The case sends nothing again any more: the new order goes alone."""
    case.record(did.RideGivenUp, at)
    take_down(new, at, f"{RIDE}:{case.number}")


def is_idle(case: ReturnCase) -> bool:
    """Whether a ride was agreed that the case's remedy does not need any more."""
    ride, chosen = case.work.ride, case.chosen
    remedy = chosen.remedy if chosen is not None else None
    return ride is not None and ride.shipped_at is None and remedy not in SENT_AGAIN


def _same_customer(matter: Matter, new: Order) -> None:
    ours = matter.dossier.order.customer_id
    theirs = new.registration.customer_id if new.registration is not None else None
    if ours is None or ours != theirs:
        raise OtherCustomer(f"order {new.number} is not known to be of the same customer")


def _flag(case: ReturnCase, person: str) -> Flag:
    goods = ", ".join(f"{piece.sku} × {piece.quantity}" for piece in case.pieces)
    note = RIDE_NOTE.format(case.number, case.number, goods)
    return Flag(RIDE, note, case.number, person)
