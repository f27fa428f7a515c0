"""What stands between the merchant and each courier, by month: freight, transfer fees, chargebacks.

Lines follow from logistics' announcements; finance books none of them itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.contracts import logistics as say
from shared.projection.projection import Projection, Table, Totals, UnreadableRecord
from shared.projection.reading import ReadEntry, fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Row, Rows

LINE = Table(
    "courier_ledger_line",
    (
        *("event_id", "entry", "courier", "period", "kind", "cost", "waybill", "case_no"),
        *("order_no", "sku", "amount", "certain_at", "rule", "policy", "for_period", "recorded_at"),
    ),
    key=("entry",),
    whole_numbers=frozenset({"amount"}),
    indexes=(("courier", "period"),),
    totals=Totals("courier_ledger_total", by=("courier", "period", "kind"), sums=("amount",)),
)
"""``period`` is the month a line is printed in, ``for_period`` the one it belongs to (D13, D14).

They differ only for a line that came after its month was closed.
"""

RESTATED = Table(
    "courier_ledger_restated",
    ("entry", "revision", "courier", "period", "event_id", "case_no", "recorded_at"),
    key=("entry", "revision"),
    whole_numbers=frozenset({"revision"}),
    indexes=(("courier", "period"),),
)
"""A line announced again, with the case it belongs to: the newest revision is printed (D6)."""


class ReadBooking(msgspec.Struct, gc=False):
    """What a line needs of any announcement that books one."""

    courier: str | None = None
    waybill: str | None = None
    case_no: str | None = None
    order_no: str | None = None
    rule: str | None = None
    policy: str | None = None
    kind: str | None = None
    entry: ReadEntry | None = None
    entries: tuple[ReadEntry, ...] = ()


class ReadTransfer(ReadBooking, gc=False):
    """A transfer is announced again when its case becomes known."""

    revision: int = 1


_read = msgspec.json.Decoder(ReadBooking).decode
_read_transfer = msgspec.json.Decoder(ReadTransfer).decode


def _freight(record: Received, rows: Rows) -> None:
    """Freight names its parcel; a case only where it is a reship's, and no rule (D6)."""
    said = _read(record.value)
    entries = said.entries if said.entry is None else (said.entry,)
    case_no = said.case_no or "" if said.kind == "reship" else ""
    rows[LINE.name] += [_line(record, said, entry, "freight", case_no, "") for entry in entries]


def _account(kind: str) -> Fold:
    """Announcements of one entry each; its case and rule are theirs."""

    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        if said.entry is not None:
            case_no, rule = said.case_no or "", said.rule or ""
            rows[LINE.name].append(_line(record, said, said.entry, kind, case_no, rule))

    return fold


def _transfer(record: Received, rows: Rows) -> None:
    """The line stands once; a later announcement only says whose it is."""
    said = _read_transfer(record.value)
    if said.entry is None:
        return
    line = _line(record, said, said.entry, "transfer_fee", said.case_no or "", said.rule or "")
    rows[LINE.name].append(line)
    if said.revision > 1:
        event_id, entry, courier, period, *_, recorded_at = line
        again = (entry, str(said.revision), courier, period, event_id, said.case_no or "")
        rows[RESTATED.name].append((*again, recorded_at))


def _line(
    record: Received, said: ReadBooking, entry: ReadEntry, kind: str, case_no: str, rule: str
) -> Row:
    if not said.courier:
        raise UnreadableRecord("an entry without its courier")
    headers = record.headers
    certain_at = moment(entry.certain_at)
    period = certain_at[:7]
    return (
        headers["ce_id"],
        entry.entry,
        said.courier,
        period,
        kind,
        entry.cost,
        said.waybill or "",
        case_no,
        said.order_no or "",
        entry.lines[0].sku if entry.lines else "",
        fen(entry.amount),
        certain_at,
        rule,
        entry.policy or said.policy or "",
        period,
        headers["ce_recordedtime"],
    )


PROJECTION = Projection(
    service="finance",
    name="courier_ledger",
    version=2,
    topics=(say.TOPIC,),
    folds={
        say.ParcelShipped.TYPE: _freight,
        say.FreightRecorded.TYPE: _freight,
        say.ParcelReturned.TYPE: _freight,
        say.ParcelTransferred.TYPE: _transfer,
        say.CourierChargeback.TYPE: _account("chargeback"),
        say.CourierChargebackReversed.TYPE: _account("reversal"),
    },
    own_tables=(LINE, RESTATED),
)
