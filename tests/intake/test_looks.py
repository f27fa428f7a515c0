"""Every look at a customer's data is recorded; a forgotten customer's are gone (R516)."""

from pathlib import Path
from typing import Any

import pytest

from services.intake.commands import ForgetCustomer, LookAtCustomer, RegisterOrder
from services.intake.domain.looks import (
    AskForTheCustomer,
    CustomerNotKnown,
    DataForgotten,
    RecipientNotKnown,
)
from services.intake.domain.refusals import OrderNotKnown
from shared.errors import BadInput
from tests.intake.desk import ASKED, BOUGHT, CASE, HOUR, ORDER, Desk, line
from tests.intake.test_recipient import reshipped
from tests.intake.test_sealing import CELLS, sealed_cells, stored

WHO, WHY = "张丽", "补发面单"


def look(desk: Desk, number: str = ORDER, person: str = WHO) -> dict[str, Any]:
    return dict(desk.intake.look(LookAtCustomer(number, ASKED, person, WHY)))


def forget(desk: Desk, **whose: str) -> bool:
    return desk.intake.forget(ForgetCustomer(ASKED + HOUR, WHO, "客户要求", **whose))


def order(desk: Desk, order_no: str, **cells: Any) -> bool:
    return desk.do(RegisterOrder(order_no, BOUGHT, (line("CUP", "30.00"),), **cells))


def wrapped_keys(desk: Desk) -> dict[str, str]:
    with desk.intake.store.reading() as cursor:
        cursor.execute("SELECT holder, wrapped FROM customer_key")
        return {row["holder"]: row["wrapped"] for row in cursor.fetchall()}


# Looking.


@pytest.mark.parametrize("number", [ORDER, CASE])
def test_r516_a_look_opens_the_cells(desk: Desk, number: str) -> None:
    reshipped(desk, customer_id="K1", province="浙江", **CELLS)
    assert look(desk, number) == {
        "order_no": ORDER,
        "customer_id": "K1",
        "province": "浙江",
        **CELLS,
    }


def test_r516_every_look_is_recorded_without_what_was_seen(desk: Desk, tmp_path: Path) -> None:
    reshipped(desk, customer_id="K1", name="王芳", phone="13800000000")
    look(desk, CASE)
    look(desk, ORDER, person="李明")

    told = desk.intake.looks(CASE)
    assert told == Desk(tmp_path).intake.looks(ORDER)
    assert told == [
        {
            "at": "2026-09-05T12:00:00+08:00",
            "person": person,
            "reason": WHY,
            "cells": ["name", "phone"],
            "order_no": ORDER,
            "case_no": case,
        }
        for person, case in ((WHO, CASE), ("李明", None))
    ]
    assert "王芳".encode() not in stored(tmp_path)


def test_r516_nobody_hears_of_a_look(desk: Desk) -> None:
    reshipped(desk, customer_id="K1", **CELLS)
    before = desk.everything()
    look(desk)
    assert desk.everything() == before


@pytest.mark.parametrize(
    ("number", "refused"), [("O9", OrderNotKnown), (ORDER, RecipientNotKnown)], ids=str
)
def test_r516_where_nothing_is_to_be_seen_nothing_is_recorded(
    desk: Desk, number: str, refused: type[Exception]
) -> None:
    desk.order(customer_id="K1")
    with pytest.raises(refused):
        look(desk, number)
    assert desk.intake.looks(ORDER) == []


def test_r516_an_order_whose_customer_became_known_later_is_opened_as_before(desk: Desk) -> None:
    desk.order(name="王芳")
    desk.order(customer_id="K1", phone="13800000000")
    seen = look(desk)
    assert (seen["customer_id"], seen["name"], seen["phone"]) == ("K1", "王芳", "13800000000")


# Forgetting.


def test_r516_a_forgotten_customer_s_cells_cannot_be_opened(desk: Desk, tmp_path: Path) -> None:
    desk.order(customer_id="K1", **CELLS)
    key = wrapped_keys(desk)["customer:K1"]
    assert key.encode() in stored(tmp_path)

    assert forget(desk, customer_id="K1")
    assert not forget(desk, customer_id="K1")

    assert wrapped_keys(desk)["customer:K1"] == ""
    assert key.encode() not in stored(tmp_path)
    for at_desk in (desk, Desk(tmp_path)):
        with pytest.raises(DataForgotten):
            look(at_desk)


def test_r516_rows_brought_again_bring_nothing_back(desk: Desk, tmp_path: Path) -> None:
    desk.order(customer_id="K1", **CELLS)
    before = sealed_cells(desk)
    forget(desk, customer_id="K1")

    assert not desk.order(customer_id="K1", **CELLS)
    assert not desk.order(customer_id="K1", **CELLS | {"name": "cannot be compared any more"})
    assert order(desk, "O2", customer_id="K1", **CELLS)
    assert sealed_cells(desk) == before
    assert sealed_cells(desk, "O2") is None
    for number in (ORDER, "O2"):
        with pytest.raises(DataForgotten):
            look(desk, number)
    assert not any(str(cell).encode() in stored(tmp_path) for cell in CELLS.values())


def test_r516_nobody_else_is_forgotten_with_them(desk: Desk) -> None:
    order(desk, "O1", customer_id="K1", **CELLS)
    order(desk, "O2", customer_id="K2", **CELLS)
    forget(desk, customer_id="K1")
    assert look(desk, "O2")["name"] == CELLS["name"]


def test_r516_an_order_s_own_key_goes_with_the_customer_it_turned_out_to_be(desk: Desk) -> None:
    desk.order(**CELLS)
    desk.order(customer_id="K1")
    assert forget(desk, customer_id="K1")
    with pytest.raises(DataForgotten):
        look(desk)


def test_r516_an_order_of_a_forgotten_customer_is_forgotten_when_that_is_found(desk: Desk) -> None:
    order(desk, "O2", customer_id="K1", **CELLS)
    desk.order(**CELLS)
    forget(desk, customer_id="K1")
    assert look(desk)["name"] == CELLS["name"]

    assert desk.order(customer_id="K1")
    with pytest.raises(DataForgotten):
        look(desk)


def test_r516_an_order_whose_customer_nobody_knows_is_forgotten_by_its_number(desk: Desk) -> None:
    desk.order(**CELLS)
    assert forget(desk, order_no=ORDER)
    assert not forget(desk, order_no=ORDER)
    assert not desk.order(**CELLS)
    with pytest.raises(DataForgotten):
        look(desk)


@pytest.mark.parametrize(
    ("whose", "refused"),
    [
        ({"customer_id": "K9"}, CustomerNotKnown),
        ({"order_no": ORDER}, AskForTheCustomer),
        ({}, BadInput),
        ({"customer_id": "K1", "order_no": ORDER}, BadInput),
    ],
    ids=["nobody", "the customer's", "neither", "both"],
)
def test_r516_who_cannot_be_forgotten(
    desk: Desk, whose: dict[str, str], refused: type[Exception]
) -> None:
    desk.order(customer_id="K1", **CELLS)
    with pytest.raises(refused):
        forget(desk, **whose)
    assert look(desk)["name"] == CELLS["name"]


def test_r516_what_was_announced_stays_as_it_was(desk: Desk) -> None:
    reshipped(desk, customer_id="K1", **CELLS)
    before = desk.everything()
    forget(desk, customer_id="K1")
    desk.order(customer_id="K1", **CELLS)
    assert desk.everything() == before
