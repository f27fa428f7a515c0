"""What stands between the merchant and each courier, by month: freight, transfer fees, chargebacks.

Lines follow from logistics' announcements; finance's own are the bills' differences it accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.finance.projections.issued_statements import ISSUED, statement
from shared.contracts import finance
from shared.contracts import logistics as say
from shared.contracts.bills import BillDifferenceAccepted
from shared.contracts.months import CourierStatementIssued
from shared.projection.months import PLACE, hearing_months, place
from shared.projection.projection import Projection, Table, Totals, UnreadableRecord
from shared.projection.reading import ReadEntry, a_month, fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Row, Rows

LINE = Table(
    "courier_ledger_line",
    (
        *("event_id", "entry", "courier", "kind", "cost", "waybill", "case_no", "order_no"),
        *("sku", "amount", "certain_at", "rule", "policy", "for_period", "recorded_at", *PLACE),
    ),
    key=("entry",),
    whole_numbers=frozenset({"amount", *PLACE}),
    indexes=(("courier", "for_period", *PLACE),),
    totals=Totals("courier_ledger_total", by=("courier", "for_period", "kind"), sums=("amount",)),
)
"""``for_period`` is the month a line belongs to; it is printed there unless it came too late (D14).
"""

RESTATED = Table(
    "courier_ledger_restated",
    ("entry", "revision", "courier", "for_period", "event_id", "case_no", "recorded_at", *PLACE),
    key=("entry", "revision"),
    whole_numbers=frozenset({"revision", *PLACE}),
    indexes=(("courier", "for_period"),),
)
"""A line announced again, with the case it belongs to: the newest revision is printed (D6)."""

FREIGHT = Table(
    "courier_ledger_freight",
    ("waybill", "fact", "courier", "kind", "for_period", *PLACE),
    whole_numbers=frozenset(PLACE),
    indexes=(("waybill",),),
)
"""A parcel that left without a freight, and the freight that became known later (D3, D14)."""

MISSING, KNOWN = "missing", "known"
PAYABLE = frozenset({"outbound", "reship"})


class ReadBooking(msgspec.Struct, gc=False):
    """What a line needs of any announcement that books one."""

    courier: str | None = None
    waybill: str | None = None
    case_no: str | None = None
    order_no: str | None = None
    rule: str | None = None
    policy: str | None = None
    kind: str | None = None
    shipped_at: str = ""
    entry: ReadEntry | None = None
    entries: tuple[ReadEntry, ...] = ()


class ReadTransfer(ReadBooking, gc=False):
    """A transfer is announced again when its case becomes known."""

    revision: int = 1


class ReadDifference(ReadBooking, gc=False):
    """An adjustment names its month itself: the bill's."""

    for_period: str = ""


_read = msgspec.json.Decoder(ReadBooking).decode
_read_transfer = msgspec.json.Decoder(ReadTransfer).decode
_read_difference = msgspec.json.Decoder(ReadDifference).decode


def _freight(record: Received, rows: Rows) -> None:
    _booked(record, rows)


def _booked(record: Received, rows: Rows) -> ReadBooking:
    """Freight names its parcel; a case only where it is a reship's, and no rule (D6)."""
    said = _read(record.value)
    entries = said.entries if said.entry is None else (said.entry,)
    case_no = said.case_no or "" if said.kind == "reship" else ""
    rows[LINE.name] += [_line(record, said, entry, "freight", case_no, "") for entry in entries]
    return said


def _shipped(record: Received, rows: Rows) -> None:
    """Without a freight the month waits for it (D3, D14)."""
    said = _booked(record, rows)
    if said.entry is None:
        _note_freight(record, said, rows, MISSING)


def _became_known(record: Received, rows: Rows) -> None:
    _note_freight(record, _booked(record, rows), rows, KNOWN)


def _note_freight(record: Received, said: ReadBooking, rows: Rows, fact: str) -> None:
    if said.kind in PAYABLE:
        period = moment(said.shipped_at)[:7]
        row = (said.waybill or "", fact, said.courier or "", said.kind, period)
        rows[FREIGHT.name].append((*row, *place(record)))


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
        event_id, entry, courier, *_, period, recorded_at, spot, offset = line
        again = (entry, str(said.revision), courier, period, event_id, said.case_no or "")
        rows[RESTATED.name].append((*again, recorded_at, spot, offset))


def _difference(record: Received, rows: Rows) -> None:
    """What a bill says more or less, as accepted: an adjustment in the bill's month (D15)."""
    said = _read_difference(record.value)
    if said.entry is None:
        raise UnreadableRecord("an accepted difference without its entry")
    line = _line(record, said, said.entry, "adjustment", said.case_no or "", said.rule or "")
    period = LINE.columns.index("for_period")
    rows[LINE.name].append((*line[:period], a_month(said.for_period), *line[period + 1 :]))


def _line(
    record: Received, said: ReadBooking, entry: ReadEntry, kind: str, case_no: str, rule: str
) -> Row:
    if not said.courier:
        raise UnreadableRecord("an entry without its courier")
    headers = record.headers
    certain_at = moment(entry.certain_at)
    return (
        headers["ce_id"],
        entry.entry,
        said.courier,
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
        certain_at[:7],
        headers["ce_recordedtime"],
        *place(record),
    )


PROJECTION = hearing_months(
    Projection(
        service="finance",
        name="courier_ledger",
        version=3,
        topics=(say.TOPIC, finance.TOPIC),
        folds={
            say.ParcelShipped.TYPE: _shipped,
            say.FreightRecorded.TYPE: _became_known,
            say.ParcelReturned.TYPE: _freight,
            say.ParcelTransferred.TYPE: _transfer,
            say.CourierChargeback.TYPE: _account("chargeback"),
            say.CourierChargebackReversed.TYPE: _account("reversal"),
            BillDifferenceAccepted.TYPE: _difference,
            CourierStatementIssued.TYPE: statement,
        },
        own_tables=(LINE, RESTATED, FREIGHT, ISSUED),
    )
)
