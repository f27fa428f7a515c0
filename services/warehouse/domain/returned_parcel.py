"""The register's entry for one parcel that came back: received, inspected, matched (R505, D10)."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from services.warehouse.domain.inspection_photos import InspectionPhoto, counted
from services.warehouse.domain.register_row import RegisterRow, merged, sorted_rows
from shared.evidence.look import Look
from shared.store.aggregate import Aggregate, DomainEvent, FirstEvent

DAMAGED = "damaged"


class ReturnedParcelOpened(FirstEvent):
    """A waybill is heard of: as a parcel sent, or as goods that arrived with no owner known."""

    TOPIC: ClassVar = "warehouse.returned-parcel-opened.v1"
    order_no: str | None
    case_no: str | None
    courier: str | None

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.order_no, parcel.case_no, parcel.courier = self.order_no, self.case_no, self.courier
        parcel.rows = ()
        parcel.received_at = None
        parcel.found = None
        parcel.damaged, parcel.photos, parcel.looks = (), (), ()
        parcel.revisions = {}


class GoodsReceived(DomainEvent):
    """Goods arrived, at the first receipt; told again when more rows of the parcel are known."""

    TOPIC: ClassVar = "warehouse.goods-received.v1"
    rows: tuple[RegisterRow, ...]
    order_no: str | None
    case_no: str | None
    courier: str | None
    revision: int

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.rows = self.rows
        parcel.received_at = self.at
        parcel.revisions["received"] = self.revision


class RowFilled(DomainEvent):
    """Empty cells of a row are known now (D31)."""

    TOPIC: ClassVar = "warehouse.register-row-filled.v1"
    rows: tuple[RegisterRow, ...]

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.rows = self.rows


class GoodsInspected(DomainEvent):
    """All rows are inspected; ``at`` is the latest of their moments (D10)."""

    TOPIC: ClassVar = "warehouse.goods-inspected.v1"
    received_at: datetime
    rows: tuple[RegisterRow, ...]
    order_no: str | None
    case_no: str | None
    courier: str | None
    revision: int

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.found = self.rows
        parcel.revisions["inspected"] = self.revision


class DamageFound(DomainEvent):
    """Inspection confirmed damage; ``rows`` are the damaged ones (D1)."""

    TOPIC: ClassVar = "warehouse.damage-found.v1"
    rows: tuple[RegisterRow, ...]
    order_no: str | None
    case_no: str | None
    courier: str | None
    revision: int

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.damaged = self.rows
        parcel.revisions["damage"] = self.revision


class ParcelIdentified(DomainEvent):
    """Whose parcel it is, learnt before anything of it came back."""

    TOPIC: ClassVar = "warehouse.returned-parcel-identified.v1"
    order_no: str
    case_no: str | None
    courier: str | None

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.order_no, parcel.case_no, parcel.courier = self.order_no, self.case_no, self.courier


class ReturnedParcelMatched(DomainEvent):
    """A parcel that arrived without an owner found its order; repeats what was found in it."""

    TOPIC: ClassVar = "warehouse.returned-parcel-matched.v1"
    order_no: str
    case_no: str | None
    courier: str | None
    received_at: datetime
    inspected_at: datetime | None
    rows: tuple[RegisterRow, ...]

    def apply(self, parcel: ReturnedParcel) -> None:
        """Remember."""
        parcel.order_no, parcel.case_no, parcel.courier = self.order_no, self.case_no, self.courier


class ReturnedParcel(Aggregate):
    """Goods and their owner are separate facts: either may be known first."""

    TOPIC: ClassVar = "warehouse.returned-parcel"
    KIND = "returned-parcel"

    if TYPE_CHECKING:
        order_no: str | None
        case_no: str | None
        courier: str | None
        rows: tuple[RegisterRow, ...]
        received_at: datetime | None
        found: tuple[RegisterRow, ...] | None
        damaged: tuple[RegisterRow, ...]
        photos: tuple[tuple[datetime, InspectionPhoto], ...]
        looks: tuple[Look, ...]
        revisions: dict[str, int]

    @classmethod
    def open(
        cls,
        waybill: str,
        at: datetime,
        order_no: str | None = None,
        case_no: str | None = None,
        courier: str | None = None,
    ) -> ReturnedParcel:
        """An entry for a waybill; nothing came back yet."""
        return cls.opened(
            ReturnedParcelOpened, waybill, at, order_no=order_no, case_no=case_no, courier=courier
        )

    def identify(
        self, at: datetime, order_no: str, case_no: str | None, courier: str | None
    ) -> None:
        """Note whose parcel it is; goods already here are matched with their order."""
        if self.order_no is not None:
            return
        owner = {"order_no": order_no, "case_no": case_no, "courier": courier}
        if self.received_at is None:
            self.record(ParcelIdentified, at, **owner)
            return
        self.record(
            ReturnedParcelMatched,
            max(at, self.received_at),
            received_at=self.received_at,
            inspected_at=_inspected_at(self.found) if self.found else None,
            rows=self.rows,
            **owner,
        )

    def enter(self, row: RegisterRow) -> None:
        """Note a row of the register; the same row again fills its empty cells only (D31)."""
        rows = merged(self.rows, row)
        if rows == self.rows:
            return
        if len(rows) == len(self.rows):
            self.record(RowFilled, row.received_at, rows=rows)
            return
        first = min(each.received_at for each in rows)
        self.record(GoodsReceived, first, rows=rows, **self._next("received"))

    @property
    def deadline(self) -> datetime | None:
        """When inspection is complete, until that is announced."""
        return None if self.rows == (self.found or ()) else _inspected_at(self.rows)

    def let_time_pass(self, until: datetime) -> None:
        """Announce what inspection found once all of it is inspected (D10)."""
        moment = self.deadline
        if moment is None or moment > until or self.received_at is None:
            return
        self.record(
            GoodsInspected,
            moment,
            received_at=self.received_at,
            rows=self.rows,
            **self._next("inspected"),
        )
        self.tell_of_damage()

    def tell_of_damage(self) -> None:
        """What inspection found damaged, at its moment; again when more photos show it (R506)."""
        moment = _inspected_at(self.found) if self.found else None
        damaged = tuple(row for row in self.found or () if row.condition == DAMAGED)
        shown = counted(damaged, self.photos) if self.photos else damaged
        if moment is not None and shown != self.damaged:
            self.record(DamageFound, moment, rows=shown, **self._next("damage"))

    def _next(self, what: str) -> dict[str, object]:
        """Whose parcel it is, and how often the same was announced with this time."""
        return {
            "order_no": self.order_no,
            "case_no": self.case_no,
            "courier": self.courier,
            "revision": self.revisions.get(what, 0) + 1,
        }


def _inspected_at(rows: tuple[RegisterRow, ...]) -> datetime | None:
    """The latest inspection of all rows; null while one is not inspected (D10)."""
    moments = [row.inspected_at for row in sorted_rows(rows)]
    known = [moment for moment in moments if moment is not None]
    return max(known) if known and len(known) == len(moments) else None
