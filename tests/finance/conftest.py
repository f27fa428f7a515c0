"""Finance on its stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from services.finance import publishing, reactions
from services.finance.application import Finance
from shared.store.connect import environment
from tests.support.stage import Stage


@pytest.fixture
def finance(tmp_path: Path) -> Iterator[Stage]:
    service = Finance(environment("embedded", "finance", tmp_path))
    yield Stage(service, reactions, publishing.announce)
    service.close()
