"""Parcels in trouble, through all four services: R401 to R407."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.families import Told, each, tell
from tests.support.families.in_trouble import TALES as IN_TROUBLE
from tests.support.families.watched import TALES as WATCHED

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

TALES = (*IN_TROUBLE, *WATCHED)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    folder: Path = tmp_path_factory.mktemp("family")
    return tell([tale() for tale in TALES], folder, "20 00:00")


@pytest.mark.parametrize("place", each(TALES))
def test_in_trouble(told: list[Told], place: int) -> None:
    assert str(told[place]) == str(TALES[place]().expected)
