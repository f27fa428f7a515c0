"""A house served without its loops: what one service answers is a matter of that service alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.http.serving import Caller, served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Caller]:
    """One house for the tests of a module: each takes numbers of its own."""
    folder: Path = tmp_path_factory.mktemp("house")
    with served(folder) as caller:
        yield caller
