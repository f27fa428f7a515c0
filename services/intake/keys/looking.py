"""Looking at a customer's data, which is recorded first, and forgetting a customer (R516)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.intake.domain.looks import Customer, CustomerNotKnown, DataForgotten
from services.intake.domain.order import Order
from services.intake.domain.recipient import CELLS
from services.intake.domain.refusals import OrderNotKnown
from services.intake.domain.return_case import ReturnCase
from services.intake.keys.sealing import opened
from services.intake.keys.table import holder_of
from shared.dates import print_time
from shared.errors import BadInput

if TYPE_CHECKING:
    from services.intake.commands import ForgetCustomer, LookAtCustomer
    from services.intake.keys.ring import Keys
    from shared.store.unit import Unit

Seen = dict[str, str | None]
Look = dict[str, Any]


def look(command: LookAtCustomer, unit: Unit, keys: Keys) -> None:
    """Record a look; refused when there is nothing to see, or nothing any more."""
    order = order_of(command.number, unit)
    known = order.registration
    holder = holder_of(known.customer_id if known is not None else None, order.number)
    sealed_by = known.recipient.holder if known is not None and known.recipient else holder
    if keys.is_destroyed(holder) or keys.is_destroyed(sealed_by):
        raise DataForgotten(f"order {order.number}: the customer's data were destroyed")
    case_no = command.number if unit.find(ReturnCase, command.number) is not None else None
    order.look(command.at, command.person, command.reason, case_no)


def seen(number: str, unit: Unit, keys: Keys) -> Seen:
    """What a look shows, which has been recorded."""
    order = order_of(number, unit)
    known = order.dossier().order
    about = {"order_no": order.number, "customer_id": known.customer_id, "province": known.province}
    cells = {}
    if known.recipient is not None:
        cells = opened(known.recipient, order.number, keys.find(known.recipient.holder))
    return {**about, **dict.fromkeys(CELLS), **cells}


def looks(number: str, unit: Unit) -> list[Look]:
    """Who looked, when, why, and at what; earliest first."""
    order = order_of(number, unit)
    told = sorted(order.looks, key=lambda one: (one.at, one.originator_version))
    return [
        {
            "at": print_time(one.at),
            "person": one.person,
            "reason": one.reason,
            "cells": list(one.cells),
            "order_no": order.number,
            "case_no": one.case_no,
        }
        for one in told
    ]


def forget(command: ForgetCustomer, unit: Unit, keys: Keys) -> None:
    """Destroy a key; who is forgotten already stays so."""
    customer_id, order_no = command.customer_id, command.order_no
    if customer_id is not None and order_no is None:
        _forget_customer(customer_id, command, unit, keys)
    elif order_no is not None and customer_id is None:
        order = unit.get(Order, order_no)
        if order.forgotten_at is None:
            order.forget(command.at, command.person, command.reason)
            keys.destroy(holder_of(None, order_no), None)
    else:
        raise BadInput("forget a customer, or an order whose customer nobody knows")


def _forget_customer(customer_id: str, command: ForgetCustomer, unit: Unit, keys: Keys) -> None:
    if unit.find(Customer, customer_id) is not None:
        return
    if not keys.any_of(customer_id):
        raise CustomerNotKnown(f"customer {customer_id}: no name, phone or address is kept")
    unit.add(Customer.forgotten(customer_id, command.at, command.person, command.reason))
    keys.destroy(holder_of(customer_id, ""), customer_id)


def order_of(number: str, unit: Unit) -> Order:
    """The order of a case's number, else of its own."""
    case = unit.find(ReturnCase, number)
    order = unit.find(Order, case.order_no if case is not None else number)
    if order is None:
        raise OrderNotKnown(f"neither a case nor an order {number} is known")
    return order
