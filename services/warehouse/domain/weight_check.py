"""Whether the outbound weight shows that items were never packed (R210, R212, D11). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class PackedLine:
    """A line of the order as it should have been packed."""

    sku: str
    quantity: int
    unit_weight_g: int | None


@dataclass(frozen=True, slots=True)
class ClaimedLine:
    """Pieces that the customer says are missing."""

    sku: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Weighing:
    """A parcel's outbound weight as the courier recorded it when it picked the parcel up."""

    at: datetime
    weight_g: int


@dataclass(frozen=True, slots=True)
class WeightCheck:
    """The proof. ``missing_g`` is the weight of the items claimed missing."""

    mismatch: bool
    expected_g: int
    outbound_g: int
    missing_g: int
    checked_at: datetime


def check(
    packed: Iterable[PackedLine],
    packaging_g: int,
    claimed: Iterable[ClaimedLine],
    weighings: Iterable[Weighing | None],
    since: datetime,
    share: Decimal,
) -> WeightCheck | None:
    """Compare; null while any unit or outbound weight is unknown (D11).

    ``since``: from when there is reason to; the request, or the photo of an intact package.
    ``share``: how much of the claimed items' weight must be lacking; exactly so much is a mismatch.
    """
    lines = list(packed)
    units = {line.sku: line.unit_weight_g for line in lines}
    known_units = {sku: weight for sku, weight in units.items() if weight is not None}
    weighed = list(weighings)
    known = [weighing for weighing in weighed if weighing is not None]
    if not known or len(known) < len(weighed) or not units or len(known_units) < len(units):
        return None
    expected = packaging_g + sum(known_units[line.sku] * line.quantity for line in lines)
    outbound = sum(weighing.weight_g for weighing in known)
    missing = sum(known_units.get(line.sku, 0) * line.quantity for line in claimed)
    return WeightCheck(
        mismatch=expected - outbound >= missing * share,
        expected_g=expected,
        outbound_g=outbound,
        missing_g=missing,
        checked_at=max([since, *(weighing.at for weighing in known)]),
    )
