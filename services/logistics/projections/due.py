"""The courier desk's list: parcels on their way, silent or held, and sign-offs to be proved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from services.logistics.domain import due as desk
from services.logistics.domain.scans import LOST, REFUSED, RETURNED, SIGNED, TRANSFERRED
from services.logistics.projections import claim_due
from shared.contracts import casework, intake
from shared.contracts import logistics as say
from shared.pending import Fact
from shared.projection.due import TABLE, Listing, due_projection, happened
from shared.projection.reading import moment

if TYPE_CHECKING:
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows

OVER = frozenset({desk.ARRIVED, SIGNED, REFUSED, RETURNED, LOST})
"""What a promised delivery ends with."""

SENT_AGAIN = frozenset({"reship", "reship_other_courier", "reship_ems", "exchange"})
"""Remedies that send a parcel again."""


class ReadParcel(msgspec.Struct, gc=False):
    """What any announcement of a parcel says of it."""

    at: str
    waybill: str
    kind: str
    order_no: str | None = None
    case_no: str | None = None
    revision: int = 1
    status: str = ""
    last_movement_at: str | None = None
    until: str | None = None


class ReadFacts(msgspec.Struct, frozen=True, gc=False):
    """The facts that make a request a dispute about who signed."""

    cause: str = ""
    stage: str = ""
    signed_by: str | None = None


class ReadCase(msgspec.Struct, gc=False):
    """What announcements of a case say of it."""

    at: str
    case_no: str
    order_no: str | None = None
    waybill: str | None = None
    revision: int = 1
    facts: ReadFacts = ReadFacts()
    outcome: str = ""
    rides_with: str | None = None


class ReadOrder(msgspec.Struct, gc=False):
    """Where an order goes, and to whom."""

    at: str
    order_no: str
    revision: int = 1
    province: str | None = None
    customer_class: str | None = None


_parcel = msgspec.json.Decoder(ReadParcel).decode
_case = msgspec.json.Decoder(ReadCase).decode
_order = msgspec.json.Decoder(ReadOrder).decode


def _moved(fact: str) -> Fold:
    """A fold of what happened to a parcel; without a name the scan's status is the fact."""

    def fold(record: Received, rows: Rows) -> None:
        said = _parcel(record.value)
        name, at, waybill = fact or said.status, moment(said.at), said.waybill
        detail = said.kind if fact == desk.SHIPPED else said.last_movement_at or said.until or ""
        order_no, case_no = said.order_no or "", said.case_no or ""
        # Written out: most records of the log are scans.
        rows[TABLE].append(
            (waybill, name, at, str(said.revision), case_no, order_no, waybill, "", detail)
        )
        if said.kind == desk.RESHIP and said.case_no and name in OVER:
            happened(rows, _reship_of(said.case_no), Fact(at, 1, desk.DONE))

    return fold


def _reshipped(record: Received, rows: Rows) -> None:
    """What rides with a new order is delivered with that order's parcel (R510)."""
    said = _case(record.value)
    name = desk.DONE if said.rides_with else desk.RESHIP
    issued = Fact(moment(said.at), 1, name, case_no=said.case_no, order_no=said.order_no or "")
    happened(rows, _reship_of(said.case_no), issued)


def _settled(record: Received, rows: Rows) -> None:
    said = _case(record.value)
    happened(rows, _dispute_of(said.case_no), Fact(moment(said.at), 1, desk.DONE))


def _closed(record: Received, rows: Rows) -> None:
    """A case is closed as its reship leaves, which is not yet delivered then."""
    said = _case(record.value)
    closed = Fact(moment(said.at), 1, desk.DONE)
    happened(rows, _dispute_of(said.case_no), closed)
    if said.outcome not in SENT_AGAIN:
        happened(rows, _reship_of(said.case_no), closed)


def _asked(record: Received, rows: Rows) -> None:
    """R306: a request about who signed; one that names the signer asks the courier nothing."""
    said = _case(record.value)
    facts = said.facts
    if facts.cause != "disputed_sign_off" and (facts.cause, facts.stage) != ("lost", SIGNED):
        return
    happened(
        rows,
        _dispute_of(said.case_no),
        Fact(
            moment(said.at),
            said.revision,
            desk.DISPUTED,
            detail="" if facts.signed_by else desk.DISPUTED,
            case_no=said.case_no,
            order_no=said.order_no or "",
            waybill=said.waybill or "",
        ),
    )


def _corrected(record: Received, rows: Rows) -> None:
    said = _case(record.value)
    if said.waybill:
        happened(rows, said.waybill, Fact(moment(said.at), 1, desk.CORRECTED))


def _registered(record: Received, rows: Rows) -> None:
    said = _order(record.value)
    # Written out: a record an order.
    known = f"{said.province or ''}|{said.customer_class or ''}"
    about = (moment(said.at), str(said.revision), "", said.order_no, "", "", known)
    rows[TABLE].append((said.order_no, desk.REGISTERED, *about))


def _reship_of(case_no: str) -> str:
    return f"reship {case_no}"


def _dispute_of(case_no: str) -> str:
    return f"dispute {case_no}"


PROJECTION = due_projection(
    "logistics",
    (say.TOPIC, intake.TOPIC),
    {
        say.ParcelShipped.TYPE: _moved(desk.SHIPPED),
        say.ParcelScanned.TYPE: _moved(""),
        say.ParcelRefused.TYPE: _moved(REFUSED),
        say.ParcelReturned.TYPE: _moved(RETURNED),
        say.ParcelTransferred.TYPE: _moved(TRANSFERRED),
        say.ParcelHeld.TYPE: _moved(desk.HELD),
        say.ParcelStalled.TYPE: _moved(desk.STALLED),
        say.ParcelLost.TYPE: _moved(LOST),
        say.SignOffProved.TYPE: _settled,
        say.SignOffUnproved.TYPE: _settled,
        intake.OrderRegistered.TYPE: _registered,
        intake.ReturnRequested.TYPE: _asked,
        intake.ReshipIssued.TYPE: _reshipped,
        intake.CaseClosed.TYPE: _closed,
        casework.AddressCorrected.TYPE: _corrected,
        **claim_due.FOLDS,
    },
    version=2,
)

LISTING = Listing(
    desk="logistics",
    begin=desk.BEGIN,
    end=desk.END,
    revive=desk.REVIVE,
    watch=desk.pending,
    beside=frozenset({desk.REGISTERED}),
)
