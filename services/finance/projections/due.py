"""Finance's list: payments and the refund tables that pay them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from services.finance.domain import due as desk
from shared.contracts import finance as say
from shared.contracts import intake, warehouse
from shared.pending import Fact
from shared.projection.due import Listing, due_projection, happened
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows


class ReadPayment(msgspec.Struct, gc=False):
    """What is said of a payment."""

    at: str
    refund: str
    case_no: str | None = None
    order_no: str | None = None
    waybill: str | None = None
    waits_for: tuple[str, ...] = ()


class ReadNews(msgspec.Struct, gc=False):
    """Something that payments of a case, or about a parcel, wait for."""

    at: str
    case_no: str | None = None
    waybill: str | None = None


_payment = msgspec.json.Decoder(ReadPayment).decode
_news = msgspec.json.Decoder(ReadNews).decode


def _said(fact: str) -> Fold:
    """Said again in other words, the later saying holds: ``revision`` is when it was recorded."""

    def fold(record: Received, rows: Rows) -> None:
        said = _payment(record.value)
        recorded = datetime.fromisoformat(record.headers["ce_recordedtime"])
        happened(
            rows,
            said.refund,
            Fact(
                moment(said.at),
                round(recorded.timestamp() * 1_000_000),
                fact,
                detail=",".join(said.waits_for),
                case_no=said.case_no or "",
                order_no=said.order_no or "",
                waybill=said.waybill or "",
            ),
        )

    return fold


def _came(fact: str) -> Fold:
    def fold(record: Received, rows: Rows) -> None:
        said = _news(record.value)
        happened(rows, said.case_no or said.waybill or "", Fact(moment(said.at), 1, fact))

    return fold


PROJECTION = due_projection(
    "finance",
    (say.TOPIC, intake.TOPIC, warehouse.TOPIC),
    {
        intake.RefundRequested.TYPE: _said(desk.REQUESTED),
        intake.RefundReady.TYPE: _said(desk.READY),
        intake.RefundWithdrawn.TYPE: _said(desk.WITHDRAWN),
        say.RefundPaid.TYPE: _said(desk.PAID),
        say.PostageReimbursed.TYPE: _said(desk.PAID),
        intake.RefundConfirmed.TYPE: _came(desk.CONFIRMED),
        warehouse.GoodsInspected.TYPE: _came(desk.INSPECTED),
    },
)

LISTING = Listing(
    desk="finance", begin=desk.BEGIN, end=desk.END, watch=desk.pending, beside=desk.BESIDE
)
