"""A parcel's life: shipped, scanned, silent, lost or back; and what its courier is owed for it."""

from __future__ import annotations

from bisect import insort
from datetime import datetime
from typing import ClassVar

from services.logistics.domain import parcel_events as events
from services.logistics.domain.freight import Payable, freight_back, freight_there, transfer_fee
from services.logistics.domain.goods import GoodsBack, ParcelStory
from services.logistics.domain.scans import (
    LOST,
    REFUSED,
    RETURNED,
    SIGNED,
    TRANSFERRED,
    ParcelNotKnown,
    Scan,
)
from services.logistics.domain.shipment import Shipment
from services.logistics.domain.silence import (
    COURIER,
    ENDS,
    Found,
    Loss,
    Movement,
    Stall,
    Step,
    clock,
    due_at,
    found_again,
)
from services.logistics.domain.weekend_hold import ParcelNotOnItsWay, WeekendHold
from shared.store.aggregate import Aggregate

TOLD = frozenset({SIGNED, REFUSED, RETURNED})


class Parcel(Aggregate):
    """Opens when registered, or when goods of an unknown waybill arrive.

    ``shipment`` is null until it is registered; ``lost`` and ``back_at`` stand once recorded.
    """

    TOPIC: ClassVar = "logistics.parcel"
    KIND: ClassVar = "parcel"

    @classmethod
    def registered(cls, waybill: str, shipment: Shipment) -> Parcel:
        """A parcel as its courier took it on; its freight is owed from then on (D3)."""
        return cls.opened(
            events.ParcelRegistered,
            waybill,
            shipment.shipped_at,
            shipment=shipment,
            entry=shipment.freight_there(waybill),
        )

    @classmethod
    def unannounced(cls, waybill: str, goods: GoodsBack) -> Parcel:
        """Goods of a waybill that nobody has registered yet."""
        return cls.opened(events.UnknownParcelArrived, waybill, goods.received_at, goods=goods)

    def begin(self) -> None:
        """An empty life, for the first event's ``apply``."""
        self.shipment: Shipment | None = None
        self.scans: dict[tuple[datetime, str], Scan] = {}
        self.movements: list[Movement] = []
        self.goods: GoodsBack | None = None
        self.holds: dict[datetime, WeekendHold] = {}
        self.asked: set[datetime] = set()
        self.lost: Loss | None = None
        self.found: Found | None = None
        self.back_at: datetime | None = None
        self.transfer_case: str | None = None
        self.revision = 1
        self.next_step: Step | None = None
        self.looked_ahead = False

    @property
    def order_no(self) -> str | None:
        """The order it belongs to, null until it is registered."""
        return self.shipment.order_no if self.shipment else None

    # Told from outside.

    def register(self, shipment: Shipment) -> None:
        """The same parcel again: empty cells may be filled (D31). Raises ``ParcelDiffers``."""
        known = self.shipment
        if known is None:
            entry = shipment.freight_there(self.number)
            self.record(
                events.ParcelIdentified, shipment.shipped_at, shipment=shipment, entry=entry
            )
            self._confirm_loss()
            return
        filled = known.filled(shipment, self.number)
        if filled.freight is not None and filled.freight != known.freight:
            self.record(
                events.FreightFilled,
                known.shipped_at,
                shipment=filled,
                freight=filled.freight,
                entries=self._freights(filled),
                revision=self.revision + 1,
            )
        elif filled != known:
            self.record(
                events.ShipmentFilled,
                known.shipped_at,
                shipment=filled,
                revision=self.revision + 1,
            )

    def scan(self, scan: Scan) -> None:
        """A scan, in whatever order; raises ``ScanDiffers``."""
        known = self.scans.get((scan.at, scan.status))
        told = known.filled(scan, self.number) if known else scan
        if told == known:
            return
        revision = self.revision + 1 if known else 1
        if scan.status == TRANSFERRED:
            self._transferred(told, revision)
            return
        confirms = scan.status == LOST and self._confirmed_by(scan)
        self.record(
            events.ParcelSeen,
            scan.at,
            shipment=self._known(),
            scan=told,
            announced=not confirms and not self._leads_back(scan),
            revision=revision,
        )
        if confirms:
            self._confirm_loss()

    def receive(self, goods: GoodsBack) -> None:
        """What the warehouse noted of it: ends the silence and, once, brings it back (D2, D7)."""
        known = self.goods.with_later(goods) if self.goods else goods
        if known != self.goods:
            self.record(events.GoodsNoted, goods.inspected_at or goods.received_at, goods=known)

    def hold(self, hold: WeekendHold) -> None:
        """It waits over the weekend (R407); raises ``ParcelNotOnItsWay``. No clock stops for it."""
        shipment = self._known()
        if hold.at in self.holds:
            return
        ended = any(status in ENDS for at, status in self.movements if at <= hold.at)
        if ended or self.lost is not None or hold.at < shipment.shipped_at:
            raise ParcelNotOnItsWay(self.number)
        self.record(events.ParcelHeld, hold.at, shipment=shipment, hold=hold)

    def attribute_transfers(self, case_no: str | None) -> None:
        """The order's first request out of area answers for the transfers, also later (D6)."""
        if case_no == self.transfer_case:
            return
        self.record(events.TransfersAttributed, self._known().shipped_at, case_no=case_no)
        for scan in list(self.scans.values()):
            if scan.status == TRANSFERRED:
                self._transferred(scan, self.revision + 1)

    # Passing time.

    @property
    def deadline(self) -> datetime | None:
        """The next silence, loss or coming back."""
        step = self._step()
        return None if step is None else due_at(step)

    def let_time_pass(self, until: datetime) -> None:
        """Ask the courier, confirm the loss, book the way back: each at its own moment."""
        while (due := self.deadline) is not None and due <= until:
            step = self._step()
            match step:
                case Stall():
                    self.record(
                        events.ParcelFellSilent, step.at, shipment=self._known(), stall=step
                    )
                case Loss():
                    self.record(events.LossConfirmed, step.at, shipment=self._known(), loss=step)
                case Found():
                    self.record(events.LostParcelFound, step.at, shipment=self._known(), found=step)
                case _:
                    self._came_back(due)

    @property
    def story(self) -> ParcelStory:
        """What the costs of the order's cases need to know."""
        shipment = self._known()
        told = sorted((s for s in self.scans.values() if s.status in TOLD), key=_moment)
        return ParcelStory(
            waybill=self.number,
            kind=shipment.kind,
            courier=shipment.courier,
            shipped_at=shipment.shipped_at,
            case_no=shipment.case_no,
            freight=shipment.freight,
            picker=shipment.picker,
            scans=tuple(told),
            goods=self.goods,
            lost_at=self.lost.at if self.lost else None,
        )

    # What the events remember; they call these.

    def remember_scan(self, scan: Scan) -> None:
        """Keep a scan, and its movement in the order of time."""
        if (scan.at, scan.status) not in self.scans:
            insort(self.movements, (scan.at, scan.status))
        self.scans[scan.at, scan.status] = scan
        self.looked_ahead = False

    def remember_goods(self, goods: GoodsBack) -> None:
        """Keep what arrived; arriving ends the silence like a ``returned`` scan."""
        if self.goods is not None:
            self.movements.remove((self.goods.received_at, RETURNED))
        insort(self.movements, (goods.received_at, RETURNED))
        self.goods = goods
        self.looked_ahead = False

    # Conclusions.

    def _known(self) -> Shipment:
        if self.shipment is None:
            raise ParcelNotKnown(self.number)
        return self.shipment

    def _step(self) -> Step | None:
        """What passing time brings next; kept until something is remembered."""
        if not self.looked_ahead:
            self.next_step = self._look_ahead()
            self.looked_ahead = True
        return self.next_step

    def _look_ahead(self) -> Step | None:
        if self.shipment is None:
            return None
        steps: list[Step] = []
        if self.lost is None:
            stalls, lost = clock(self.shipment.shipped_at, self.movements)
            steps += [stall for stall in stalls if stall.last_movement_at not in self.asked]
            steps += [lost] if lost else []
        elif self.found is None:
            steps += found_again(self.lost, self.movements)
        if self.back_at is None:
            steps += [at for at, status in self.movements if status == RETURNED][:1]
        return min(steps, key=due_at, default=None)

    def _confirmed_by(self, scan: Scan) -> bool:
        """Whether a ``lost`` scan confirms the loss: not after silence did, nor after the end."""
        if self.lost is not None:
            return False
        shipped_at = self._known().shipped_at
        _, found = clock(shipped_at, sorted([*self.movements, (scan.at, scan.status)]))
        return found is not None and found.by == COURIER and found.at == scan.at

    def _confirm_loss(self) -> None:
        _, found = clock(self._known().shipped_at, self.movements)
        if self.lost is None and found is not None and found.by == COURIER:
            self.record(events.LossConfirmed, found.at, shipment=self._known(), loss=found)

    def _leads_back(self, scan: Scan) -> bool:
        """Whether a ``returned`` scan is told by the parcel's coming back."""
        return scan.status == RETURNED and self.back_at is None

    def _came_back(self, at: datetime) -> None:
        shipment = self._known()
        scan = self.scans.get((at, RETURNED))
        self.record(
            events.ParcelCameBack,
            at,
            shipment=shipment,
            place=scan.place if scan else None,
            entry=freight_back(self.number, shipment.kind, at, shipment.freight),
        )

    def _transferred(self, scan: Scan, revision: int) -> None:
        shipment = self._known()
        self.record(
            events.ParcelHandedOn,
            scan.at,
            shipment=shipment,
            scan=scan,
            transfer_case=self.transfer_case,
            entry=transfer_fee(self.number, shipment.kind, scan.at, scan.fee),
            revision=revision,
        )

    def _freights(self, shipment: Shipment) -> tuple[Payable, ...]:
        """Every freight that was waiting for its amount, dated as if it had been known (D3)."""
        there = freight_there(self.number, shipment.kind, shipment.shipped_at, shipment.freight)
        back = self.back_at and freight_back(
            self.number, shipment.kind, self.back_at, shipment.freight
        )
        return tuple(entry for entry in (there, back) if entry)


def _moment(scan: Scan) -> datetime:
    return scan.at
