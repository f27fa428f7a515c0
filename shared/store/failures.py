"""The library's word for a store that is away, in ours: waited out, never parked."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from eventsourcing.persistence import PersistenceError

from shared.errors import Infrastructure, Unavailable

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def told_as_ours() -> Iterator[None]:
    """Say ``Unavailable`` where the library says that the store failed."""
    try:
        yield
    except Infrastructure:
        raise
    except PersistenceError as error:
        raise Unavailable(f"the store: {error}") from error
