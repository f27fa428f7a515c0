"""Intake's table of contents: which module carries out which command, each by load, act, review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from services.intake import cases, casework, complaints, desk_work, orders
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
from services.intake.domain.complaint import Complaint
from services.intake.domain.looks import Customer
from services.intake.domain.merchant import NOBODY, Merchant
from services.intake.domain.order import Order
from services.intake.domain.rating import Rating
from services.intake.domain.return_case import ReturnCase
from services.intake.domain.stock_level import StockLevel
from services.intake.keys.looking import Look, Seen, forget, look, looks, seen
from services.intake.keys.ring import Keys, Wrapping
from services.intake.keys.table import KeyTable
from services.intake.reviewing import case_of
from shared.store.service import LetTimePass, Service

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.intake.keys.master import MasterKey
    from shared.store.aggregate import Aggregate
    from shared.store.unit import Unit


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
        if holders := orders.key_holders(registered, unit):
            self._keys_of(unit).expect(holders)

    def decide(self, command: IntakeCommand, unit: Unit) -> None:
        """Carry out one command."""
        match command:
            case NoteParcelShipped() | NoteFreight() | NoteParcelMoved() | NoteGoodsInspected():
                orders.note(command, unit, self.merchant)
            case RegisterOrder():
                orders.register(command, unit, self.merchant, self._keys_of(unit))
            case RequestReturn():
                cases.request(command, unit, self.merchant)
            case DecideLiability():
                cases.decide_liability(command, unit)
            case LookAtCustomer():
                look(command, unit, self._keys_of(unit))
            case ForgetCustomer():
                forget(command, unit, self._keys_of(unit))
            case NoteWeightCheck() | NoteSignOff() | NotePayment() | AttachEvidence():
                cases.note(command, unit, self.merchant)
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

    def _one(self, command: IntakeCommand | LetTimePass, unit: Unit) -> None:
        """A case is reviewed after time has passed for it; nothing else of intake's waits."""
        if not isinstance(command, LetTimePass):
            super()._one(command, unit)
            return
        kind, _, number = command.aggregate_id.partition(":")
        if kind == ReturnCase.KIND:
            cases.let_time_pass(number, command.until, unit, self.merchant)

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
