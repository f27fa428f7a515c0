"""The warehouse's list: returned goods to inspect, reship orders to pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.warehouse.domain import due as desk
from shared.contracts import intake, logistics
from shared.contracts import warehouse as say
from shared.pending import Fact
from shared.projection.due import Listing, due_projection, happened
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows


class ReadParcel(msgspec.Struct, gc=False):
    """What came back in a parcel: of its rows only how many."""

    at: str
    waybill: str
    order_no: str | None = None
    case_no: str | None = None
    revision: int = 1
    rows: tuple[msgspec.Raw, ...] = ()


class ReadReship(msgspec.Struct, gc=False):
    """A reship order, or a parcel that may be one."""

    at: str
    kind: str = ""
    case_no: str | None = None
    order_no: str | None = None
    policy: str | None = None
    rides_with: str | None = None


_parcel = msgspec.json.Decoder(ReadParcel).decode
_reship = msgspec.json.Decoder(ReadReship).decode


def _came_back(fact: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _parcel(record.value)
        happened(
            rows,
            said.waybill,
            Fact(
                moment(said.at),
                said.revision,
                fact,
                detail=str(len(said.rows)),
                case_no=said.case_no or "",
                order_no=said.order_no or "",
                waybill=said.waybill,
            ),
        )

    return fold


def _to_be_packed(record: Received, rows: Rows) -> None:
    """R510: what rides with a new order is packed with that."""
    said = _reship(record.value)
    if said.case_no:
        issued = Fact(
            moment(said.at),
            1,
            desk.PACKED if said.rides_with else desk.ISSUED,
            case_no=said.case_no,
            order_no=said.order_no or "",
            policy=said.policy or "",
        )
        happened(rows, _order_of(said.case_no), issued)


def _over(record: Received, rows: Rows) -> None:
    """The reship left, or the case is closed without it."""
    said = _reship(record.value)
    if said.case_no and said.kind in {"", "reship"}:
        happened(rows, _order_of(said.case_no), Fact(moment(said.at), 1, desk.PACKED))


def _order_of(case_no: str) -> str:
    return f"reship {case_no}"


PROJECTION = due_projection(
    "warehouse",
    (say.TOPIC, intake.TOPIC, logistics.TOPIC),
    {
        say.GoodsReceived.TYPE: _came_back(desk.RECEIVED),
        say.GoodsInspected.TYPE: _came_back(desk.INSPECTED),
        say.ReturnedParcelMatched.TYPE: _came_back(desk.MATCHED),
        intake.ReshipIssued.TYPE: _to_be_packed,
        intake.CaseClosed.TYPE: _over,
        logistics.ParcelShipped.TYPE: _over,
    },
)

LISTING = Listing(
    desk="warehouse",
    begin=desk.BEGIN,
    end=desk.END,
    watch=desk.pending,
    same_day=desk.SAME_DAY,
)
