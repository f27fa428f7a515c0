"""The journal: every announcement that moves money as one balanced transaction of legs.

What is booked where stands in ``domain/posting.py``; a transaction is never changed, only reversed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from services.finance.domain import posting
from services.finance.domain.incidents import COST as FINE
from services.finance.domain.posting import Charged
from services.finance.projections import journal_cases
from shared.contracts import bills, casework, costs, finance, intake, logistics, warehouse
from shared.money import Money
from shared.projection.projection import Projection, Table, UnreadableRecord
from shared.projection.reading import fen, moment

if TYPE_CHECKING:
    from services.finance.domain.posting import Legs
    from shared.bus.record import Received
    from shared.projection.projection import Fold, Rows

LEG = Table(
    "journal_leg",
    (
        *("number", "leg", "account", "amount", "kind", "cost", "case_no", "order_no", "waybill"),
        *("courier", "period", "certain_at", "rule", "policy", "reference", "event_id"),
        "recorded_at",
    ),
    key=("number", "leg"),
    whole_numbers=frozenset({"leg", "amount"}),
    indexes=(("account", "period"),),
)
"""``number`` is the entry's, for a payment the event's: a refund paid twice stands here twice.

``reference``: the entry that is reversed, or the refund that is paid. ``period``: the month that it
belongs to, of ``certain_at`` or of the bill.
"""


class ReadBooked(msgspec.Struct, gc=False):
    """``shared.contracts.base.Entry``, as far as it is booked."""

    entry: str
    cost: str
    amount: str
    certain_at: str
    reverses: str | None = None
    verdict: str | None = None
    policy: str | None = None


class ReadMoney(msgspec.Struct, gc=False):
    """What a transaction needs of any announcement that moves money."""

    at: str = ""
    case_no: str | None = None
    order_no: str | None = None
    waybill: str | None = None
    courier: str | None = None
    rule: str | None = None
    policy: str | None = None
    kind: str | None = None
    entry: ReadBooked | None = None
    entries: tuple[ReadBooked, ...] = ()
    party: str | None = None
    warehouse: str | None = None
    dealer_id: str | None = None
    agent: str | None = None
    refund: str | None = None
    amount: str | None = None
    deducted: str = "0.00"
    commission: str | None = None
    for_period: str | None = None


_read = msgspec.json.Decoder(ReadMoney).decode


@dataclass(frozen=True, slots=True)
class Booking:
    """Which entry is booked, as what, for which case."""

    entry: ReadBooked
    kind: str
    case_no: str | None


def _freight(record: Received, rows: Rows) -> None:
    """Freights of a way, or a transfer fee; a customer's return is on nobody's account (D3)."""
    said = _read(record.value)
    kind = "transfer_fee" if record.type == logistics.ParcelTransferred.TYPE else "freight"
    for entry in said.entries if said.entry is None else (said.entry,):
        of_case = entry.cost == posting.RESHIP or kind == "transfer_fee"
        legs = posting.freight_payable(_named(said.courier), entry.cost, _money(entry.amount))
        booking = Booking(entry, kind, said.case_no if of_case else None)
        _book(record, rows, said, booking, legs)


def _charge(party: str, field: str) -> Fold:
    """A party's own account is charged, or relieved."""

    def fold(record: Received, rows: Rows) -> None:
        said = _read(record.value)
        account = posting.account_of(party, _named(getattr(said, field)))
        _charged(record, rows, said, account)

    return fold


def _assigned(record: Received, rows: Rows) -> None:
    """Parties without an account of their own; the others' services book them (D5)."""
    said = _read(record.value)
    if said.party is not None and said.party not in posting.NAMED:
        _charged(record, rows, said, said.party)


def _charged(record: Received, rows: Rows, said: ReadMoney, account: str) -> None:
    entry = said.entry
    if entry is None:
        raise UnreadableRecord("a charge without its entry")
    what = Charged(account, entry.cost, _money(entry.amount), entry.reverses, entry.verdict)
    fine = entry.cost == FINE
    legs = posting.fined(what) if fine else posting.charged(what)
    kind = "reversal" if entry.reverses else "fine" if fine else "charge"
    _book(record, rows, said, Booking(entry, kind, said.case_no), legs)


