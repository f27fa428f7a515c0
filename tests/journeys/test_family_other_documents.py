"""What the other documents add, through all four services: R301 to R307."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.families import Told, each, tell
from tests.support.families.disputed_sign_off import TALES as SIGN_OFF
from tests.support.families.other_documents import TALES as OTHER

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.journey

TALES = (*OTHER, *SIGN_OFF)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    folder: Path = tmp_path_factory.mktemp("family")
    return tell([tale() for tale in TALES], folder, "20 00:00")


@pytest.mark.parametrize("place", each(TALES))
def test_other_documents(told: list[Told], place: int) -> None:
    assert str(told[place]) == str(TALES[place]().expected)
