"""Where an amount comes from: a freight recorded, a price times a quantity, a payment. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from services.cli.why.trail import FREIGHTS, told
from shared.contracts import finance, intake, logistics, warehouse
from shared.contracts.bills import BillDifferenceAccepted
from shared.money import Money

if TYPE_CHECKING:
    from collections.abc import Iterator

    from services.cli.books import Printed
    from services.cli.why.trail import Trail

KIND_OF_COST = {"outbound_freight": "outbound", "reship_freight": "reship"}
"""Cost of a case → the kind of parcel whose freight it is."""


def amount_from(trail: Trail) -> Iterator[Printed]:
    """The events that carry the numbers, each with what it says of the amount."""
    kind, cost = trail.booking["type"], trail.cost
    if trail.entry.get("reverses"):
        yield from _same_entry(trail)
    elif kind in FREIGHTS:
        yield from _freights(trail)
    elif kind in {finance.RefundPaid.TYPE, finance.PostageReimbursed.TYPE}:
        yield _from(trail.booking, "shares", "amount", "deducted", "commission")
        yield from _asked(trail)
    elif trail.claim is not None:
        steps = (event for event in trail.events if event["data"].get("claim") == trail.claim)
        said = (_from(event, "expected", "amount") for event in steps)
        yield from (one for one in said if one["told"])
    elif kind in {intake.RefundRequested.TYPE, intake.RefundReady.TYPE}:
        yield _from(trail.booking, "lines", "freights", "commission_rate", "waits_for")
    elif kind == BillDifferenceAccepted.TYPE:
        yield _from(trail.booking, "bill", "kind", "billed", "booked")
    elif cost == "goods":
        yield from _goods(trail)
    elif cost in {"refund", "compensation"}:
        yield from (_from(one, "kind", "amount", "deducted") for one in _paid(trail))
    elif cost and cost.endswith("_freight"):
        yield from _freights_of_case(trail, cost)


def _from(event: Printed, *names: str) -> Printed:
    return {
        "at": event["time"],
        "event": event["type"],
        "id": event["id"],
        "told": told(event["data"], *names),
    }


def _same_entry(trail: Trail) -> Iterator[Printed]:
    """A reversal takes back what was booked, to the fen."""
    reversed_entry = trail.entry["reverses"]
    for event in trail.events:
        entry = event["data"].get("entry") or {}
        if entry.get("entry") == reversed_entry:
            yield _from(event) | {"told": told(entry, "entry", "cost", "amount", "certain_at")}


def _freights(trail: Trail) -> Iterator[Printed]:
    """What was recorded of the parcel: its freight, its weight, a transfer's fee."""
    waybill = trail.booking["data"].get("waybill")
    for event in trail.of(*FREIGHTS, logistics.ParcelScanned.TYPE):
        if event["data"].get("waybill") != waybill:
            continue
        said = _from(event, "kind", "freight", "fee", "weight_g", "place")
        if said["told"].keys() & {"freight", "fee", "weight_g"}:
            yield said


def _freights_of_case(trail: Trail, cost: str) -> Iterator[Printed]:
    """The freight of each parcel that the cost may be of; the amount says which."""
    for event in trail.of(*FREIGHTS, finance.PostageReimbursed.TYPE):
        data = event["data"]
        amount = data.get("freight") or data.get("amount")
        came_back = event["type"] == logistics.ParcelReturned.TYPE and data["kind"] != "return"
        sent_back = data.get("kind") == "return" or event["type"] == finance.PostageReimbursed.TYPE
        back = cost == "return_freight" and (came_back or sent_back)
        if amount and (back or data.get("kind") == KIND_OF_COST.get(cost)):
            said = _from(event, "waybill", "kind", "freight", "amount")
            if amount == trail.entry.get("amount"):
                yield said


def _goods(trail: Trail) -> Iterator[Printed]:
    """Unit price times quantity; the amount says of what (D10, D12).

    Of what was asked about, what inspection found damaged, or the whole order.
    """
    order = trail.newest(intake.OrderRegistered.TYPE)
    if order is None:
        return
    prices = {line["sku"]: line for line in order["data"]["lines"]}
    asked = trail.of(intake.ReturnRequested.TYPE)
    for event in (*asked, *trail.of(warehouse.DamageConfirmed.TYPE), order):
        lines = (line for line in event["data"]["lines"] if line["sku"] in prices)
        goods = [_valued(line, prices[line["sku"]]) for line in lines]
        if str(Money.total(Money.of(one["value"]) for one in goods)) == trail.entry["amount"]:
            yield from (_from(event) | {"told": one} for one in goods)
            return


def _valued(line: Printed, known: Printed) -> dict[str, Any]:
    value = Money.of(known["unit_price"]).times(line["quantity"])
    goods = told(known, "sku", "product", "unit_price")
    return goods | {"quantity": line["quantity"], "value": str(value)}


def _asked(trail: Trail) -> Iterator[Printed]:
    """What intake asked to be paid, before cap, freights and commission (D9, D30)."""
    ready = trail.newest(intake.RefundReady.TYPE, intake.RefundRequested.TYPE)
    if ready is not None:
        yield _from(ready, "lines", "freights", "commission_rate")


def _paid(trail: Trail) -> list[Printed]:
    """The payments that the cost is: of its amount."""
    return [
        event
        for event in trail.of(finance.RefundPaid.TYPE)
        if trail.cost == "refund" or event["data"].get("kind") == "price_difference"
    ]
