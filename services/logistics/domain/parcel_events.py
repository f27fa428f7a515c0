"""What is remembered of a parcel. Each carries its shipment, so that it can be told by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from services.logistics.domain.freight import Payable
from services.logistics.domain.goods import GoodsBack
from services.logistics.domain.scans import Scan
from services.logistics.domain.shipment import Shipment
from services.logistics.domain.silence import Found, Loss, Stall
from services.logistics.domain.weekend_hold import WeekendHold
from shared.money import Money
from shared.store.aggregate import DomainEvent, FirstEvent

if TYPE_CHECKING:
    from services.logistics.domain.parcel import Parcel


class ParcelRegistered(FirstEvent):
    """The courier took it on; ``entry`` is the freight owed, null while unknown (D3)."""

    TOPIC: ClassVar = "logistics.parcel-registered.v1"

    shipment: Shipment
    entry: Payable | None

    def apply(self, parcel: Parcel) -> None:
        parcel.begin()
        parcel.shipment = self.shipment


class UnknownParcelArrived(FirstEvent):
    """Goods arrived under a waybill that is not registered yet."""

    TOPIC: ClassVar = "logistics.unknown-parcel-arrived.v1"

    goods: GoodsBack

    def apply(self, parcel: Parcel) -> None:
        parcel.begin()
        parcel.remember_goods(self.goods)


class ParcelIdentified(DomainEvent):
    """A parcel whose goods came first is registered."""

    TOPIC: ClassVar = "logistics.parcel-identified.v1"

    shipment: Shipment
    entry: Payable | None

    def apply(self, parcel: Parcel) -> None:
        parcel.shipment = self.shipment
        parcel.looked_ahead = False


class ShipmentFilled(DomainEvent):
    """The picker or the case became known later."""

    TOPIC: ClassVar = "logistics.shipment-filled.v1"

    shipment: Shipment
    revision: int

    def apply(self, parcel: Parcel) -> None:
        parcel.shipment = self.shipment
        parcel.revision = self.revision


class FreightFilled(DomainEvent):
    """The freight became known later, with what it makes owed (D3)."""

    TOPIC: ClassVar = "logistics.freight-filled.v1"

    shipment: Shipment
    freight: Money
    entries: tuple[Payable, ...]
    revision: int

    def apply(self, parcel: Parcel) -> None:
        parcel.shipment = self.shipment
        parcel.revision = self.revision


class ParcelSeen(DomainEvent):
    """A scan; ``announced`` unless what follows from it says the same."""

    TOPIC: ClassVar = "logistics.parcel-seen.v1"

    shipment: Shipment
    scan: Scan
    announced: bool
    revision: int

    def apply(self, parcel: Parcel) -> None:
        parcel.remember_scan(self.scan)
        parcel.revision = max(parcel.revision, self.revision)


class ParcelHandedOn(DomainEvent):
    """A partner took it on; ``entry`` is the fee, null while unknown (R402)."""

    TOPIC: ClassVar = "logistics.parcel-handed-on.v1"

    shipment: Shipment
    scan: Scan
    transfer_case: str | None
    entry: Payable | None
    revision: int

    def apply(self, parcel: Parcel) -> None:
        parcel.remember_scan(self.scan)
        parcel.revision = max(parcel.revision, self.revision)


class TransfersAttributed(DomainEvent):
    """The case that the parcel's transfers belong to became known (D6)."""

    TOPIC: ClassVar = "logistics.transfers-attributed.v1"

    case_no: str | None

    def apply(self, parcel: Parcel) -> None:
        parcel.transfer_case = self.case_no


class GoodsNoted(DomainEvent):
    """What the warehouse says of the goods that arrived in it."""

    TOPIC: ClassVar = "logistics.goods-noted.v1"

    goods: GoodsBack

    def apply(self, parcel: Parcel) -> None:
        parcel.remember_goods(self.goods)


class ParcelHeld(DomainEvent):
    """A company's parcel waits over the weekend (R407)."""

    TOPIC: ClassVar = "logistics.parcel-held.v1"

    shipment: Shipment
    hold: WeekendHold

    def apply(self, parcel: Parcel) -> None:
        parcel.holds[self.at] = self.hold


class ParcelFellSilent(DomainEvent):
    """No scan for 48 hours: the courier is asked (R403)."""

    TOPIC: ClassVar = "logistics.parcel-fell-silent.v1"

    shipment: Shipment
    stall: Stall

    def apply(self, parcel: Parcel) -> None:
        parcel.asked.add(self.stall.last_movement_at)
        parcel.looked_ahead = False


class LossConfirmed(DomainEvent):
    """The parcel is lost, and stays so whatever is scanned later (R406, D7)."""

    TOPIC: ClassVar = "logistics.loss-confirmed.v1"

    shipment: Shipment
    loss: Loss

    def apply(self, parcel: Parcel) -> None:
        parcel.lost = self.loss
        parcel.looked_ahead = False


class LostParcelFound(DomainEvent):
    """It was heard of again after its loss was confirmed (D7)."""

    TOPIC: ClassVar = "logistics.lost-parcel-found.v1"

    shipment: Shipment
    found: Found

    def apply(self, parcel: Parcel) -> None:
        parcel.found = self.found
        parcel.looked_ahead = False


class ParcelCameBack(DomainEvent):
    """It came back; ``entry`` is the freight of the way back (D2)."""

    TOPIC: ClassVar = "logistics.parcel-came-back.v1"

    shipment: Shipment
    place: str | None
    entry: Payable | None

    def apply(self, parcel: Parcel) -> None:
        parcel.back_at = self.at
        parcel.looked_ahead = False
