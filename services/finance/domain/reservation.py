"""A payment in people's hands: it counts against its lines as if it were made (D30, D36)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from services.finance.domain.payment import Due, PaidLine, Payment


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


def left_of(
    lines: Iterable[PaidLine], used: Mapping[str, Money], held: Iterable[Reservation]
) -> dict[str, Money]:
    """What may still be paid of each line: what was paid for it, less what is repaid or held."""
    gone = dict(used)
    for reservation in held:
        for share in reservation.payment.shares:
            gone[share.sku] = gone.get(share.sku, Money.zero()) + share.value
    return {
        line.sku: line.unit_price.times(line.quantity) - gone.get(line.sku, Money.zero())
        for line in lines
    }
