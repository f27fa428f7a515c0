"""A place for a projection's tables: a file, or a database of its own."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from shared.projection.storage import open_storage
from tests.support.backends import postgres, postgres_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from shared.projection.projection import Projection
    from shared.projection.storage import Storage

    Opens = Callable[[Projection], Storage]

__all__ = ["opens", "postgres", "postgres_url"]


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.broker)])
def opens(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opens]:
    """Opens a projection's tables in this test's place; each call opens another connection."""
    store = "embedded"
    if request.param == "postgres":
        store = f"{request.getfixturevalue('postgres_url')}/t{uuid4().hex}"
    with ExitStack() as stack:

        def open_one(projection: Projection) -> Storage:
            storage = open_storage(projection, store, tmp_path)
            stack.callback(storage.close)
            return storage

        yield open_one
