"""Where a case's entries stand, and what a claim expects."""

from __future__ import annotations

from dataclasses import dataclass

from shared.money import Money


@dataclass(frozen=True, slots=True)
class Place:
    """A case's entries stand on the courier of its outbound parcel, whatever the cost (D6)."""

    waybill: str
    courier: str
    picker: str | None = None

    def same_parcel(self, other: Place) -> bool:
        """Whether both name one parcel of one courier, whoever picked it."""
        return (self.waybill, self.courier) == (other.waybill, other.courier)


@dataclass(frozen=True, slots=True)
class ExpectedCost:
    """A cost that a claim expects; ``amount`` is null while unknown."""

    cost: str
    amount: Money | None
