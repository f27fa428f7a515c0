"""R301-R307: returns without a reason, misuse, invoices, sign-offs, descriptions; R503's dealer."""

from __future__ import annotations

from typing import Any

import pytest

from tests.policy.asking import claimed, decided, row

GOOD = {"resellable": True, "complete": True}
RETURNED = {
    "verdict": "approved",
    "remedies": ["return_refund"],
    "return_path": "customer_ships",
    "liable": "customer",
    "bears": {"goods": "customer", "return_freight": "customer"},
    "advance_postage": False,
    "book_to": "none",
    "register": True,
    "deadlines": {"review": "PT24H", "inspection": "PT48H"},
    "rules": ["R301"],
}
REFUSED = {
    "verdict": "rejected",
    "remedies": ["none"],
    "return_path": "none",
    "liable": "customer",
    "register": False,
    "alternatives": ["diagnose"],
    "rules": ["R302"],
}
OPEN = {"verdict": "needs_evidence", "missing": ["verification"], "remedies": ["return_refund"]}
LATE_CAUSES = (  # D27: once signed for, these are returns without a reason.
    "out_of_stock",
    "late_dispatch",
    "courier_service",
    "late_delivery",
    "stalled_tracking",
    "misrouted",
    "out_of_area",
    "wrong_address",
)

WITHOUT_REASON = [
    row(f"R301-day-7-{cause}", cause, "signed", days_since_signed=7, **GOOD, expect=RETURNED)
    for cause in ("change_of_mind", "cannot_receive", "bought_other", *LATE_CAUSES)
] + [
    row(f"R302-day-8-{cause}", cause, "signed", days_since_signed=8, **GOOD, expect=REFUSED)
    for cause in ("change_of_mind", "cannot_receive", "bought_other", *LATE_CAUSES)
]

CONDITIONS = [
    row(
        f"{'R302' if expect is REFUSED else 'D23'}-{name}",
        "change_of_mind",
        "signed",
        **known,
        expect=expect,
    )
    for name, known, expect in (
        ("used", {"days_since_signed": 1, "resellable": False, "complete": True}, REFUSED),
        ("incomplete", {"days_since_signed": 1, "resellable": True, "complete": False}, REFUSED),
        ("too-late-whatever-else", {"days_since_signed": 8}, REFUSED),
        ("used-whatever-else", {"resellable": False}, REFUSED),
        ("days-unknown", GOOD, OPEN),
        ("use-unknown", {"days_since_signed": 7, "complete": True}, OPEN),
        ("completeness-unknown", {"days_since_signed": 7, "resellable": True}, OPEN),
    )
]

MISUSE = [
    row(
        "R303-diagnose-first",
        "misuse",
        "signed",
        photos=3,
        expect={
            "verdict": "needs_evidence",
            "remedies": ["diagnose"],
            "missing": ["verification"],
            "liable": "customer",
            "rules": ["R303"],
        },
    ),
    row(
        "R303-a-defect-after-all",
        "misuse",
        "signed",
        photos=1,
        verified=True,
        expect={
            "verdict": "approved",
            "remedies": ["exchange", "refund"],
            "liable": "merchant",
            "rules": ["R207", "R208", "R303"],
        },
    ),
    row(
        "R303-a-defect-not-shown",
        "misuse",
        "signed",
        verified=True,
        expect={"verdict": "needs_evidence", "missing": ["photos"]},
    ),
    row(
        "R303-confirmed",
        "misuse",
        "signed",
        verified=False,
        expect={"verdict": "rejected", "liable": "customer"},
    ),
]

INVOICE = [
    row(
        f"R305-{stage}",
        "missing_invoice",
        stage,
        expect={
            "verdict": "approved",
            "remedies": ["invoice_copy"],
            "return_path": "none",
            "liable": "merchant",
            "book_to": "none",
            "missing": [],
            "rules": ["R305"],
        },
    )
    for stage in ("not_shipped", "in_transit", "at_door", "signed")
]

SIGN_OFF = [
    row(
        f"R306-{name}-{cause}",
        cause,
        "signed",
        signed_by=signed_by,
        expect=expect,
    )
    for cause in ("disputed_sign_off", "lost")  # D25
    for name, signed_by, expect in (
        (
            "without-consent",
            "third_party_without_consent",
            {
                "verdict": "approved",
                "remedies": ["reship", "refund"],
                "return_path": "none",
                "liable": "courier",
                "bears": dict.fromkeys(("goods", "outbound_freight", "reship_freight"), "courier"),
                "book_to": "courier_account",
                "missing": [],
                "deadlines": {"review": "PT24H"},
                "rules": ["R306"],
            },
        ),
        (
            "unknown",
            None,
            {
                "verdict": "needs_evidence",
                "missing": ["sign_off_proof"],
                "remedies": ["reship", "refund"],
                "deadlines": {"review": "PT24H", "courier_answer": "PT72H"},
                "rules": ["R306"],
            },
        ),
        ("customer", "customer", {"verdict": "rejected", "liable": "customer"}),
        ("with-consent", "third_party_with_consent", {"verdict": "rejected", "liable": "customer"}),
    )
]

DESCRIPTION = [
    row(
        "R307-without-photos",
        "not_as_described",
        "signed",
        photos=0,
        expect={"verdict": "needs_evidence", "missing": ["photos"]},
    ),
] + [
    row(
        f"R307-{remedies[0]}",
        "not_as_described",
        "signed",
        photos=1,
        wish=wish,
        expect={
            "verdict": "approved",
            "remedies": remedies,
            "return_path": "customer_ships",
            "liable": "merchant",
            "advance_postage": True,
            "register": True,
            "rules": ["R307"],
        },
    )
    for wish, remedies in (
        (None, ["return_refund", "exchange"]),
        ("exchange", ["exchange", "return_refund"]),
    )
]

DEALER = [
    row(
        "R503-returns-without-a-reason",
        "change_of_mind",
        "in_transit",
        dealer=True,
        expect={
            "liable": "dealer",
            "book_to": "dealer_account",
            "bears": {"outbound_freight": "customer", "return_freight": "customer"},
            "rules": ["R102", "R503"],
        },
    ),
    row(
        "R503-no-dealer",
        "change_of_mind",
        "in_transit",
        dealer=False,
        expect={"liable": "customer", "book_to": "none", "rules": ["R102"]},
    ),
    row(
        "R503-not-the-dealers-fault",
        "expired",
        "signed",
        dealer=True,
        expect={"liable": "merchant", "book_to": "none", "rules": ["R207"]},
    ),
    row(
        "R503-rejected",
        "change_of_mind",
        "signed",
        dealer=True,
        days_since_signed=8,
        expect={"verdict": "rejected", "liable": "dealer", "rules": ["R302", "R503"]},
    ),
    row(
        "R503-a-complaint-not-substantiated-is-no-customers-cause",
        "quality_defect",
        "signed",
        dealer=True,
        verified=False,
        expect={"verdict": "rejected", "liable": "customer", "book_to": "none"},
    ),
]


@pytest.mark.parametrize(
    ("facts", "expect"),
    WITHOUT_REASON + CONDITIONS + MISUSE + INVOICE + SIGN_OFF + DESCRIPTION + DEALER,
)
def test_other_documents(facts: dict[str, Any], expect: dict[str, Any]) -> None:
    assert claimed(decided(facts), expect) == expect
