"""R201-R212: damaged, expired, defective, wrong or missing, mostly after signing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policy.asking import claimed, decided, freights, row

OUTER = {"damaged": "courier", "intact": "merchant"}
ACCOUNT = {"courier": "courier_account", "merchant": "none", "warehouse": "warehouse_account"}
R203_OR_R204 = {"damaged": "R203", "intact": "R204"}

SIGNED_DAMAGE = (
    [
        row(
            "R201-without-photos",
            "damage",
            "signed",
            outer_package="damaged",
            photos=0,
            expect={
                "verdict": "needs_evidence",
                "missing": ["photos"],
                "remedies": ["return_refund", "price_difference", "reship"],
            },
        ),
    ]
    + [
        row(
            f"{rule}-{wish}",
            "damage",
            "signed",
            photos=1,
            outer_package=outer,
            wish=wish,
            expect={
                "verdict": "approved",
                "liable": OUTER[outer],
                "book_to": ACCOUNT[OUTER[outer]],
                "bears": dict.fromkeys(costs, OUTER[outer]),
                "return_path": "customer_ships" if wish == "return" else "none",
                "advance_postage": wish == "return",
                "register": wish == "return",
                "rules": ["R201", *(["R202"] if wish == "return" else []), rule],
            },
        )
        for outer, rule in R203_OR_R204.items()
        for wish, costs in (
            ("return", ("goods", "return_freight")),
            ("keep", ("compensation",)),
            ("reship", ("goods", "reship_freight")),
        )
    ]
    + [
        row(
            "R201-package-unseen-D24",
            "damage",
            "signed",
            photos=1,
            wish="reship",
            expect={
                "verdict": "approved",
                "liable": "merchant",
                "book_to": "none",
                "missing": ["outer_photo"],
                "rules": ["R201", "R501"],
            },
        ),
        row(
            "R201-who-signed-does-not-matter-D27",
            "damage",
            "signed",
            photos=2,
            outer_package="damaged",
            signed_by="customer",
            expect={"verdict": "approved", "liable": "courier"},
        ),
        row(
            "R304-part-replaced-here",
            "damage",
            "signed",
            photos=1,
            outer_package="intact",
            partly_good=True,
            expect={
                "remedies": ["return_refund", "price_difference", "reship", "replace_part"],
                "rules": ["R201", "R202", "R204", "R304"],
            },
        ),
        row(
            "R304-wanted",
            "damage",
            "signed",
            photos=1,
            outer_package="intact",
            partly_good=True,
            wish="keep",
            expect={"remedies": ["price_difference", "replace_part", "return_refund", "reship"]},
        ),
    ]
)

AT_THE_DOOR = [
    row(
        f"R205-{outer}-{wish}",
        "damage",
        "at_door",
        photos=1,
        outer_package=outer,
        wish=wish,
        expect={
            "verdict": "approved",
            "return_path": path,
            "liable": OUTER[outer],
            "book_to": ACCOUNT[OUTER[outer]],
            "bears": dict.fromkeys(costs, OUTER[outer]),
            "register": path == "refuse",
            "rules": [rule, "R205"],
        },
    )
    for outer, rule in R203_OR_R204.items()
    for wish, path, costs in (
        ("refund", "refuse", tuple(freights("", "goods"))),
        ("keep", "none", ("compensation",)),
        ("reship", "none", ("goods", "reship_freight")),
    )
] + [
    row(
        "R205-remedies",
        "damage",
        "at_door",
        outer_package="damaged",
        expect={"remedies": ["return_refund", "price_difference", "reship"]},
    ),
    row(
        "R205-package-unseen",
        "damage",
        "at_door",
        expect={"liable": "merchant", "missing": ["outer_photo", "customer_confirmation"]},
    ),
    row(
        "R205-a-difference-without-a-photo-charges-nobody-yet",
        "damage",
        "at_door",
        outer_package="damaged",
        wish="keep",
        expect={"verdict": "approved", "missing": ["photos", "customer_confirmation"]},
    ),
]

LIQUID = [
    row(
        f"R206-{stage}-{outer}",
        "damage",
        stage,
        liquid=True,
        outer_package=outer,
        expect={
            "remedies": ["price_difference", "reship"],
            "return_path": "none",
            "liable": liable,
            "book_to": ACCOUNT[liable],
            "bears": {"compensation": liable},
            "rules": rules,
        },
    )
    for stage in ("in_transit", "at_door")
    for outer, liable, rules in (
        ("damaged", "courier", ["R203", "R206"]),
        ("intact", "merchant", ["R204", "R206"]),
        (None, "courier", ["R206"]),
    )
] + [
    row(
        f"R206-will-not-sign-{wish}",
        "damage",
        "at_door",
        liquid=True,
        outer_package="intact",
        wish=wish,
        expect={
            "remedies": ["refund", "price_difference", "reship"],
            "return_path": "abandon",
            "liable": "courier",
            "bears": {"goods": "courier", "outbound_freight": "courier"},
            "book_to": "courier_account",
            "register": False,
            "rules": ["R206"],
        },
    )
    for wish in ("refund", "return")
]

DEFECTS = [
    row(
        "R207-expired",
        "expired",
        "signed",
        expect={
            "verdict": "approved",
            "remedies": ["exchange", "refund"],
            "return_path": "none",
            "liable": "merchant",
            "bears": {"goods": "merchant", "reship_freight": "merchant"},
            "missing": [],
            "rules": ["R207"],
        },
    ),
    row(
        "R207-refund",
        "expired",
        "signed",
        wish="refund",
        expect={
            "remedies": ["refund", "exchange"],
            "bears": {"goods": "merchant"},
            "missing": ["customer_confirmation"],
        },
    ),
    row(
        "R208-nothing-shown",
        "quality_defect",
        "signed",
        expect={
            "verdict": "needs_evidence",
            "missing": ["photos", "verification"],
            "remedies": ["exchange", "refund"],
        },
    ),
    row(
        "R208-not-verified-yet",
        "quality_defect",
        "signed",
        photos=1,
        expect={"verdict": "needs_evidence", "missing": ["verification"]},
    ),
    row(
        "R208-verified",
        "quality_defect",
        "signed",
        photos=1,
        verified=True,
        expect={
            "verdict": "approved",
            "remedies": ["exchange", "refund"],
            "liable": "merchant",
            "rules": ["R207", "R208"],
        },
    ),
    row(
        "R208-unsubstantiated",
        "quality_defect",
        "signed",
        photos=1,
        verified=False,
        expect={
            "verdict": "rejected",
            "remedies": ["none"],
            "liable": "customer",
            "reason": "The complaint was checked and is not substantiated.",
            "rules": ["R208"],
        },
    ),
]

WRONG_ITEM = [
    row(
        f"R209-{wish}",
        "wrong_item",
        "signed",
        photos=1,
        verified=True,
        wish=wish,
        expect={
            "verdict": "approved",
            "remedies": remedies,
            "return_path": path,
            "liable": "merchant",
            "bears": dict.fromkeys(costs, "merchant"),
            "advance_postage": path == "customer_ships",
            "register": path == "customer_ships",
            "rules": ["R209"],
        },
    )
    for wish, remedies, path, costs in (
        (
            None,
            ["exchange", "keep_and_pay_difference", "return_refund"],
            "customer_ships",
            ("goods", "return_freight", "reship_freight"),
        ),
        (
            "keep",
            ["keep_and_pay_difference", "exchange", "return_refund"],
            "none",
            ("reship_freight",),
        ),
        (
            "refund",
            ["return_refund", "exchange", "keep_and_pay_difference"],
            "customer_ships",
            ("goods", "return_freight"),
        ),
    )
] + [
    row(
        "R209-nothing-shown",
        "wrong_item",
        "signed",
        expect={"verdict": "needs_evidence", "missing": ["photos", "verification"]},
    ),
    row(
        "R209-unsubstantiated",
        "wrong_item",
        "signed",
        photos=1,
        verified=False,
        expect={"verdict": "rejected", "liable": "customer", "rules": ["R209"]},
    ),
]

MISSED_ITEM = [
    row(
        "R210-nothing-shown",
        "missed_item",
        "signed",
        expect={
            "verdict": "needs_evidence",
            "missing": ["outer_photo", "weight_check"],
            "remedies": ["refund", "reship"],
        },
    ),
    row(
        "R210-not-weighed",
        "missed_item",
        "signed",
        outer_photo=True,
        outer_package="intact",
        expect={"verdict": "needs_evidence", "missing": ["weight_check"]},
    ),
    row(
        "R210-mismatch",
        "missed_item",
        "signed",
        outer_photo=True,
        outer_package="intact",
        weight_check="mismatch",
        expect={
            "verdict": "approved",
            "remedies": ["refund", "reship"],
            "return_path": "none",
            "liable": "warehouse",
            "bears": {"goods": "warehouse", "compensation": "warehouse"},
            "book_to": "warehouse_account",
            "rules": ["R210"],
        },
    ),
    row(
        "R210-mismatch-reship",
        "missed_item",
        "signed",
        outer_photo=True,
        outer_package="intact",
        weight_check="mismatch",
        wish="reship",
        expect={
            "remedies": ["reship", "refund"],
            "bears": {"reship_freight": "warehouse", "compensation": "warehouse"},
            "missing": [],
        },
    ),
    row(
        "R211-outer-damaged",
        "missed_item",
        "signed",
        outer_photo=True,
        outer_package="damaged",
        weight_check="match",
        expect={
            "verdict": "approved",
            "remedies": ["refund", "reship"],
            "liable": "courier",
            "bears": {"goods": "courier"},
            "book_to": "courier_account",
            "rules": ["R211"],
        },
    ),
    row(
        "R211-without-the-outer-photo",
        "missed_item",
        "signed",
        outer_package="damaged",
        photos=3,
        expect={"verdict": "needs_evidence", "missing": ["outer_photo"]},
    ),
    row(
        "R212-match",
        "missed_item",
        "signed",
        outer_photo=True,
        outer_package="intact",
        weight_check="match",
        expect={
            "verdict": "rejected",
            "remedies": ["none"],
            "liable": "customer",
            "alternatives": ["diagnose", "return_refund"],
            "rules": ["R212"],
        },
    ),
    row(
        "R212-waits-for-the-outer-package",
        "missed_item",
        "signed",
        weight_check="match",
        outer_photo=True,
        expect={"verdict": "needs_evidence", "missing": ["outer_photo"]},
    ),
]


@pytest.mark.parametrize(
    ("facts", "expect"),
    SIGNED_DAMAGE + AT_THE_DOOR + LIQUID + DEFECTS + WRONG_ITEM + MISSED_ITEM,
)
def test_received(facts: dict[str, Any], expect: dict[str, Any]) -> None:
    assert claimed(decided(facts), expect) == expect
