"""Whenever another service announces something, what intake must then do (pure).

What names no order yet is nobody's case; it comes again when it is matched (ReturnedParcelMatched).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake.casework_commands import NoteStock
from services.intake.commands import (
    IntakeCommand,
    NoteFreight,
    NoteGoodsInspected,
    NoteParcelMoved,
    NoteParcelShipped,
    NotePayment,
    NoteSignOff,
    NoteWeightCheck,
)
from services.intake.domain.parcels import Found
from shared.contracts import finance, logistics, warehouse
from shared.contracts.base import Announcement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from shared.contracts.base import InspectedGoods

TOPICS: tuple[str, ...] = (logistics.TOPIC, warehouse.TOPIC, finance.TOPIC)
HEARS: Mapping[str, type[Announcement]] = {
    heard.TYPE: heard
    for heard in (
        logistics.ParcelShipped,
        logistics.FreightRecorded,
        logistics.ParcelScanned,
        logistics.ParcelRefused,
        logistics.ParcelReturned,
        logistics.ParcelLost,
        logistics.SignOffProved,
        logistics.SignOffUnproved,
        warehouse.GoodsInspected,
        warehouse.ReturnedParcelMatched,
        warehouse.MissedItemConfirmed,
        warehouse.MissedItemRejected,
        warehouse.StockCounted,
        finance.RefundPaid,
        finance.PostageReimbursed,
    )
}
WITHOUT_CONSENT = "third_party_without_consent"


def react(said: Announcement) -> Iterator[IntakeCommand]:
    """The commands that follow from an announcement."""
    match said:
        case logistics.ParcelScanned(kind="outbound", status="arrived" | "signed" as status):
            yield from _moved(said, status, said.signed_by)  # D33: the stage of a request.
        case logistics.ParcelScanned(kind="outbound", status="wrong_address"):
            yield from _moved(said, "wrong_address")  # R401: the courier holds it.
        case logistics.ParcelShipped():
            yield from _shipped(said)
        case logistics.FreightRecorded():
            if said.order_no and said.waybill:
                yield NoteFreight(said.order_no, said.at, said.waybill, said.freight)
        case logistics.ParcelRefused(kind="outbound"):
            yield from _moved(said, "refused")
        case logistics.ParcelReturned(kind="outbound"):
            yield from _moved(said, "returned")
        case logistics.ParcelLost(kind="outbound"):  # D7: a lost reship is a person's work.
            yield from _moved(said, "lost")
        case warehouse.GoodsInspected():
            yield from _inspected(said, said.inspected_at, said.rows)
        case warehouse.ReturnedParcelMatched(inspected_at=inspected_at):
            if inspected_at is not None:
                yield from _inspected(said, inspected_at, said.rows)
        case warehouse.StockCounted():
            yield NoteStock(said.sku, said.at, said.available)
        case _:
            yield from _of_case(said)


def _of_case(said: Announcement) -> Iterator[IntakeCommand]:
    case_no = said.case_no
    if case_no is None:
        return
    match said:
        case logistics.SignOffProved(signed_by=signed_by):
            yield NoteSignOff(case_no, said.at, signed_by)
        case logistics.SignOffUnproved():  # R306: then it counts as without consent.
            yield NoteSignOff(case_no, said.at, WITHOUT_CONSENT)
        case warehouse.MissedItemConfirmed(checked_at=checked_at):
            yield NoteWeightCheck(case_no, checked_at, "mismatch")
        case warehouse.MissedItemRejected(checked_at=checked_at):
            yield NoteWeightCheck(case_no, checked_at, "match")
        case finance.RefundPaid() | finance.PostageReimbursed():
            yield NotePayment(case_no, said.at, said.refund)


def _shipped(said: logistics.ParcelShipped) -> Iterator[IntakeCommand]:
    if said.order_no and said.waybill:
        yield NoteParcelShipped(
            order_no=said.order_no,
            at=said.shipped_at,
            waybill=said.waybill,
            kind=said.kind,
            courier=said.courier,
            case_no=said.case_no,
            freight=said.freight,
        )


def _moved(
    said: Announcement, status: str, signed_by: str | None = None
) -> Iterator[IntakeCommand]:
    if said.order_no and said.waybill:
        yield NoteParcelMoved(said.order_no, said.at, said.waybill, status, signed_by)


def _inspected(
    said: Announcement, at: datetime, rows: tuple[InspectedGoods, ...]
) -> Iterator[IntakeCommand]:
    if said.order_no and said.waybill:
        found = sorted((row.sku, row.condition, row.quantity) for row in rows)
        yield NoteGoodsInspected(
            said.order_no,
            at,
            said.waybill,
            tuple(Found(sku, quantity, condition) for sku, condition, quantity in found),
        )
