"""Whenever another service announces something, what the warehouse must then do. Pure.

Whether it changes anything belongs to the aggregates; delivery and retries to the runtime.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.warehouse import commands as do
from services.warehouse.domain.damage_report import (
    OUTER_PHOTO,
    PHOTO,
    DamageReport,
    Evidence,
    Photo,
)
from services.warehouse.domain.order_facts import CasePayment, Judgement, Paid
from services.warehouse.domain.weight_check import ClaimedLine, PackedLine
from shared.contracts import claims, complaints, finance, intake, logistics
from shared.contracts.costs import CaseCostAssigned
from shared.contracts.entries import from_assigned
from shared.costs import Bearer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from services.warehouse.commands import WarehouseCommand
    from shared.contracts.base import Announcement

TOPICS: tuple[str, ...] = (intake.TOPIC, logistics.TOPIC, finance.TOPIC)
HEARS: Mapping[str, type[Announcement]] = {
    said.TYPE: said
    for said in (
        intake.OrderRegistered,
        intake.ReturnRequested,
        intake.RequestDecided,
        intake.EvidenceAttached,
        intake.RemedyChosen,
        intake.LiabilityDecided,
        complaints.ComplaintSubstantiated,
        claims.ClaimWithdrawn,
        logistics.ParcelShipped,
        logistics.FreightRecorded,
        logistics.ParcelScanned,
        finance.RefundPaid,
        CaseCostAssigned,
    )
}
HERE = "warehouse"
COURIER = "courier"
NOBODY = "merchant"
"""Who bears what nobody is asked for any more: it stays the merchant's loss."""
MISSED = "missed_item"
SENT = frozenset({"outbound", "reship"})


def react(said: Announcement) -> Iterator[WarehouseCommand]:
    """The commands that follow from an announcement."""
    match said:
        case intake.OrderRegistered():
            yield _note_order(said)
        case logistics.ParcelShipped():
            yield _note_parcel(said, said.picker)
        case logistics.FreightRecorded(kind="reship"):
            yield _note_parcel(said, None)
        case logistics.ParcelScanned(
            kind="outbound", status="picked_up", weight_g=int(weight), waybill=str(waybill)
        ) if said.order_no:
            yield do.NoteWeight(waybill, said.order_no, said.at, weight)
        case intake.ReturnRequested() if _concerns(said.facts):
            yield _note_request(said)
        case intake.EvidenceAttached(kind=kind) if kind in {PHOTO, OUTER_PHOTO}:
            photo = Photo(said.at, kind, said.sha256, said.outer_package)
            yield do.NotePhoto(*_case(said), photo)
        case intake.RequestDecided() if said.facts.get("cause") == MISSED:
            yield _note_decision(said)
        case intake.RemedyChosen():
            yield do.NoteRemedy(*_case(said), said.chosen_at, said.remedy)
        case intake.LiabilityDecided():
            to = Bearer(said.to_party, said.account)
            yield do.NoteVerdict(*_case(said), said.decided_at, to)
        case claims.ClaimWithdrawn():
            yield do.NoteVerdict(*_case(said), said.at, Bearer(NOBODY), of=COURIER)
        case finance.RefundPaid():
            yield _note_payment(said)
        case CaseCostAssigned(party=party) if party == HERE:
            yield _book_assigned(said)
        case complaints.ComplaintSubstantiated():
            yield do.NoteSuspicion(
                said.sku,
                said.complaint_no,
                said.at,
                said.batch,
                said.sold_from,
                said.sold_until,
            )
        case _:
            return


def _case(said: Announcement) -> tuple[str, str]:
    return said.case_no or "", said.order_no or ""


def _concerns(facts: Mapping[str, Any]) -> bool:
    return facts.get("cause") in DamageReport.CAUSES


def _evidence(facts: Mapping[str, Any]) -> Evidence:
    return Evidence(
        cause=facts["cause"],
        outer_package=facts.get("outer_package"),
        photos=facts.get("photos"),
        outer_photo=facts.get("outer_photo"),
    )


def _note_order(said: intake.OrderRegistered) -> WarehouseCommand:
    lines = tuple(PackedLine(each.sku, each.quantity, each.unit_weight_g) for each in said.lines)
    return do.NoteOrder(said.order_no or "", said.at, lines, said.packaging_g or 0)


def _note_parcel(
    said: logistics.ParcelShipped | logistics.FreightRecorded, picker: str | None
) -> WarehouseCommand:
    return do.NoteParcel(
        waybill=said.waybill or "",
        kind=said.kind,
        order_no=said.order_no or "",
        shipped_at=said.shipped_at,
        case_no=said.case_no,
        courier=said.courier,
        picker=picker,
        freight=said.freight,
    )


def _note_request(said: intake.ReturnRequested) -> WarehouseCommand:
    return do.NoteRequest(
        *_case(said),
        said.requested_at,
        said.waybill,
        said.facts.get("stage"),
        _evidence(said.facts),
        tuple(ClaimedLine(each.sku, each.quantity) for each in said.lines),
    )


def _note_decision(said: intake.RequestDecided) -> WarehouseCommand:
    decision = said.decision
    judgement = Judgement(decision.rules, decision.liable, said.policy)
    return do.NoteDecision(*_case(said), said.decided_at, judgement)


def _note_payment(said: finance.RefundPaid) -> WarehouseCommand:
    shares = tuple(Paid(each.sku, each.quantity, each.amount) for each in said.shares)
    payment = CasePayment(said.refund, said.kind, said.at, said.amount, shares)
    return do.NotePayment(*_case(said), payment)


def _book_assigned(said: CaseCostAssigned) -> WarehouseCommand:
    return do.BookAssignedCost(
        *_case(said),
        said.waybill,
        from_assigned(said),
        said.to,
        said.picker,
        said.entry.policy or said.policy,
    )
