"""Counts of products (R511), and what the warehouse says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from services.warehouse.commands import CountStock
from services.warehouse.domain.stock import CountBefore, CountDiffers
from shared.contracts.warehouse import StockCounted
from tests.support.announced import day

if TYPE_CHECKING:
    from tests.support.stage import Stage


def test_r511_each_count_is_announced(warehouse: Stage) -> None:
    warehouse.does(CountStock("CUP", day(0), 5, "周强"), CountStock("CUP", day(1), 0, "周强"))

    said = warehouse.said_of(StockCounted)
    assert [(one.key(), one.available, one.at) for one in said] == [
        ("CUP", 5, day(0)),
        ("CUP", 0, day(1)),
    ]


def test_the_same_count_again_changes_nothing(warehouse: Stage) -> None:
    count = CountStock("CUP", day(0), 5)
    warehouse.does(count)

    assert not warehouse.service.handle(count)


def test_another_number_of_the_same_moment_is_refused(warehouse: Stage) -> None:
    warehouse.does(CountStock("CUP", day(0), 5))
    with pytest.raises(CountDiffers):
        warehouse.does(CountStock("CUP", day(0), 4))


def test_a_count_before_the_last_is_refused(warehouse: Stage) -> None:
    warehouse.does(CountStock("CUP", day(1), 5))
    with pytest.raises(CountBefore):
        warehouse.does(CountStock("CUP", day(0), 4))
