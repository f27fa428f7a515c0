"""What people do for a case beside the files: each command loads, acts, and reviews (D36)."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from services.intake import casework_commands as do
from services.intake.domain import casework, flags, hand_work, riding
from services.intake.domain.casework_events import InvoiceCopy, Part
from services.intake.domain.choice import Choice
from services.intake.domain.order import Order
from services.intake.domain.refusals import OrderNotKnown
from services.intake.domain.review import judged
from services.intake.domain.stock_level import StockLevel
from services.intake.keys.sealing import sealed_address
from services.intake.reviewing import case_of, review_case, review_changed, terms_of
from shared.policy.deadlines import due
from shared.policy.shelf import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from services.intake.domain.merchant import Merchant
    from services.intake.domain.payments import Matter
    from services.intake.domain.recipient import Recipient
    from services.intake.domain.return_case import ReturnCase
    from services.intake.keys.ring import Keys
    from shared.store.unit import Unit


def carry_out(
    command: do.CaseworkCommand, unit: Unit, merchant: Merchant, keys: Callable[[], Keys]
) -> None:
    """Carry out one command, and draw what follows for its case and its order's flags."""
    case = case_of(command.case_no, unit)
    order = unit.get(Order, case.order_no)
    before = case.version
    match command:
        case do.ConfirmRefund(at=at, person=person):
            casework.confirm(case, at, person)
        case do.VerifyEvidence(at=at, person=person, finding=finding, verified=verified):
            casework.verify(case, at, person, finding, verified=verified)
        case do.ReplacePart(at=at, person=person, part=part, amount=amount, shop=shop):
            hand_work.replace_part(case, at, Part(part, amount, shop), person)
        case do.SendInvoiceCopy(at=at, person=person):
            copy = InvoiceCopy(command.sent_by, command.invoice_no, command.waybill)
            hand_work.send_copy(case, at, copy, person)
        case do.ChooseRemedy():
            _choose(command, case, _matter(case, order, merchant), unit)
        case do.RideWithOrder():
            _ride(command, case, _matter(case, order, merchant), unit)
        case do.CorrectAddress():
            recipient = sealed_address(command, order, keys())
            _correct(command, case, order, _matter(case, order, merchant), recipient)
        case _:
            assert_never(command)
    if case.version != before:
        review_case(case, order, merchant)
        _give_up_idle_ride(case, command.at, unit)


def _matter(case: ReturnCase, order: Order, merchant: Merchant) -> Matter:
    dossier = order.dossier()
    return judged(case, dossier, terms_of(case, dossier.order, merchant))


def _choose(command: do.ChooseRemedy, case: ReturnCase, matter: Matter, unit: Unit) -> None:
    choice = Choice(command.remedy, command.amount, command.person)
    stock = {
        piece.sku: level.available
        for piece in case.pieces
        if (level := unit.find(StockLevel, piece.sku)) is not None
    }
    casework.choose(case, command.at, choice, matter, stock)


def _ride(command: do.RideWithOrder, case: ReturnCase, matter: Matter, unit: Unit) -> None:
    new = unit.find(Order, command.new_order_no)
    if new is None or new.registration is None:
        raise OrderNotKnown(f"order {command.new_order_no} is not known")
    before = case.work.ride
    riding.ride(case, command.at, command.person, matter, new)
    if before is not None and before.order_no != new.number:
        name = f"{flags.RIDE}:{case.number}"
        flags.take_down(unit.get(Order, before.order_no), command.at, name)


def _give_up_idle_ride(case: ReturnCase, at: datetime, unit: Unit) -> None:
    ride = case.work.ride
    if ride is not None and riding.is_idle(case):
        riding.give_up(case, at, unit.get(Order, ride.order_no))


def _correct(
    command: do.CorrectAddress,
    case: ReturnCase,
    order: Order,
    matter: Matter,
    recipient: Recipient | None,
) -> None:
    """The hold is that of the case's own policy version, as its overlays move it (R517)."""
    at, person = command.at, command.person
    correction = hand_work.Correction(recipient, person)
    since = hand_work.held_since(case, matter, at)
    policy = load(case.subject.policy)
    until = due(policy, since, "address_hold_hours") if since is not None else None
    if hand_work.correct_address(case, at, matter, until, correction):
        flag = flags.Flag(flags.ADDRESS, flags.ADDRESS_NOTE, case.number, person)
        flags.put_up(order, at, f"{flags.ADDRESS}:{case.number}:{at.isoformat()}", flag)


def ship_riders(order: Order, unit: Unit, merchant: Merchant) -> None:
    """The order's parcel left: what rode with it is sent (R510)."""
    for case_no in order.riders:
        case = case_of(case_no, unit)
        before = case.version
        riding.note_shipped(case, order)
        review_changed(case, before, unit, merchant)


def flag_order(command: do.FlagOrder, unit: Unit) -> None:
    """Put up a person's flag on an order that is known."""
    order = unit.find(Order, command.order_no)
    if order is None:
        raise OrderNotKnown(f"order {command.order_no} is not known")
    flag = flags.Flag(command.kind, command.note, None, command.person)
    name = flags.noted(command.at, command.kind, command.person)
    flags.put_up(order, command.at, name, flag)


def note_stock(command: do.NoteStock, unit: Unit) -> None:
    """Remember what the warehouse counted."""
    level = unit.find(StockLevel, command.sku)
    if level is None:
        unit.add(StockLevel.of(command.sku, command.at, command.available))
    else:
        level.note(command.at, command.available)
