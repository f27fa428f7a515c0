"""A payment in people's hands: it counts against its lines as if it were made (D30, D36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from services.finance.domain.payment import Due, Payment


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a table drew: the due as it was told then, what it comes to, and the table."""

    due: Due
    payment: Payment
    table_at: datetime
    failed: bool = False
    """It was sent and did not arrive: it is due again, under its key."""

    def bounced(self) -> Reservation:
        """The same, to be tried again."""
        return replace(self, failed=True)
