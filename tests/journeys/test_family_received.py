"""Goods that were received, through all four services: R201 to R212."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.families import Told, each, tell
from tests.support.families.received_damage import TALES as DAMAGE
from tests.support.families.received_faulty import TALES as FAULTY
from tests.support.families.received_liquid import TALES as LIQUID

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

TALES = (*DAMAGE, *LIQUID, *FAULTY)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    folder: Path = tmp_path_factory.mktemp("family")
    return tell([tale() for tale in TALES], folder, "20 00:00")


@pytest.mark.parametrize("place", each(TALES))
def test_received(told: list[Told], place: int) -> None:
    assert str(told[place]) == str(TALES[place]().expected)
