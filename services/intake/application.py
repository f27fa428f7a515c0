"""Intake's table of contents: a method a command; each loads, acts, and reviews what it touched."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from services.intake import casework, complaints, desk_work
from services.intake.casework_commands import Casework, FlagOrder, NoteStock
from services.intake.commands import (
    AttachEvidence,
    DecideLiability,
    ForgetCustomer,
    IntakeCommand,
    LookAtCustomer,
    LookAtEvidence,
    NoteFreight,
    NoteGoodsInspected,
    NoteParcelMoved,
    NoteParcelShipped,
    NotePayment,
    NoteSignOff,
    NoteWeightCheck,
    RegisterOrder,
    RequestReturn,
)
from services.intake.desk_commands import DeskStep
from services.intake.domain.case_events import Verdict
from services.intake.domain.cells import sorted_lines
from services.intake.domain.complaint import Complaint
from services.intake.domain.evidence import Evidence
from services.intake.domain.looks import Customer
from services.intake.domain.merchant import NOBODY, Merchant
from services.intake.domain.order import Order
from services.intake.domain.parcels import ParcelLife
from services.intake.domain.rating import Rating
from services.intake.domain.refusals import OrderNotKnown, RequestDiffers
from services.intake.domain.registration import Registration
from services.intake.domain.request import Request
from services.intake.domain.return_case import ReturnCase
from services.intake.domain.stock_level import StockLevel
from services.intake.keys.looking import Look, Seen, forget, look, looks, seen
from services.intake.keys.ring import Keys, Wrapping
from services.intake.keys.sealing import hand_over, key_holder, sealed, sealed_now
from services.intake.keys.table import KeyTable
from services.intake.reviewing import case_of, review_case
from shared.evidence.file import KeptFile
from shared.policy.shelf import in_force
from shared.store.service import LetTimePass, Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.intake.keys.master import MasterKey
    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit

CaseNews = NoteWeightCheck | NoteSignOff | NotePayment | AttachEvidence
OrderNews = NoteParcelShipped | NoteFreight | NoteParcelMoved | NoteGoodsInspected


class Intake(Service[IntakeCommand]):
    """The after-sales desk."""

    name = "intake"
    kinds: ClassVar[tuple[type[Aggregate], ...]] = (
        Order,
        ReturnCase,
        Complaint,
        Rating,
        StockLevel,
        Customer,
    )
    named_by: ClassVar[dict[str, type[Aggregate]]] = {
        "order_no": Order,
        "case_no": ReturnCase,
        "complaint_no": Complaint,
    }

    def __init__(
        self, env: dict[str, str], master: MasterKey | None = None, merchant: Merchant = NOBODY
    ) -> None:
        """``master`` is needed once somebody's name, phone or address is brought or looked at.

        ``merchant`` is what slips are printed with.
        """
        super().__init__(env)
        self.merchant = merchant
        self._wrapping = Wrapping(KeyTable(self.store), master)
        self._keys: Keys | None = None

    def expect(self, commands: Sequence[IntakeCommand | LetTimePass], unit: Unit) -> None:
        """Read what a batch is about to touch, customers' keys with it."""
        super().expect(commands, unit)
        registered = [one for one in commands if isinstance(one, RegisterOrder)]
        holders = (key_holder(one, _registration(one.order_no, unit)) for one in registered)
        if wanted := [holder for holder in holders if holder is not None]:
            self._keys_of(unit).expect(wanted)

    def decide(self, command: IntakeCommand, unit: Unit) -> None:
        """Carry out one command."""
        match command:
            case NoteParcelShipped() | NoteFreight() | NoteParcelMoved() | NoteGoodsInspected():
                self._note_of_order(command, unit)
            case RegisterOrder():
                self._register_order(command, unit)
            case RequestReturn():
                self._request_return(command, unit)
            case DecideLiability():
                self._decide_liability(command, unit)
            case LookAtCustomer():
                look(command, unit, self._keys_of(unit))
            case ForgetCustomer():
                forget(command, unit, self._keys_of(unit))
            case NoteWeightCheck() | NoteSignOff() | NotePayment() | AttachEvidence():
                self._note_of_case(command, unit)
            case Casework():
                casework.carry_out(command, unit, self.merchant, lambda: self._keys_of(unit))
            case DeskStep():
                desk_work.carry_out(command, unit, self.merchant)
            case FlagOrder():
                casework.flag_order(command, unit)
            case NoteStock():
                casework.note_stock(command, unit)
            case LookAtEvidence(case_no, at, sha256, person, reason):
                case_of(case_no, unit).look_at(at, sha256, person, reason)
            case _:
                complaints.carry_out(command, unit)

    def _register_order(self, command: RegisterOrder, unit: Unit) -> None:
        order = unit.find(Order, command.order_no)
        known = order.registration if order is not None else None
        keys = self._keys_of(unit)
        recipient = sealed(command, known, keys)
        brought = Registration(
            purchased_at=command.purchased_at,
            lines=sorted_lines(command.lines),
            succeeded_at=command.succeeded_at,
            customer_id=command.customer_id,
            customer_class=command.customer_class,
            province=command.province,
            dealer_id=command.dealer_id,
            packaging_g=command.packaging_g,
            recipient=recipient,
        )
        if order is None:
            unit.add(Order.registered(command.order_no, brought))
            return
        before = order.version
        order.register(brought, sealed_now(recipient, known, command.order_no, keys))
        hand_over(order, known, keys)
        self._review_cases(order, before, unit)

    def _request_return(self, command: RequestReturn, unit: Unit) -> None:
        order = unit.find(Order, command.order_no)
        if order is None:
            raise OrderNotKnown(f"order {command.order_no} is not known")
        dossier, request = order.dossier(), _requested(command)
        case = unit.find(ReturnCase, command.case_no)
        if case is None:
            policy = in_force(request.at).version
            case = unit.add(ReturnCase.asked(command.case_no, request, dossier, policy))
            order.admit(command.case_no, request.at)
        elif case.subject.order_no != command.order_no:
            raise RequestDiffers("order_no")
        else:
            before = case.version
            case.ask_again(request, dossier)
            if case.version == before:
                return
        review_case(case, order, self.merchant)

    def _decide_liability(self, command: DecideLiability, unit: Unit) -> None:
        case = case_of(command.case_no, unit)
        dossier = unit.get(Order, case.subject.order_no).dossier()
        verdict = Verdict(command.liable, command.reason, command.person, command.responsible)
        case.give_verdict(command.at, verdict, dossier)

    def _note_of_order(self, news: OrderNews, unit: Unit) -> None:
        order = unit.find(Order, news.order_no)
        if order is None:
            order = unit.add(Order.heard_of(news.order_no, news.at))
        before = order.version
        match news:
            case NoteParcelMoved():
                order.note_moved(news.at, news.waybill, news.status, news.signed_by)
            case NoteParcelShipped():
                order.note_shipped(
                    news.at,
                    ParcelLife(
                        waybill=news.waybill,
                        kind=news.kind,
                        courier=news.courier,
                        case_no=news.case_no,
                        freight=news.freight,
                    ),
                )
            case NoteFreight():
                order.note_freight(news.at, news.waybill, news.freight)
            case NoteGoodsInspected():
                order.note_inspected(news.at, news.waybill, news.found)
        if order.riders and order.version != before:
            casework.ship_riders(order, unit, self.merchant)
        self._review_cases(order, before, unit)

    def _note_of_case(self, news: CaseNews, unit: Unit) -> None:
        case = case_of(news.case_no, unit)
        before = case.version
        match news:
            case NoteWeightCheck():
                case.note_weight(news.at, news.result)
            case NoteSignOff():
                case.note_sign_off(news.at, news.signed_by)
            case NotePayment():
                case.note_paid(news.at, news.refund)
            case AttachEvidence():
                case.attach(news.at, _evidence(news))
        self._review(case, before, unit)

    def _one(self, command: IntakeCommand | LetTimePass, unit: Unit) -> None:
        """What time brings to a case is judged with its order's dossier at hand."""
        if not isinstance(command, LetTimePass):
            super()._one(command, unit)
            return
        kind, _, number = command.aggregate_id.partition(":")
        case = unit.find(ReturnCase, number) if kind == ReturnCase.KIND else None
        if case is not None:
            before = case.version
            case.let_time_pass(command.until)
            self._review(case, before, unit)

    def _review_cases(self, order: Order, before: int, unit: Unit) -> None:
        if order.cases and order.version != before:
            for case_no in order.cases:
                case = unit.get(ReturnCase, case_no)
                review_case(case, order, self.merchant)

    def _review(self, case: ReturnCase, before: int, unit: Unit) -> None:
        if case.version != before:
            review_case(case, unit.get(Order, case.subject.order_no), self.merchant)

    def look(self, command: LookAtCustomer) -> Seen:
        """Record a look at a customer's data, then show them (R516)."""
        self.handle(command)
        return self._transaction(lambda unit: seen(command.number, unit, self._keys_of(unit)))

    def looks(self, number: str) -> list[Look]:
        """Every look at the customer's data of an order, named by its number or a case's."""
        return self._transaction(partial(looks, number))

    def forget(self, command: ForgetCustomer) -> bool:
        """Destroy a key, and what the store's journal still holds of it."""
        changed = self.handle(command)
        self.store.write_through()
        return changed

    def _keys_of(self, unit: Unit) -> Keys:
        """The keys of a transaction: none outlives it, so that a destroyed one is not used."""
        if self._keys is None or self._keys.unit is not unit:
            self._keys = Keys(self._wrapping, unit)
        return self._keys


def _registration(order_no: str, unit: Unit) -> Registration | None:
    order = unit.find(Order, order_no)
    return order.registration if order is not None else None


def _evidence(command: AttachEvidence) -> Evidence:
    file = KeptFile(command.name, command.media_type, command.sha256, command.size)
    return Evidence(command.kind, file, command.outer_package, command.person)


def _requested(command: RequestReturn) -> Request:
    return Request(
        at=command.at,
        cause=command.cause,
        lines=sorted_lines(command.lines),
        wish=command.wish,
        remedy=command.remedy,
        outer_package=command.outer_package,
        partly_good=command.partly_good,
        photos=command.photos,
        outer_photo=command.outer_photo,
        signed_by=command.signed_by,
        resellable=command.resellable,
        complete=command.complete,
        small_quantity=command.small_quantity,
        verified_at=command.verified_at,
        verified=command.verified,
        confirmed_at=command.confirmed_at,
        agent=command.agent,
        note=command.note,
    )
