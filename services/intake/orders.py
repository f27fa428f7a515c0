"""Orders and their parcels: each command loads the order's file, acts, and reviews its cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from services.intake.casework import ship_riders
from services.intake.commands import (
    NoteFreight,
    NoteGoodsInspected,
    NoteParcelMoved,
    NoteParcelShipped,
    RegisterOrder,
)
from services.intake.domain.cells import sorted_lines
from services.intake.domain.order import Order
from services.intake.domain.parcels import ParcelLife
from services.intake.domain.registration import Registration
from services.intake.domain.return_case import ReturnCase
from services.intake.keys.sealing import hand_over, key_holder, sealed, sealed_now
from services.intake.reviewing import review_case

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.intake.domain.merchant import Merchant
    from services.intake.domain.recipient import Recipient
    from services.intake.keys.ring import Keys
    from shared.store.unit import Unit

OrderNews = NoteParcelShipped | NoteFreight | NoteParcelMoved | NoteGoodsInspected


def key_holders(commands: Sequence[RegisterOrder], unit: Unit) -> list[str]:
    """Whose keys a batch of orders needs."""
    holders = (key_holder(one, _known(unit.find(Order, one.order_no))) for one in commands)
    return [holder for holder in holders if holder is not None]


def register(command: RegisterOrder, unit: Unit, merchant: Merchant, keys: Keys) -> None:
    """Open the order's file, or fill it with what more is known; names are sealed first (R516)."""
    order = unit.find(Order, command.order_no)
    known = _known(order)
    recipient = sealed(command, known, keys)
    brought = _brought(command, recipient)
    if order is None:
        unit.add(Order.registered(command.order_no, brought))
        return
    before = order.version
    order.register(brought, sealed_now(recipient, known, command.order_no, keys))
    hand_over(order, known, keys)
    _review_cases(order, before, unit, merchant)


def note(news: OrderNews, unit: Unit, merchant: Merchant) -> None:
    """What others announced of an order's parcels; its file is opened by whatever comes first."""
    order = unit.find(Order, news.order_no)
    if order is None:
        order = unit.add(Order.heard_of(news.order_no, news.at))
    before = order.version
    match news:
        case NoteParcelMoved():
            order.note_moved(news.at, news.waybill, news.status, news.signed_by)
        case NoteParcelShipped():
            life = ParcelLife(
                waybill=news.waybill,
                kind=news.kind,
                courier=news.courier,
                case_no=news.case_no,
                freight=news.freight,
            )
            order.note_shipped(news.at, life)
        case NoteFreight():
            order.note_freight(news.at, news.waybill, news.freight)
        case NoteGoodsInspected():
            order.note_inspected(news.at, news.waybill, news.found)
    if order.riders and order.version != before:
        ship_riders(order, unit, merchant)
    _review_cases(order, before, unit, merchant)


def _review_cases(order: Order, before: int, unit: Unit, merchant: Merchant) -> None:
    if order.version != before:
        for case_no in order.cases:
            review_case(unit.get(ReturnCase, case_no), order, merchant)


def _known(order: Order | None) -> Registration | None:
    return order.registration if order is not None else None


def _brought(command: RegisterOrder, recipient: Recipient | None) -> Registration:
    return Registration(
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
