"""An announcement as one line: when, its type, and the fields that matter to a case."""

from __future__ import annotations

from typing import Any

from shared.money import Money

COSTS = (
    *("goods", "outbound_freight", "return_freight", "reship_freight", "transfer_fee"),
    "compensation",
)
ENTRY = ("entry.cost", "entry.amount", "rule")
DECIDED = (
    *("decision.verdict", "decision.rules", "decision.remedies"),
    *("decision.missing?", "decision.alternatives?"),
)
CHOSEN = (
    *("remedy", "amount?", "return_path", "liable", "book_to", "bears?"),
    "advance_postage?",
)
FOUND = ("lines", "expected_g", "outbound_g", "missing_g")

FIELDS: dict[str, tuple[str, ...]] = {
    "OrderRegistered": (),
    "ReturnRequested": ("facts.stage", "facts.cause"),
    "RequestDecided": DECIDED,
    "RemedyChosen": CHOSEN,
    "CustomerContacted": ("person",),
    "PartReplaced": ("part", "amount", "person"),
    "InvoiceCopySent": ("sent_by", "invoice_no", "person"),
    "AddressCorrected": ("person",),
    "ReturnSlipIssued": ("kind", "lines"),
    "ReshipIssued": ("remedy", "lines", "rides_with?"),
    "RefundRequested": ("kind", "value"),
    "RefundReady": ("kind", "value", "freights?", "commission_rate?"),
    "RefundWithdrawn": ("kind",),
    "RefundConfirmed": ("person?",),
    "LiabilityDecided": ("from", "to", "account?", "responsible?"),
    "CaseClosed": ("outcome",),
    "EvidenceRequested": ("missing",),
    "EvidenceVerified": ("verified", "person"),
    "EvidenceAttached": ("kind",),
    "ChoiceMade": ("remedy", "amount?", "person"),
    "OrderFlagged": ("kind", "person?"),
    "OrderFlagLowered": ("kind",),
    "ParcelShipped": ("waybill", "kind", "freight"),
    "FreightRecorded": ("waybill", "freight"),
    "ParcelScanned": ("waybill", "status"),
    "ParcelRefused": ("waybill",),
    "ParcelReturned": ("waybill", "entry.amount"),
    "ParcelStalled": ("waybill", "answer_due_at"),
    "ParcelLost": ("waybill", "by"),
    "ParcelTransferred": ("waybill", "fee"),
    "ParcelHeld": ("waybill", "until"),
    "SignOffProved": ("signed_by",),
    "SignOffUnproved": (),
    "CourierClaimOpened": ("expected",),
    "CourierChargeback": ENTRY,
    "CourierChargebackReversed": (*ENTRY, "to"),
    "CaseCostAssigned": ("party", *ENTRY, "to?"),
    "GoodsReceived": ("waybill",),
    "GoodsInspected": ("waybill", "rows"),
    "DamageConfirmed": ("source", "lines"),
    "MissedItemConfirmed": FOUND,
    "MissedItemRejected": FOUND,
    "WarehouseCharged": ("sku", *ENTRY),
    "WarehouseChargeReversed": ("sku", *ENTRY, "to"),
    "RefundPaid": ("kind", "amount", "deducted"),
    "PostageReimbursed": ("amount",),
    "DealerCharged": ("dealer_id", *ENTRY),
    "StaffCharged": ("agent", *ENTRY),
    "IncidentConfirmed": ("agent", "kind"),
    "ServiceRated": ("score",),
}
"""Fields in their order; one with `?` is left out when there is nothing in it, else named."""


def line(event: dict[str, Any]) -> str:
    """`05 10:00 RefundPaid refund 84.00 16.00`."""
    data = event["data"]
    words = [short(event["time"]), event["type"]]
    for name in FIELDS.get(event["type"], ()):
        told = shown(name.rstrip("?"), data)
        if not name.endswith("?"):
            words.append(told)
        elif told not in {"-", "no"}:
            words.append(f"{name[:-1].rpartition('.')[2]}={told}")
    return " ".join(words)


def short(printed: str) -> str:
    """`2026-09-05T10:00:00+08:00` as `05 10:00`, with the month where it is another."""
    day, clock = printed[5:10], printed[11:19].removesuffix(":00")
    return f"{day.removeprefix('09-')} {clock}"


def shown(name: str, data: dict[str, Any]) -> str:
    """One field; `-` for nothing."""
    if name == "value":
        return str(sum((Money.of(str(one["value"])) for one in data["lines"]), start=Money.zero()))
    if name == "bears":
        return bears(data["bears"])
    value: Any = data
    for part in name.split("."):
        value = None if value is None else value.get(part)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        told = list(map(piece, value))
        return "+".join(sorted(told) if name.endswith(("rules", "missing")) else told) or "-"
    if name.endswith(("_at", "until")) and value is not None:
        return short(value).replace(" ", "T")
    return "-" if value is None else str(value)


def piece(one: Any) -> str:
    """Goods as `A×2` or `A×2:damaged`, a freight as its amount, a cost as its name."""
    if not isinstance(one, dict):
        return str(one)
    if "cost" in one:
        return str(one["cost"])
    if "sku" not in one:
        return str(one["amount"] or "-")
    goods = f"{one['sku']}×{one['quantity']}"
    return ":".join(filter(None, [goods, one.get("condition"), one.get("disposition")]))


def bears(borne: dict[str, str]) -> str:
    """Who bears what: `courier:goods+return_freight merchant:reship_freight`."""
    told = " ".join(
        f"{party}:{'+'.join(cost for cost in COSTS if borne.get(cost) == party)}"
        for party in sorted(set(borne.values()))
    )
    return told or "-"
