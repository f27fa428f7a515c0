"""Claims on couriers as they stand: what each expects, what is booked, what people did (0017).

Bodies are kept as they came; where a claim stands follows from all of them, in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from shared.contracts import claims as step
from shared.contracts import logistics as say
from shared.projection.projection import Projection, Table
from shared.projection.reading import ReadEntry, fen, moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Rows

TOLD = Table(
    "claims_told",
    ("event_id", "case_no", "type", "courier", "revision", "body"),
    key=("event_id",),
    whole_numbers=frozenset({"revision"}),
    indexes=(("case_no",),),
)
"""What was said of a claim: its openings by revision, its steps by number."""

BOOKED = Table(
    "claims_booked",
    (
        *("event_id", "entry", "case_no", "courier", "cost", "amount", "certain_at", "rule"),
        "reverses",
    ),
    key=("event_id", "entry"),
    whole_numbers=frozenset({"amount"}),
    indexes=(("case_no",),),
)
"""What stands on couriers' accounts for cases, reversals negative."""

FOUND = Table("claims_found", ("event_id", "waybill", "at", "status"), key=("event_id",))
"""Lost parcels that were heard of again (D7)."""


class ReadTold(msgspec.Struct, gc=False):
    """Which claim something was said of."""

    case_no: str
    courier: str
    revision: int = 1
    step: int = 0


class ReadBooked(msgspec.Struct, gc=False):
    """An entry on a courier's account."""

    case_no: str
    courier: str
    entry: ReadEntry
    rule: str | None = None


class ReadFound(msgspec.Struct, gc=False):
    """A lost parcel that was heard of again."""

    at: str
    waybill: str
    status: str


_told = msgspec.json.Decoder(ReadTold).decode
_booked = msgspec.json.Decoder(ReadBooked).decode
_found = msgspec.json.Decoder(ReadFound).decode


def _keep(record: Received, rows: Rows) -> None:
    said, headers = _told(record.value), record.headers
    number = str(said.step or said.revision)
    about = (headers["ce_id"], said.case_no, headers["ce_type"], said.courier, number)
    rows[TOLD.name].append((*about, record.value.decode()))


def _book(record: Received, rows: Rows) -> None:
    said = _booked(record.value)
    entry = said.entry
    amount = fen(entry.amount)
    rows[BOOKED.name].append(
        (
            *(record.headers["ce_id"], entry.entry, said.case_no, said.courier, entry.cost),
            *(f"-{amount}" if entry.reverses else amount, moment(entry.certain_at)),
            *(said.rule or "", entry.reverses or ""),
        )
    )


def _seen(record: Received, rows: Rows) -> None:
    said = _found(record.value)
    rows[FOUND.name].append((record.headers["ce_id"], said.waybill, moment(said.at), said.status))


PROJECTION = Projection(
    service="logistics",
    name="claims",
    version=1,
    topics=(say.TOPIC,),
    folds=dict.fromkeys((say.CourierClaimOpened.TYPE, *(one.TYPE for one in step.EVENTS)), _keep)
    | {
        say.CourierChargeback.TYPE: _book,
        say.CourierChargebackReversed.TYPE: _book,
        say.LostParcelFound.TYPE: _seen,
    },
    own_tables=(TOLD, BOOKED, FOUND),
)
