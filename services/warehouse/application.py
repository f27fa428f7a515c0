"""The warehouse's table of contents: one method a command, each loads, acts and is done."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar, assert_never

from services.warehouse import commands as do
from services.warehouse.domain import inspection_photos as photos
from services.warehouse.domain.damage_report import DamageReport, DamageReported
from services.warehouse.domain.order_facts import Claim, SentParcel
from services.warehouse.domain.order_sheet import OrderSheet
from services.warehouse.domain.register_row import RegisterRow
from services.warehouse.domain.returned_parcel import ReturnedParcel
from services.warehouse.domain.stock import Stock
from services.warehouse.domain.suspect_stock import Checked, Isolated, SuspectStock, Suspicion
from shared.costs import Verdict
from shared.evidence.file import KeptFile
from shared.policy.shelf import in_force
from shared.store.service import Service

if TYPE_CHECKING:
    from datetime import datetime

    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit

MISSED = "missed_item"


class Warehouse(Service[do.WarehouseCommand]):
    """What came back, and what was never packed."""

    name = "warehouse"
    kinds = (ReturnedParcel, DamageReport, OrderSheet, SuspectStock, Stock)
    named_by: ClassVar[dict[str, type[Aggregate]]] = {
        "waybill": ReturnedParcel,
        "case_no": DamageReport,
        "order_no": OrderSheet,
    }

    def decide(self, command: do.WarehouseCommand, unit: Unit) -> None:
        """Carry out one command."""
        match command:
            case do.RecordInspection():
                self._record_inspection(command, unit)
            case do.AttachInspectionPhoto(waybill=waybill, at=at, sku=sku, person=person):
                file = KeptFile(command.name, command.media_type, command.sha256, command.size)
                shown = photos.InspectionPhoto(sku, file, person)
                photos.attach(unit.get(ReturnedParcel, waybill), at, shown)
            case do.LookAtInspectionPhoto(waybill, at, sha256, person, reason):
                photos.look_at(unit.get(ReturnedParcel, waybill), at, sha256, person, reason)
            case do.NoteOrder():
                self._note_order(command, unit)
            case do.NoteParcel():
                self._note_parcel(command, unit)
            case do.NoteWeight(order_no=order_no, waybill=waybill, at=at, weight_g=weight_g):
                self._sheet(order_no, at, unit).note_weight(waybill, at, weight_g)
            case do.NoteRequest():
                self._note_request(command, unit)
            case do.NotePhoto():
                self._note_photo(command, unit)
            case do.NoteDecision(order_no=order_no, case_no=case_no, at=at, judgement=judgement):
                self._sheet(order_no, at, unit).note_judgement(case_no, at, judgement)
            case do.NoteRemedy(order_no=order_no, case_no=case_no, at=at, remedy=remedy):
                self._sheet(order_no, at, unit).note_remedy(case_no, at, remedy)
            case do.NoteVerdict(order_no=order_no, case_no=case_no, at=at, to=to, of=of):
                self._sheet(order_no, at, unit).note_verdict(case_no, Verdict(at, to, of))
            case do.NotePayment(order_no=order_no, case_no=case_no, payment=payment):
                self._sheet(order_no, payment.at, unit).note_payment(case_no, payment)
            case do.BookAssignedCost():
                self._book_assigned(command, unit)
            case do.NoteSuspicion():
                self._note_suspicion(command, unit)
            case do.IsolateSuspectStock():
                self._isolate(command, unit)
            case do.ReleaseSuspectStock():
                self._release(command, unit)
            case do.CountStock():
                self._count_stock(command, unit)
            case _:
                assert_never(command)

    def _record_inspection(self, command: do.RecordInspection, unit: Unit) -> None:
        parcel = unit.find(ReturnedParcel, command.waybill) or unit.add(
            ReturnedParcel.open(command.waybill, command.received_at)
        )
        parcel.enter(
            RegisterRow(
                command.received_at,
                command.sku,
                command.quantity,
                command.condition,
                command.inspected_at,
                command.photos,
                command.disposition,
            )
        )

    def _note_order(self, command: do.NoteOrder, unit: Unit) -> None:
        sheet = unit.find(OrderSheet, command.order_no)
        order = (command.at, command.lines, command.packaging_g)
        if sheet is None:
            unit.add(OrderSheet.open(command.order_no, *order))
        else:
            sheet.note_order(*order)

    def _note_parcel(self, command: do.NoteParcel, unit: Unit) -> None:
        owner = (command.shipped_at, command.order_no, command.case_no, command.courier)
        parcel = unit.find(ReturnedParcel, command.waybill)
        if parcel is None:
            unit.add(ReturnedParcel.open(command.waybill, *owner))
        else:
            parcel.identify(*owner)
        if command.kind == "outbound" or (command.kind == "reship" and command.case_no):
            sent = SentParcel(
                command.waybill,
                command.shipped_at,
                command.courier,
                command.picker,
                command.case_no if command.kind == "reship" else None,
                command.freight if command.kind == "reship" else None,
            )
            self._sheet(command.order_no, command.shipped_at, unit).note_parcel(sent)

    def _note_request(self, command: do.NoteRequest, unit: Unit) -> None:
        policy = in_force(command.requested_at)
        limits = policy.limits_at(command.requested_at)
        report = unit.find(DamageReport, command.case_no) or unit.add(
            DamageReport.opened(
                DamageReported,
                command.case_no,
                command.requested_at,
                order_no=command.order_no,
                waybill=command.waybill,
                lines=command.lines,
                evidence=command.evidence,
                photos_needed=limits.photos,
                policy=policy.version,
            )
        )
        report.note(command.evidence)
        if command.evidence.cause == MISSED:
            claim = Claim(
                command.requested_at,
                command.waybill,
                command.lines,
                command.stage,
                command.evidence.outer_package,
                limits.weight_mismatch_share,
                policy.version,
            )
            sheet = self._sheet(command.order_no, command.requested_at, unit)
            sheet.note_claim(command.case_no, claim)

    def _note_photo(self, command: do.NotePhoto, unit: Unit) -> None:
        photo = command.photo
        report = unit.find(DamageReport, command.case_no)
        if report is None:
            return  # No damage is spoken of, and nothing missing.
        report.note_photo(photo)
        if report.evidence.cause == MISSED and photo.outer_package is not None:
            sheet = self._sheet(command.order_no, photo.at, unit)
            sheet.note_package(command.case_no, photo.at, photo.outer_package)

    def _book_assigned(self, command: do.BookAssignedCost, unit: Unit) -> None:
        sheet = self._sheet(command.order_no, command.entry.certain_at, unit)
        sheet.book_assigned(
            command.case_no,
            command.waybill,
            command.entry,
            command.to,
            command.picker,
            command.policy,
        )

    def _note_suspicion(self, command: do.NoteSuspicion, unit: Unit) -> None:
        policy = in_force(command.at)
        suspicion = Suspicion(
            command.complaint_no,
            command.at,
            command.batch,
            command.sold_from,
            command.sold_until,
            command.at + timedelta(hours=policy.limits_at(command.at).inspection_hours),  # R505
        )
        self._suspect(command.sku, command.at, unit).suspect(suspicion, policy.version)

    def _isolate(self, command: do.IsolateSuspectStock, unit: Unit) -> None:
        row = Isolated(command.at, command.quantity, command.person, command.batch, command.place)
        self._suspect(command.sku, command.at, unit).isolate(row)

    def _release(self, command: do.ReleaseSuspectStock, unit: Unit) -> None:
        stock = unit.get(SuspectStock, command.sku)
        stock.release(
            Checked(
                command.at,
                command.quantity,
                command.disposition,
                command.finding,
                command.person,
                command.batch,
            )
        )

    def _count_stock(self, command: do.CountStock, unit: Unit) -> None:
        stock = unit.find(Stock, command.sku)
        if stock is None:
            unit.add(Stock.of(command.sku, command.at, command.available, command.person))
        else:
            stock.count(command.at, command.available, command.person)

    def _suspect(self, sku: str, at: datetime, unit: Unit) -> SuspectStock:
        return unit.find(SuspectStock, sku) or unit.add(SuspectStock.open(sku, at))

    def _sheet(self, order_no: str, at: datetime, unit: Unit) -> OrderSheet:
        """The order's sheet, opened by whatever is heard of the order first."""
        return unit.find(OrderSheet, order_no) or unit.add(OrderSheet.open(order_no, at))
