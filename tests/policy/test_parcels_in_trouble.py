"""R401-R406, and what D27 makes of causes that come too early or too late."""

from __future__ import annotations

from typing import Any

import pytest

from shared.policy.decide import decide
from shared.policy.facts import Facts
from tests.policy.asking import carried_out, claimed, decided, freights, policy, row

BACK_AND_AGAIN = freights("courier", "goods") | {"reship_freight": "merchant"}
LOSS = dict.fromkeys(("goods", "outbound_freight", "reship_freight"), "courier")

TROUBLE = [
    row(
        f"R401-{stage}",
        "wrong_address",
        stage,
        expect={
            "remedies": ["change_address", "return_refund"],
            "return_path": "none",
            "liable": "customer",
            "deadlines": {"review": "PT24H", "correction": "PT72H"},
            "rules": ["R401"],
        },
    )
    for stage in ("in_transit", "at_door")
] + [
    row(
        "R401-returned-as-R102",
        "wrong_address",
        "in_transit",
        wish="refund",
        expect={
            "remedies": ["return_refund", "change_address"],
            "return_path": "intercept",
            "bears": freights("customer"),
            "register": True,
            "rules": ["R102", "R401"],
        },
    ),
    row(
        "R401-not-shipped",
        "wrong_address",
        "not_shipped",
        expect={"remedies": ["change_address", "refund"], "deadlines": {"review": "PT24H"}},
    ),
    row(
        "R402-taken-on",
        "out_of_area",
        "in_transit",
        expect={
            "remedies": ["redeliver", "reship_ems"],
            "return_path": "none",
            "liable": "courier",
            "bears": {"transfer_fee": "merchant"},
            "book_to": "courier_account",
            "rules": ["R402"],
        },
    ),
    row(
        "R402-by-ems",
        "out_of_area",
        "in_transit",
        wish="reship",
        expect={
            "remedies": ["reship_ems", "redeliver"],
            "return_path": "intercept",
            "bears": BACK_AND_AGAIN,
            "book_to": "courier_account",
            "register": True,
            "rules": ["R402"],
        },
    ),
    row(
        "R403-asked",
        "stalled_tracking",
        "in_transit",
        expect={
            "remedies": ["redeliver", "reship", "return_refund"],
            "liable": "courier",
            "bears": {},
            "deadlines": {"review": "PT24H", "courier_answer": "PT72H"},
            "rules": ["R403"],
        },
    ),
    row(
        "R403-will-not-wait",
        "stalled_tracking",
        "in_transit",
        wish="reship",
        expect={
            "remedies": ["reship", "redeliver", "return_refund"],
            "bears": BACK_AND_AGAIN,
            "book_to": "courier_account",
            "register": True,
            "rules": ["R403"],
        },
    ),
    row(
        "R405-forwarded",
        "misrouted",
        "at_door",
        expect={"remedies": ["redeliver"], "liable": "courier", "rules": ["R405"]},
    ),
]

LOST_FOR_GOOD = [
    row(
        f"R406-{cause}",
        cause,
        "in_transit",
        loss_confirmed=True,
        expect={
            "verdict": "approved",
            "remedies": ["reship"],
            "return_path": "none",
            "liable": "courier",
            "bears": LOSS,
            "book_to": "courier_account",
            "register": False,
            "deadlines": {"review": "PT24H"},
            "rules": [own, "R406"] if own < "R406" else ["R406", own],
        },
    )
    for cause, own in (
        ("lost", "R108"),
        ("stalled_tracking", "R403"),
        ("change_of_mind", "R102"),
        ("quality_defect", "R107"),
        ("late_delivery", "R110"),
        ("wrong_address", "R401"),
        ("damage", "R108"),
    )
] + [
    row(
        "R406-insists",
        "stalled_tracking",
        "in_transit",
        loss_confirmed=True,
        wish="refund",
        expect={
            "remedies": ["refund", "reship"],
            "bears": {"goods": "courier", "outbound_freight": "courier"},
            "rules": ["R403", "R406"],
        },
    ),
    row(
        "R406-not-yet",
        "stalled_tracking",
        "in_transit",
        loss_confirmed=False,
        expect={"rules": ["R403"]},
    ),
    row(
        "R406-not-once-signed",
        "damage",
        "signed",
        photos=1,
        outer_package="damaged",
        loss_confirmed=True,
        expect={"rules": ["R201", "R202", "R203"]},
    ),
    row(
        "R406-spares-a-difference",
        "price_drop",
        "in_transit",
        days_since_purchase=1,
        loss_confirmed=True,
        expect={"remedies": ["price_difference"], "rules": ["R104"]},
    ),
    row(
        "R406-spares-a-copy",
        "missing_invoice",
        "in_transit",
        loss_confirmed=True,
        expect={"remedies": ["invoice_copy"], "rules": ["R305"]},
    ),
    row(
        "R406-spares-abandoned-goods",
        "damage",
        "at_door",
        liquid=True,
        wish="refund",
        loss_confirmed=True,
        expect={"return_path": "abandon", "rules": ["R206"]},
    ),
    row(
        "R406-turns-a-rejection",
        "price_drop",
        "in_transit",
        days_since_purchase=4,
        loss_confirmed=True,
        expect={"verdict": "approved", "remedies": ["reship"], "rules": ["R104", "R406"]},
    ),
]

TOO_EARLY = [
    row(
        f"D27-R106-{cause}",
        cause,
        "not_shipped",
        expect={
            "remedies": ["wait_with_gift", "refund"],
            "liable": "merchant",
            "rules": ["R106"],
        },
    )
    for cause in (
        "lost",
        "courier_service",
        "late_delivery",
        "stalled_tracking",
        "misrouted",
        "out_of_area",
        "damage",
    )
] + [
    row(
        f"D27-R107-{cause}",
        cause,
        "not_shipped",
        expect={"remedies": ["refund"], "liable": "merchant", "bears": {}, "rules": ["R107"]},
    )
    for cause in ("quality_defect", "expired", "wrong_item", "missed_item", "not_as_described")
]


@pytest.mark.parametrize(("facts", "expect"), TROUBLE + LOST_FOR_GOOD + TOO_EARLY)
def test_parcels_in_trouble(facts: dict[str, Any], expect: dict[str, Any]) -> None:
    assert claimed(decided(facts), expect) == expect


def test_a_chosen_difference_is_spared_by_the_loss_and_a_chosen_reship_is_not() -> None:
    wet = {"cause": "damage", "stage": "at_door", "liquid": True, "loss_confirmed": True}

    spared = carried_out(wet, "price_difference")
    turned = carried_out(wet, "reship")

    assert spared is not None
    assert turned is not None
    assert (spared["remedies"][0], spared["rules"]) == ("price_difference", ["R206"])
    assert (turned["remedies"][0], turned["rules"]) == ("reship", ["R206", "R406"])


@pytest.mark.parametrize(
    ("cause", "rule"), [("lost", "R108"), ("stalled_tracking", "R403"), ("late_delivery", "R406")]
)
def test_bookings_of_a_loss_name_the_rule_of_d6(cause: Any, rule: str) -> None:
    facts = Facts(cause=cause, stage="in_transit", loss_confirmed=True)

    assert decide(facts, policy()).rule == rule