def _refund(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    amount, deducted = _money(said.amount or ""), _money(said.deducted)
    kept = _money(said.commission) if said.commission else Money.zero()
    kind = said.kind or ""
    _pay(record, rows, said, kind, posting.paid(kind, amount, deducted, kept))


def _postage(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    _pay(record, rows, said, "postage", posting.postage(_money(said.amount or "")))


def _part(record: Received, rows: Rows) -> None:
    said = _read(record.value)
    _pay(record, rows, said, "part_bought", posting.part_bought(_money(said.amount or "")))


def _pay(record: Received, rows: Rows, said: ReadMoney, kind: str, legs: Legs) -> None:
    """A payment is its event's: the same refund in another event would be paid twice."""
    paid = ReadBooked(record.headers["ce_id"], "", "", said.at, reverses=said.refund)
    _book(record, rows, said, Booking(paid, kind, said.case_no), legs)


def _book(record: Received, rows: Rows, said: ReadMoney, booking: Booking, legs: Legs) -> None:
    entry, headers = booking.entry, record.headers
    certain_at = moment(entry.certain_at)
    names = (
        *(booking.kind, entry.cost, booking.case_no or "", said.order_no or ""),
        *(said.waybill or "", said.courier or "", said.for_period or certain_at[:7]),
        *(certain_at, said.rule or ""),
        *(entry.policy or said.policy or "", entry.reverses or "", headers["ce_id"]),
        headers["ce_recordedtime"],
    )
    rows[LEG.name] += [
        (entry.entry, str(place), leg.account, str(leg.amount.fen), *names)
        for place, leg in enumerate(legs)
    ]


def _difference(record: Received, rows: Rows) -> None:
    """What a courier bills otherwise and we accept: it belongs to the bill's month (D15)."""
    said = _read(record.value)
    if said.entry is None:
        raise UnreadableRecord("a difference without its entry")
    courier, net = _named(said.courier), _money(said.entry.amount)
    legs = posting.difference_accepted(courier, said.kind or "", net)
    _book(record, rows, said, Booking(said.entry, "adjustment", said.case_no), legs)


def _money(amount: str) -> Money:
    return Money(int(fen(amount)))


def _named(name: str | None) -> str:
    if not name:
        raise UnreadableRecord("money on an account without its name")
    return name


PROJECTION = Projection(
    service="finance",
    name="journal",
    version=3,
    topics=(intake.TOPIC, logistics.TOPIC, warehouse.TOPIC, finance.TOPIC),
    folds={
        logistics.ParcelShipped.TYPE: _freight,
        logistics.FreightRecorded.TYPE: _freight,
        logistics.ParcelReturned.TYPE: _freight,
        logistics.ParcelTransferred.TYPE: _freight,
        logistics.CourierChargeback.TYPE: _charge(posting.COURIER, "courier"),
        logistics.CourierChargebackReversed.TYPE: _charge(posting.COURIER, "courier"),
        warehouse.WarehouseCharged.TYPE: _charge(posting.WAREHOUSE, "warehouse"),
        warehouse.WarehouseChargeReversed.TYPE: _charge(posting.WAREHOUSE, "warehouse"),
        finance.DealerCharged.TYPE: _charge(posting.DEALER, "dealer_id"),
        finance.StaffCharged.TYPE: _charge(posting.STAFF, "agent"),
        costs.CaseCostAssigned.TYPE: _assigned,
        finance.RefundPaid.TYPE: _refund,
        finance.PostageReimbursed.TYPE: _postage,
        casework.PartReplaced.TYPE: _part,
        bills.BillDifferenceAccepted.TYPE: _difference,
        **journal_cases.FOLDS,
    },
    own_tables=(LEG, journal_cases.CASE, journal_cases.SAID),
)
