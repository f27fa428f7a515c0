"""Values as release 0.1.0 stored them, and what they are now."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from decimal import Decimal

from services.finance.domain.payment import Due as DueNow
from services.finance.domain.payment import DueLine, Freight

INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Due:
    """A payment that nothing holds back any more, and the table that will make it."""

    refund: str
    case_no: str
    kind: str
    waybill: str | None
    lines: tuple[DueLine, ...]
    freights: tuple[Freight, ...]
    commission_rate: Decimal | None
    customer_id: str | None
    ready_at: datetime
    table_at: datetime
    policy: str | None = None
    rule: str | None = None

    def as_due(self) -> DueNow:
        """The same, to be paid at the first table from its own table's moment on."""
        kept = {one.name: getattr(self, one.name) for one in fields(self)}
        table_at: datetime = kept.pop("table_at")
        return DueNow(**kept, late_at=table_at - INSTANT)
