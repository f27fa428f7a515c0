"""What is known of an order when one of its cases is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.intake.domain.parcels import (
    OUTBOUND,
    RESHIP,
    RETURN,
    Comeback,
    ParcelLife,
    brought_back,
    shipped,
)
from services.intake.domain.recipient import Recipient
from services.intake.domain.registration import Registration

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A look into the order's file; nobody changes the parcels through it."""

    order_no: str
    order: Registration
    parcels: Mapping[str, ParcelLife]

    @property
    def recipient(self) -> Recipient | None:
        """Who gets the parcels, as far as it may travel (R516)."""
        known = self.order.recipient
        return known if known is not None and known.is_sealed else None

    def parcel_at(self, at: datetime) -> ParcelLife | None:
        """The parcel that a request of a moment is about (D30)."""
        earlier = [
            p for p in shipped(self.parcels, OUTBOUND) if p.shipped_at and p.shipped_at <= at
        ]
        return earlier[-1] if earlier else None

    def returns(self, case_no: str) -> list[ParcelLife]:
        """What the customer sent back for a case."""
        return [p for p in shipped(self.parcels, RETURN) if p.case_no == case_no]

    def reships(self, case_no: str) -> list[ParcelLife]:
        """What was sent a second time for a case."""
        return [p for p in shipped(self.parcels, RESHIP) if p.case_no == case_no]

    def comeback(self, case_no: str, parcel: ParcelLife | None) -> Comeback | None:
        """What brought the goods back: the customer's parcels, before them our own (D4)."""
        return brought_back(self.returns(case_no), [parcel] if parcel else [])


def whole_days(since: datetime | None, until: datetime) -> int | None:
    """Elapsed periods of 24 hours, rounded down; a later date is unknown (D22)."""
    if since is None or since > until:
        return None
    return (until - since) // DAY
