"""The table of contents: load, act. What a parcel lives through reaches its order's claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, assert_never

from services.logistics.claim_commands import ClaimStep
from services.logistics.commands import (
    CaseNote,
    HoldParcel,
    LogisticsCommand,
    NoteAssignedCost,
    NoteDamage,
    NoteDecision,
    NoteDifference,
    NoteEvidence,
    NoteGoods,
    NoteOrder,
    NoteRemedy,
    NoteRequest,
    NoteVerdict,
    RecordScan,
    RegisterParcel,
)
from services.logistics.domain.claim_refusals import ClaimNotKnown
from services.logistics.domain.claim_steps import take
from services.logistics.domain.claims import OrderClaims
from services.logistics.domain.parcel import Parcel
from services.logistics.domain.scans import ParcelNotKnown, Scan
from services.logistics.domain.shipment import Shipment
from services.logistics.domain.weekend_hold import held
from shared.store.service import LetTimePass, Service

if TYPE_CHECKING:
    from datetime import datetime

    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit


class Logistics(Service[LogisticsCommand]):
    """The courier desk."""

    name = "logistics"
    kinds: ClassVar[tuple[type[Aggregate], ...]] = (Parcel, OrderClaims)
    named_by: ClassVar[dict[str, type[Aggregate]]] = {"waybill": Parcel, "order_no": OrderClaims}

    def decide(self, command: LogisticsCommand, unit: Unit) -> None:
        """Carry out one command."""
        match command:
            case RegisterParcel():
                _register(command, unit)
            case RecordScan():
                _scan(command, unit)
            case HoldParcel(waybill=waybill, at=at, note=note, person=person):
                _known(waybill, unit).hold(held(at, note, person))
            case NoteOrder():
                _order(command, unit)
            case NoteGoods():
                _goods(command, unit)
            case ClaimStep():
                _step(command, unit)
            case _:
                _case(command, unit)

    def _one(self, command: LogisticsCommand | LetTimePass, unit: Unit) -> None:
        super()._one(command, unit)
        if isinstance(command, LetTimePass) and command.aggregate_id.startswith(Parcel.KIND + ":"):
            parcel = unit.find(Parcel, command.aggregate_id.partition(":")[2])
            if parcel is not None:
                _tell_claims(parcel, command.until, unit)


def _register(command: RegisterParcel, unit: Unit) -> None:
    shipment = Shipment(
        command.kind,
        command.order_no,
        command.courier,
        command.shipped_at,
        command.case_no,
        command.freight,
        command.picker,
    )
    parcel = unit.find(Parcel, command.waybill)
    if parcel is None:
        parcel = unit.add(Parcel.registered(command.waybill, shipment))
    else:
        parcel.register(shipment)
    claims = unit.find(OrderClaims, command.order_no)
    if claims is None:
        opened = OrderClaims.opened_for(command.order_no, command.shipped_at, parcel=parcel.story)
        unit.add(opened)
        return
    if claims.has_cases or command.waybill not in claims.parcels:
        claims.note_parcel(command.shipped_at, parcel.story)
    if claims.has_cases:
        parcel.attribute_transfers(claims.out_of_area)


def _known(waybill: str, unit: Unit) -> Parcel:
    parcel = unit.find(Parcel, waybill)
    if parcel is None or parcel.shipment is None:
        raise ParcelNotKnown(waybill)
    return parcel


def _scan(command: RecordScan, unit: Unit) -> None:
    parcel = _known(command.waybill, unit)
    parcel.scan(
        Scan(
            command.at,
            command.status,
            command.place,
            command.signed_by,
            command.weight_g,
            command.fee,
            command.note,
        )
    )
    _tell_claims(parcel, command.at, unit)


def _order(command: NoteOrder, unit: Unit) -> None:
    claims = unit.find(OrderClaims, command.order_no)
    if claims is None:
        unit.add(OrderClaims.opened_for(command.order_no, command.at, lines=command.lines))
    else:
        claims.note_order(command.at, command.lines)


def _goods(command: NoteGoods, unit: Unit) -> None:
    parcel = unit.find(Parcel, command.waybill)
    if parcel is None:
        unit.add(Parcel.unannounced(command.waybill, command.goods))
        return
    parcel.receive(command.goods)
    _tell_claims(parcel, command.at, unit)


def _step(command: ClaimStep, unit: Unit) -> None:
    claims = unit.find(OrderClaims, command.order_no)
    if claims is None:
        raise ClaimNotKnown(f"nothing is known of order {command.order_no}")
    take(claims, command.case_no, command.step)


def _tell_claims(parcel: Parcel, at: datetime, unit: Unit) -> None:
    """A parcel's story goes on in its order's claims, but only once the order has a case."""
    if parcel.shipment is None:
        return
    claims = unit.find(OrderClaims, parcel.shipment.order_no)
    if claims is not None and claims.has_cases:
        claims.note_parcel(at, parcel.story)


def _case(command: CaseNote, unit: Unit) -> None:
    claims = unit.find(OrderClaims, command.order_no)
    if claims is None:
        claims = unit.add(OrderClaims.opened_for(command.order_no, command.at))
    followed = claims.has_cases
    _note(command, claims)
    if not followed:
        for waybill in list(claims.parcels):
            claims.note_parcel(command.at, unit.get(Parcel, waybill).story)
    if isinstance(command, NoteRequest):
        for waybill in claims.parcels:
            unit.get(Parcel, waybill).attribute_transfers(claims.out_of_area)


def _note(command: CaseNote, claims: OrderClaims) -> None:
    case_no, at = command.case_no, command.at
    match command:
        case NoteRequest():
            claims.note_request(case_no, at, command.request)
        case NoteDecision():
            claims.note_decision(case_no, at, command.decided)
        case NoteRemedy():
            claims.note_remedy(case_no, at, command.chosen)
        case NoteVerdict():
            claims.note_verdict(case_no, at, command.verdict)
        case NoteDamage():
            claims.note_damage(case_no, at, command.confirmed_at)
        case NoteEvidence():
            claims.note_evidence(case_no, at, command.evidence)
        case NoteDifference():
            claims.note_difference(case_no, at, command.difference)
        case NoteAssignedCost():
            claims.note_assigned(case_no, at, command.assigned)
        case _:
            assert_never(command)
