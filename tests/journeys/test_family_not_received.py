"""Goods that were not received, through all four services: R101 to R111."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.families import Told, each, tell
from tests.support.families.not_received_courier import TALES as COURIER
from tests.support.families.not_received_customer import TALES as CUSTOMER
from tests.support.families.not_received_merchant import TALES as MERCHANT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

TALES = (*CUSTOMER, *MERCHANT, *COURIER)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    folder: Path = tmp_path_factory.mktemp("family")
    return tell([tale() for tale in TALES], folder, "20 00:00")


@pytest.mark.parametrize("place", each(TALES))
def test_not_received(told: list[Told], place: int) -> None:
    assert str(told[place]) == str(TALES[place]().expected)
