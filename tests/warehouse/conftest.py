"""The warehouse on its stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.warehouse import publishing, reactions
from services.warehouse.application import Warehouse
from shared.store.connect import environment
from tests.support.stage import Stage


@pytest.fixture
def warehouse(tmp_path: Path) -> Iterator[Stage]:
    service = Warehouse(environment("embedded", "warehouse", tmp_path))
    yield Stage(service, reactions, publishing.announce)
    service.close()
