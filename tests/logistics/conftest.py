"""Logistics on its stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.logistics import publishing, reactions
from services.logistics.application import Logistics
from shared.store.connect import environment
from tests.support.stage import Stage


@pytest.fixture
def logistics(tmp_path: Path) -> Iterator[Stage]:
    service = Logistics(environment("embedded", "logistics", tmp_path))
    yield Stage(service, reactions, publishing.announce)
    service.close()
