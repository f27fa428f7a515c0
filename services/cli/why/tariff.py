"""What a parcel's freight should have been, where a tariff was agreed with its courier. Pure."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from services.finance.domain.courier_terms import AllTerms, CourierTerms
from shared.contracts import intake, logistics
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterable

    from services.cli.books import Printed
    from services.cli.why.trail import Trail

SENT = frozenset({logistics.ParcelShipped.TYPE, logistics.FreightRecorded.TYPE})
PICKED_UP = "picked_up"


def tariff(trail: Trail, events: Iterable[Printed], versions: Iterable[Printed]) -> Printed | None:
    """The terms in force, the weight and the place, and the price; null where one is not known."""
    data, cost = trail.booking["data"], trail.cost
    if trail.booking["type"] not in SENT or cost == "return_freight":
        return None
    terms = AllTerms(tuple(_read(one) for one in versions))
    agreed = terms.in_force(data["courier"], datetime.fromisoformat(data["shipped_at"]))
    grams, province = _weight(data["waybill"], events), _province(trail)
    price = agreed.price(data["kind"], grams, province)
    if price is None:
        return None
    booked = Money.of(trail.entry["amount"])
    return {
        "courier": agreed.courier,
        "version": agreed.version,
        "weight_g": grams,
        "province": province,
        "amount": str(Money(price)),
        "difference": str(booked - Money(price)),
    }


def _read(printed: Printed) -> CourierTerms:
    """As it was written: of what is printed the names, the dates and the prices."""
    told: dict[str, Any] = {
        name: printed[name] for name in ("courier", "version", "valid_from", "valid_to")
    }
    return CourierTerms.model_validate(told | {"tariff": printed["tariffs"]})


def _weight(waybill: str, events: Iterable[Printed]) -> int | None:
    """As the courier first weighed it: after the freight was owed."""
    weights: list[int] = [
        event["data"]["weight_g"]
        for event in events
        if event["type"] == logistics.ParcelScanned.TYPE
        and event["data"].get("waybill") == waybill
        and event["data"]["status"] == PICKED_UP
        and event["data"]["weight_g"] is not None
    ]
    return next(iter(weights), None)


def _province(trail: Trail) -> str | None:
    order = trail.newest(intake.OrderRegistered.TYPE)
    return order["data"].get("province") if order else None
