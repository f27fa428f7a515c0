"""What the desk knows of an order's parcels: when each thing first happened to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from shared.money import Money

OUTBOUND = "outbound"
RETURN = "return"
RESHIP = "reship"


@dataclass(frozen=True, slots=True)
class Signed:
    """A scan that says a parcel was signed for."""

    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class Found:
    """So many pieces that inspection found in a parcel, in one condition."""

    sku: str
    quantity: int
    condition: str


@dataclass(slots=True)
class ParcelLife:
    """One parcel. It may be heard of before its shipping is: then ``shipped_at`` is unknown."""

    waybill: str
    kind: str | None = None
    courier: str | None = None
    shipped_at: datetime | None = None
    case_no: str | None = None
    freight: Money | None = None
    arrived_at: datetime | None = None
    refused_at: datetime | None = None
    signed: tuple[Signed, ...] = ()
    """By time."""
    returned_at: datetime | None = None
    lost_at: datetime | None = None
    held: tuple[datetime, ...] = ()
    """When the courier said that the address is wrong: it holds the parcel (R401)."""
    inspected_at: datetime | None = None
    found: tuple[Found, ...] = ()

    @property
    def came_back(self) -> bool:
        """Whether its way back has arisen (D2)."""
        return self.returned_at is not None or self.inspected_at is not None

    def stage(self, at: datetime) -> str:
        """How far it had got by a moment (D33)."""
        if self.signed and self.signed[0].at <= at:
            return "signed"
        at_door = (
            moment is not None and moment <= at for moment in (self.arrived_at, self.refused_at)
        )
        return "at_door" if any(at_door) else "in_transit"

    def good_pieces(self, sku: str) -> int:
        """How many pieces of a product came back in it undamaged and unused (D10)."""
        return sum(f.quantity for f in self.found if f.sku == sku and f.condition == "good")


@dataclass(frozen=True, slots=True)
class Comeback:
    """The inspected parcels that brought a case's goods back, and since when they have."""

    at: datetime
    parcels: tuple[ParcelLife, ...]

    def good_pieces(self, sku: str) -> int:
        """How many good pieces of a product came back."""
        return sum(parcel.good_pieces(sku) for parcel in self.parcels)


def shipped(parcels: Mapping[str, ParcelLife], kind: str) -> list[ParcelLife]:
    """The parcels of a kind, in the order in which they were shipped."""
    dated = [
        (parcel.shipped_at, parcel.waybill, parcel)
        for parcel in parcels.values()
        if parcel.kind == kind and parcel.shipped_at is not None
    ]
    return [parcel for _, _, parcel in sorted(dated, key=itemgetter(0, 1))]


def brought_back(sent: Sequence[ParcelLife], ours: Sequence[ParcelLife]) -> Comeback | None:
    """The first moment at which everything sent back by then was inspected.

    That is what the customer ``sent``; until it sends anything, ``ours``, refused or intercepted.
    """
    inspected = (p.inspected_at for p in (*sent, *ours) if p.inspected_at is not None)
    for moment in sorted(inspected):
        own = [p for p in sent if p.shipped_at is not None and p.shipped_at <= moment]
        under_way = own or ours
        done = (p.inspected_at is not None and p.inspected_at <= moment for p in under_way)
        if under_way and all(done):
            return Comeback(moment, tuple(under_way))
    return None
