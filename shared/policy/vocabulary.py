"""The words of a situation and of a decision, exactly as domain.md spells them."""

from __future__ import annotations

from typing import Literal, get_args

Stage = Literal["not_shipped", "in_transit", "at_door", "signed"]
Cause = Literal[
    # the customer's
    "change_of_mind",
    "cannot_receive",
    "bought_other",
    "price_drop",
    "misuse",
    # the merchant's
    "out_of_stock",
    "late_dispatch",
    "quality_defect",
    "expired",
    "wrong_item",
    "missed_item",
    "not_as_described",
    "missing_invoice",
    # the courier's
    "lost",
    "courier_service",
    "late_delivery",
    "stalled_tracking",
    "misrouted",
    "out_of_area",
    # decided by facts
    "damage",
    "disputed_sign_off",
    "wrong_address",
]
Wish = Literal["refund", "return", "reship", "exchange", "keep", "wait", "redeliver"]
OuterPackage = Literal["intact", "damaged"]
WeightCheck = Literal["mismatch", "match"]
SignedBy = Literal["customer", "third_party_with_consent", "third_party_without_consent"]

Verdict = Literal["approved", "rejected", "needs_evidence"]
Remedy = Literal[
    "wait_with_gift",
    "redeliver",
    "change_address",
    "refund",
    "price_difference",
    "return_refund",
    "exchange",
    "reship",
    "reship_other_courier",
    "reship_ems",
    "replace_part",
    "keep_and_pay_difference",
    "invoice_copy",
    "diagnose",
    "none",
]
ReturnPath = Literal["none", "intercept", "refuse", "customer_ships", "abandon"]
Party = Literal["customer", "merchant", "courier", "warehouse", "dealer", "staff"]
Cost = Literal[
    "goods",
    "outbound_freight",  # D24
    "return_freight",
    "reship_freight",
    "transfer_fee",
    "compensation",
]
Account = Literal["courier_account", "warehouse_account", "dealer_account", "staff_account", "none"]
Evidence = Literal[
    "photos",
    "outer_photo",
    "weight_check",
    "verification",
    "sign_off_proof",
    "customer_confirmation",
]
DeadlineName = Literal["contact", "review", "inspection", "courier_answer", "correction"]

STAGES: tuple[Stage, ...] = get_args(Stage)
CAUSES: tuple[Cause, ...] = get_args(Cause)
WISHES: tuple[Wish, ...] = get_args(Wish)
REMEDIES: tuple[Remedy, ...] = get_args(Remedy)
EVIDENCE: tuple[Evidence, ...] = get_args(Evidence)
