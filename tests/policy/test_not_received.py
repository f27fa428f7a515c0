"""R101-R111: the customer has not received the parcel."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policy.asking import claimed, decided, freights, row

CUSTOMERS = [
    row(
        f"R101-{cause}",
        cause,
        "not_shipped",
        expect={
            "verdict": "approved",
            "remedies": ["refund"],
            "return_path": "none",
            "liable": "customer",
            "bears": {},
            "advance_postage": False,
            "book_to": "none",
            "register": False,
            "missing": ["customer_confirmation"],
            "deadlines": {"review": "PT24H"},
            "rules": ["R101"],
        },
    )
    for cause in ("change_of_mind", "bought_other", "misuse")
] + [
    row(
        f"R102-{cause}-{stage}",
        cause,
        stage,
        expect={
            "verdict": "approved",
            "remedies": ["return_refund"],
            "return_path": path,
            "liable": "customer",
            "bears": freights("customer"),
            "advance_postage": False,
            "book_to": "none",
            "register": True,
            "deadlines": {"review": "PT24H", "inspection": "PT48H"},
            "rules": ["R102"],
        },
    )
    for cause in ("change_of_mind", "bought_other", "misuse")
    for stage, path in (("in_transit", "intercept"), ("at_door", "refuse"))
]

CANNOT_RECEIVE = [
    row(
        "R103-not-shipped",
        "cannot_receive",
        "not_shipped",
        expect={
            "remedies": ["redeliver", "change_address", "refund"],
            "return_path": "none",
            "bears": {},
            "missing": [],
            "rules": ["R103"],
        },
    ),
    row(
        "R103-in-transit",
        "cannot_receive",
        "in_transit",
        expect={
            "remedies": ["redeliver", "change_address", "return_refund"],
            "return_path": "none",
            "liable": "customer",
            "register": False,
            "rules": ["R103"],
        },
    ),
    row(
        "R103-else-R101",
        "cannot_receive",
        "not_shipped",
        wish="refund",
        expect={
            "remedies": ["refund", "redeliver", "change_address"],
            "rules": ["R101", "R103"],
        },
    ),
    row(
        "R103-else-R102",
        "cannot_receive",
        "at_door",
        wish="return",
        expect={
            "remedies": ["return_refund", "redeliver", "change_address"],
            "return_path": "refuse",
            "bears": freights("customer"),
            "register": True,
            "rules": ["R102", "R103"],
        },
    ),
]

PRICE_DROP = [
    row(
        f"R104-within-3-days-{stage}",
        "price_drop",
        stage,
        days_since_purchase=3,
        expect={
            "verdict": "approved",
            "remedies": ["price_difference"],
            "return_path": "none",
            "liable": "customer",
            "bears": {"compensation": "merchant"},
            "missing": ["customer_confirmation"],
            "rules": ["R104"],
        },
    )
    for stage in ("not_shipped", "in_transit", "at_door", "signed")
] + [
    row(
        f"R104-on-day-4-{stage}",
        "price_drop",
        stage,
        days_since_purchase=4,
        expect={
            "verdict": "rejected",
            "remedies": ["none"],
            "liable": "customer",
            "bears": {},
            "alternatives": [alternative],
            "rules": ["R104"],
        },
    )
    for stage, alternative in (
        ("not_shipped", "refund"),
        ("in_transit", "return_refund"),
        ("at_door", "return_refund"),
        ("signed", "return_refund"),
    )
]

MERCHANTS = [
    row(
        "R105-out-of-stock",
        "out_of_stock",
        "not_shipped",
        expect={
            "remedies": ["wait_with_gift", "exchange", "refund"],
            "liable": "merchant",
            "book_to": "none",
            "return_path": "none",
            "deadlines": {"review": "PT24H", "contact": "PT24H"},
            "missing": [],
            "rules": ["R105"],
        },
    ),
    row(
        "R106-late-dispatch",
        "late_dispatch",
        "not_shipped",
        expect={
            "remedies": ["wait_with_gift", "refund"],
            "liable": "merchant",
            "deadlines": {"review": "PT24H"},
            "rules": ["R106"],
        },
    ),
    row(
        "R106-no-longer-wanted",
        "late_dispatch",
        "not_shipped",
        wish="refund",
        expect={"remedies": ["refund", "wait_with_gift"], "bears": {}, "rules": ["R106"]},
    ),
] + [
    row(
        f"R107-{cause}-{stage}",
        cause,
        stage,
        expect={
            "verdict": "approved",
            "remedies": ["return_refund"],
            "return_path": path,
            "liable": "merchant",
            "bears": freights("merchant"),
            "book_to": "none",
            "register": True,
            "deadlines": {"review": "PT24H", "inspection": "PT48H"},
            "rules": ["R107"],
        },
    )
    for cause in (
        "out_of_stock",
        "late_dispatch",
        "quality_defect",
        "expired",
        "wrong_item",
        "missed_item",
        "not_as_described",
    )
    for stage, path in (("in_transit", "intercept"), ("at_door", "refuse"))
]

LOST_OR_DAMAGED = [
    row(
        "R108-damaged",
        "damage",
        "in_transit",
        expect={
            "verdict": "approved",
            "remedies": ["reship"],
            "return_path": "refuse",
            "liable": "courier",
            "bears": freights("courier", "goods", "reship_freight"),
            "book_to": "courier_account",
            "register": True,
            "missing": [],
            "rules": ["R108"],
        },
    ),
    row(
        "R108-damaged-insists",
        "damage",
        "in_transit",
        wish="refund",
        expect={
            "remedies": ["return_refund", "reship"],
            "return_path": "refuse",
            "bears": freights("courier", "goods"),
            "register": True,
            "missing": ["customer_confirmation"],
        },
    ),
    row(
        "R108-lost",
        "lost",
        "at_door",
        expect={
            "verdict": "approved",
            "remedies": ["reship"],
            "return_path": "none",
            "liable": "courier",
            "bears": dict.fromkeys(("goods", "outbound_freight", "reship_freight"), "courier"),
            "book_to": "courier_account",
            "register": False,
            "deadlines": {"review": "PT24H", "courier_answer": "PT72H"},
            "rules": ["R108"],
        },
    ),
    row(
        "R108-lost-insists",
        "lost",
        "in_transit",
        wish="refund",
        expect={
            "remedies": ["refund", "reship"],
            "return_path": "none",
            "bears": {"goods": "courier", "outbound_freight": "courier"},
        },
    ),
    row(
        "R108-a-wish-to-exchange-is-no-insisting",
        "damage",
        "in_transit",
        wish="exchange",
        expect={"remedies": ["reship"]},
    ),
]

COURIERS = [
    row(
        "R109",
        "courier_service",
        "in_transit",
        expect={
            "remedies": ["redeliver", "reship_other_courier", "return_refund"],
            "return_path": "none",
            "liable": "courier",
            "bears": {},
            "rules": ["R109"],
        },
    ),
    row(
        "R109-insists",
        "courier_service",
        "at_door",
        wish="reship",
        expect={
            "remedies": ["reship_other_courier", "redeliver", "return_refund"],
            "return_path": "refuse",
            "liable": "courier",
            "bears": {"return_freight": "courier", "reship_freight": "merchant"},
            "book_to": "courier_account",
            "register": True,
            "rules": ["R109"],
        },
    ),
    row(
        "R110",
        "late_delivery",
        "in_transit",
        expect={"remedies": ["redeliver"], "liable": "courier", "bears": {}, "rules": ["R110"]},
    ),
] + [
    row(
        f"R111-{cause}-{wish}",
        cause,
        "at_door",
        wish=wish,
        expect={
            "return_path": "refuse",
            "liable": "courier",
            "bears": freights("courier", "goods"),
            "book_to": "courier_account",
            "register": True,
            "deadlines": {"review": "PT24H", "inspection": "PT48H", **more},
            "rules": [*sorted({own, "R111"})],
        },
    )
    for cause, own, more in (
        ("courier_service", "R109", {}),
        ("late_delivery", "R110", {}),
        ("out_of_area", "R402", {}),
        ("stalled_tracking", "R403", {"courier_answer": "PT72H"}),
        ("misrouted", "R405", {}),
    )
    for wish in ("refund", "return")
]


@pytest.mark.parametrize(
    ("facts", "expect"),
    CUSTOMERS + CANNOT_RECEIVE + PRICE_DROP + MERCHANTS + LOST_OR_DAMAGED + COURIERS,
)
def test_not_received(facts: dict[str, Any], expect: dict[str, Any]) -> None:
    assert claimed(decided(facts), expect) == expect
