"""Parcels as finance needs them beside a courier's bill: whose, by whom, how heavy, where to.

The ledger tells what is booked in a month; this tells what stands elsewhere, or nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import msgspec

from services.finance.domain.bill_reasons import Elsewhere, OurParcel
from services.finance.domain.reconciliation import CLAIM
from shared.contracts import intake, logistics
from shared.projection.projection import Projection, Table
from shared.projection.reading import ReadEntry, moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shared.bus.record import Received
    from shared.projection.projection import Rows
    from shared.projection.storage import Select, Storage

PARCEL = Table(
    "parcel_list_parcel",
    ("waybill", "revision", "kind", "courier", "order_no", "case_no", "shipped_at"),
    key=("waybill", "revision"),
    whole_numbers=frozenset({"revision"}),
)
WEIGHT = Table(
    "parcel_list_weight",
    ("waybill", "at", "weight_g"),
    key=("waybill", "at"),
    whole_numbers=frozenset({"weight_g"}),
)
PLACE = Table(
    "parcel_list_place",
    ("order_no", "revision", "province"),
    key=("order_no", "revision"),
    whole_numbers=frozenset({"revision"}),
)
ENTRY = Table(
    "parcel_list_entry",
    ("entry", "waybill", "courier", "kind", "period"),
    key=("entry",),
    indexes=(("waybill",),),
)
"""What costs or credits a parcel besides its way out: few, so that they may be looked up."""
KINDS = {"return_freight": "return", "transfer_fee": "transfer"}
_PICKED_UP = b'"status":"picked_up"'
CHARGED_BACK = frozenset({logistics.CourierChargeback.TYPE})
CAME_BACK = logistics.ParcelReturned.TYPE
OURS = frozenset({"outbound", "reship"})
AT_ONCE = 5_000
"""Waybills asked for in one statement."""


class ReadParcel(msgspec.Struct, gc=False):
    """What is kept of a parcel."""

    waybill: str
    kind: str
    shipped_at: str
    courier: str | None = None
    order_no: str | None = None
    case_no: str | None = None
    revision: int = 1


class ReadScan(msgspec.Struct, gc=False):
    """What is kept of the scan that weighs it."""

    waybill: str
    at: str
    weight_g: int | None = None


class ReadBooked(msgspec.Struct, gc=False):
    """An announcement with entries on a parcel."""

    at: str
    waybill: str | None = None
    courier: str | None = None
    kind: str | None = None
    entry: ReadEntry | None = None
    entries: tuple[ReadEntry, ...] = ()


class ReadOrder(msgspec.Struct, gc=False):
    """Where an order goes."""

    order_no: str
    province: str | None = None
    revision: int = 1


_parcel = msgspec.json.Decoder(ReadParcel).decode
_scan = msgspec.json.Decoder(ReadScan).decode
_booked = msgspec.json.Decoder(ReadBooked).decode
_order = msgspec.json.Decoder(ReadOrder).decode


def _shipped(record: Received, rows: Rows) -> None:
    said = _parcel(record.value)
    about = (said.courier or "", said.order_no or "", said.case_no or "", moment(said.shipped_at))
    rows[PARCEL.name].append((said.waybill, str(said.revision), said.kind, *about))


def _scanned(record: Received, rows: Rows) -> None:
    """Only the outbound weight counts, which the first scan tells."""
    if _PICKED_UP in record.value:
        said = _scan(record.value)
        if said.weight_g is not None:
            rows[WEIGHT.name].append((said.waybill, moment(said.at), str(said.weight_g)))


def _charged(record: Received, rows: Rows) -> None:
    """The way back, a transfer, a chargeback: the month in which it was certain."""
    said = _booked(record.value)
    if said.entry is None and said.kind in OURS and record.type == CAME_BACK:
        about = (said.waybill or "", said.courier or "", "return", moment(said.at)[:7])
        rows[ENTRY.name].append((f"{said.waybill}/return", *about))  # Its freight is unknown.
    for entry in said.entries if said.entry is None else (said.entry,):
        kind = CLAIM if record.type in CHARGED_BACK else KINDS.get(entry.cost)
        if kind is not None:
            about = (said.waybill or "", said.courier or "", kind, moment(entry.certain_at)[:7])
            rows[ENTRY.name].append((entry.entry, *about))


def _registered(record: Received, rows: Rows) -> None:
    said = _order(record.value)
    if said.province:
        rows[PLACE.name].append((said.order_no, str(said.revision), said.province))


PROJECTION = Projection(
    service="finance",
    name="parcel_list",
    version=1,
    topics=(intake.TOPIC, logistics.TOPIC),
    folds={
        intake.OrderRegistered.TYPE: _registered,
        logistics.ParcelShipped.TYPE: _shipped,
        logistics.ParcelScanned.TYPE: _scanned,
        logistics.ParcelReturned.TYPE: _charged,
        logistics.FreightRecorded.TYPE: _charged,
        logistics.ParcelTransferred.TYPE: _charged,
        logistics.CourierChargeback.TYPE: _charged,
    },
    own_tables=(PARCEL, WEIGHT, PLACE, ENTRY),
)


def parcels_of(storage: Storage, waybills: Iterable[str]) -> dict[str, OurParcel]:
    """What is known of these parcels, the newest word on each; those that are ours."""
    found: dict[str, OurParcel] = {}
    with storage.reading() as select:
        for page in _pages(sorted({*waybills})):
            found |= _page(select, page)
    return found


def entries_of(storage: Storage, waybills: Iterable[str]) -> dict[str, list[Elsewhere]]:
    """Where entries on these parcels stand, in whatever month; their ways out are not among them.

    Those follow from when a parcel was shipped (D3).
    """
    found: defaultdict[str, list[Elsewhere]] = defaultdict(list)
    with storage.reading() as select:
        for page in _pages(sorted({*waybills})):
            rows = select(
                f"SELECT waybill, courier, period, kind FROM {ENTRY.name}"  # noqa: S608  # marks alone
                f" WHERE waybill IN ({_marks(page)}) ORDER BY waybill, period, kind",
                *page,
            )
            for waybill, courier, period, kind in rows:
                found[waybill].append(Elsewhere(courier, period, kind))
    return found


def _page(select: Select, waybills: Sequence[str]) -> dict[str, OurParcel]:
    rows = select(
        "SELECT waybill, kind, courier, order_no, case_no, shipped_at"  # noqa: S608  # marks alone
        f" FROM {PARCEL.name} WHERE waybill IN ({_marks(waybills)}) ORDER BY waybill, revision",
        *waybills,
    )
    parcels: dict[str, tuple[Any, ...]] = {row[0]: row[1:] for row in rows}
    weighed = select(
        f"SELECT waybill, weight_g FROM {WEIGHT.name}"  # noqa: S608  # marks alone
        f" WHERE waybill IN ({_marks(waybills)}) ORDER BY waybill, at DESC",
        *waybills,
    )
    weights = dict(weighed)
    orders = sorted({row[2] for row in parcels.values() if row[2]})
    places: dict[str, str] = defaultdict(str)
    if orders:
        told = select(
            f"SELECT order_no, province FROM {PLACE.name}"  # noqa: S608  # marks alone
            f" WHERE order_no IN ({_marks(orders)}) ORDER BY order_no, revision",
            *orders,
        )
        places.update(told)
    return {
        waybill: OurParcel(
            kind, courier, order_no or None, case_no or None, shipped_at,
            weights.get(waybill), places[order_no] or None,
        )
        for waybill, (kind, courier, order_no, case_no, shipped_at) in parcels.items()
    }  # fmt: skip


def _pages(things: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(things), AT_ONCE):
        yield things[start : start + AT_ONCE]


def _marks(things: Sequence[str]) -> str:
    return ", ".join("?" * len(things))
