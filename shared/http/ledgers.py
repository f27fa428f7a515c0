"""What every ledger may be asked: a month, what was certain by then, what was known by then."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import Query

from shared.http.codec import local

Period = Annotated[str | None, Query(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", examples=["2026-09"])]
AsOf = Annotated[datetime | None, Query(description="Only entries certain by then.")]
KnownAt = Annotated[datetime | None, Query(description="Only what was recorded by then.")]


def moment(asked: datetime | None) -> datetime | None:
    """A moment asked about; without an offset Asia/Shanghai."""
    return None if asked is None else local(asked)
