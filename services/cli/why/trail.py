"""A booking and the events that led to it, of all that happened to its order. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from shared.contracts import costs, finance, intake, logistics, warehouse
from shared.contracts.bills import BillDifferenceAccepted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from services.cli.books import Printed

CHARGES = frozenset(
    {
        *(logistics.CourierChargeback.TYPE, logistics.CourierChargebackReversed.TYPE),
        *(warehouse.WarehouseCharged.TYPE, warehouse.WarehouseChargeReversed.TYPE),
        *(finance.DealerCharged.TYPE, finance.StaffCharged.TYPE, costs.CaseCostAssigned.TYPE),
        BillDifferenceAccepted.TYPE,
    }
)
PAYMENTS = frozenset(
    {
        *(finance.RefundPaid.TYPE, finance.PostageReimbursed.TYPE, intake.RefundRequested.TYPE),
        *(intake.RefundReady.TYPE, intake.RefundWithdrawn.TYPE),
    }
)
FREIGHTS = frozenset(
    {
        *(logistics.ParcelShipped.TYPE, logistics.FreightRecorded.TYPE),
        *(logistics.ParcelReturned.TYPE, logistics.ParcelTransferred.TYPE),
    }
)
PAID_COSTS = frozenset({"refund", "compensation", "return_freight"})
"""Costs that may arise when something is paid: then the payment led to them (D1)."""
NOTHING: Final[tuple[Any, ...]] = (None, "", [], (), {})


@dataclass(frozen=True, slots=True)
class Trail:
    """What books an amount, and what happened before it."""

    booking: Printed
    """The event that booked it, or that the number names."""
    case: str | None
    entry: Printed
    """As announced; of a payment empty."""
    cost: str | None
    events: tuple[Printed, ...] = ()
    """In order of business time, the booking among them."""

    @property
    def refund(self) -> str | None:
        """The payment that the booking is about."""
        number: str | None = self.booking["data"].get("refund")
        return number

    @property
    def claim(self) -> str | None:
        """The claim that the booking is about, or a step of."""
        number: str | None = self.booking["data"].get("claim")
        return number

    @property
    def certain_at(self) -> str | None:
        """When the amount became certain."""
        moment: str | None = self.entry.get("certain_at") or self.booking["time"]
        return moment

    def of(self, *kinds: str) -> list[Printed]:
        """What led to it, of these kinds."""
        return [event for event in self.events if event["type"] in kinds]

    def newest(self, *kinds: str) -> Printed | None:
        """The last saying of these kinds that led to it."""
        return max(self.of(*kinds), key=_revised, default=None)


def trail_of(
    booking: Printed, main: Printed | None, number: str, events: Sequence[Printed]
) -> Trail:
    """The booking with all that led to it; ``main`` is its line, where it has one."""
    line, data = main["line"] if main else {}, booking["data"]
    entry = _entry(data, main["entry"] if main else number)
    case = line.get("case") if main else data.get("case_no")
    trail = Trail(booking, case, entry, entry.get("cost") or line.get("cost"))
    led = tuple(event for event in events if _led_to(trail, event))
    return replace(trail, events=led if booking in led else (*led, booking))


def told(data: Printed, *names: str) -> dict[str, Any]:
    """Those fields of an event that say something."""
    return {name: data[name] for name in names if data.get(name) not in NOTHING}


def _entry(data: Printed, number: str) -> Printed:
    """The entry of that number among those that an event announces, else its first."""
    said = [data["entry"]] if data.get("entry") else [*(data.get("entries") or ())]
    own: list[Printed] = [one for one in said if one["entry"] == number]
    return next(iter(own or said), {})


def _led_to(trail: Trail, event: Printed) -> bool:
    """Not later; of the case, or of the parcel where no case is told; no other booking."""
    booking, data, kind = trail.booking, event["data"], event["type"]
    if event["id"] == booking["id"]:
        return True
    if booking["time"] is None or event["time"] > booking["time"] or kind == intake.CaseClosed.TYPE:
        return False
    if data.get("case_no") not in {None, trail.case}:
        return False
    if kind == finance.IncidentConfirmed.TYPE:
        return bool(event["time"] == booking["time"])
    if kind in CHARGES:
        return _is_linked(trail, event)
    if kind in PAYMENTS:
        return _is_paid(trail, data)
    if trail.case is None and booking["type"] in FREIGHTS:
        own: bool = data.get("waybill") == booking["data"]["waybill"]
        return own or kind == intake.OrderRegistered.TYPE
    return True


def _is_linked(trail: Trail, event: Printed) -> bool:
    """What passed the cost on to this account, what is reversed, what was reversed for it (D5)."""
    other, own = event["data"].get("entry") or {}, trail.entry
    if event["id"] == trail.booking["cause"] or other.get("entry") == own.get("reverses"):
        return True
    if not own.get("verdict") or not other.get("reverses"):
        return False
    return all(other.get(name) == own.get(name) for name in ("verdict", "cost", "amount"))


def _is_paid(trail: Trail, data: Printed) -> bool:
    if trail.refund is not None:
        return bool(data["refund"] == trail.refund)
    return trail.cost in PAID_COSTS


def _revised(event: Printed) -> tuple[int, str]:
    return event["data"].get("revision", 1), event["time"]
